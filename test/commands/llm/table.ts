import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../../../src/store/open.ts";
import type { Store } from "../../../src/store/store.ts";
import type { Script } from "../../llm/server/behaviours.ts";
import { CANARY_KEY, environmentOf, startServer, type LlmServer } from "../../llm/server/server.ts";
import { ended, startCoplay, type Ended } from "../coplay.ts";

/** A folder, a server and a log of one test's own. */
export interface Table {
  readonly server: LlmServer;
  readonly folder: string;
  /** Writes a tournament file and returns its path. */
  file(yaml: string): string;
  /** Runs the command line to its end, every provider being the server. */
  coplay(...words: readonly string[]): Promise<Ended>;
  /** Starts the command line; `run` and `--db` are up to the caller. */
  start(...words: readonly string[]): ReturnType<typeof startCoplay>;
  readonly db: string;
  readonly log: Store;
}

/** Lays a table for one test, and clears it when the test is over. */
export async function layTable(script: Script, delayMs = 0): Promise<Table> {
  const server = await startServer(script, { delayMs });
  const folder = mkdtempSync(join(tmpdir(), "coplay-llm-"));
  const db = join(folder, "log.db");
  const start = (...words: readonly string[]) =>
    startCoplay(words, { cwd: folder, env: environmentOf(server) });
  let said = "";
  const table: Table = {
    server,
    folder,
    db,
    file: (yaml) => {
      const path = join(folder, "tournament.yaml");
      writeFileSync(path, yaml);
      return path;
    },
    start,
    coplay: async (...words) => {
      const result = await ended(start(...words));
      said += result.stdout + result.stderr;
      return result;
    },
    get log() {
      const store = openStore(db, { mode: "read" });
      onTestFinished(() => store.close());
      return store;
    },
  };
  onTestFinished(async () => {
    await server.close();
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    rmSync(folder, { recursive: true });
    for (const text of [said, ...written]) {
      if (text.includes(CANARY_KEY)) throw new Error("The key is in a file or in the output.");
    }
  });
  return table;
}

/** All calls of the newest run, match by match. */
export const callsOf = (store: Store) =>
  [...store.records(store.latestRun()!.id, { calls: true })].flatMap(({ calls = [] }) => calls);

/** The beginning of a tournament file: short matches, and little patience with servers. */
export const base = `
turns: 4
seed: 7
limits: { retries: 1, retry-seconds: 20 }
`;

/** Writes a tournament file and runs it, into the table's log. */
export const run = (table: Table, yaml: string, ...words: string[]) =>
  table.coplay("run", table.file(yaml), "--db", table.db, "--json", ...words);
