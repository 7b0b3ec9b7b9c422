import { StoreError } from "../core/errors.ts";
import type { Connection } from "./driver.ts";
import { VERSION_1 } from "./schema.ts";

/** Marks a SQLite file as a coplay log: "copl" in ASCII, in the file's header. */
const APPLICATION_ID = 0x636f706c;

/** SQL that leads from each version to the next; a log of version n has had the first n. Only ever append. */
const MIGRATIONS: readonly string[] = [VERSION_1];

/** The version that this coplay reads and writes. */
export const LATEST_VERSION = MIGRATIONS.length;

/**
 * The version of the log behind a connection; 0 for a file that is still empty. Only reads.
 *
 * @throws StoreError for a database of something else, and for a log from a newer coplay
 */
export function logVersion(path: string, connection: Connection): number {
  const version = pragma(connection, "user_version");
  const application = pragma(connection, "application_id");
  if (application !== APPLICATION_ID) {
    const isEmpty = connection.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
    if (application === 0 && version === 0 && isEmpty) return 0;
    throw new StoreError(path, "a SQLite database, but not a coplay log", {
      hint: "Name another file; this one was left as it is.",
    });
  }
  if (version > LATEST_VERSION) {
    throw new StoreError(
      path,
      `written by a newer coplay (log version ${version}, this one reads up to ${LATEST_VERSION})`,
      { hint: "Update coplay, or name another file; this one was left as it is." },
    );
  }
  return version;
}

/**
 * Brings a log to the latest version in one transaction, all or nothing. Two processes may do this at once: the
 * version is read again under the lock.
 *
 * @throws SqliteError where the file may only be read
 */
export function migrate(path: string, connection: Connection): void {
  const bringUpToDate = connection.transaction(() => {
    const version = logVersion(path, connection);
    if (version === LATEST_VERSION) {
      // SQLite opens a file that may only be read without a word; a write that changes nothing finds out.
      connection.exec("UPDATE run SET status = status WHERE FALSE");
      return;
    }
    for (const sql of MIGRATIONS.slice(version)) connection.exec(sql);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${LATEST_VERSION}`);
  });
  bringUpToDate.immediate();
}

/** The number that a pragma holds. */
function pragma(connection: Connection, name: "user_version" | "application_id"): number {
  return connection.prepare<[], number>(`PRAGMA ${name}`).pluck().get()!;
}
