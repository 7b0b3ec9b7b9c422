import type { Connection } from "../../src/store/driver.ts";

/** What a pragma holds. */
export const pragma = (connection: Connection, name: string): unknown =>
  connection.prepare<[]>(`PRAGMA ${name}`).pluck().get();
