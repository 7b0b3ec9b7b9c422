import type { Connection } from "./driver.ts";
import type { RunId } from "./runs.ts";

/** What a run has in each table, those first that refer to others. */
const PARTS = [
  `DELETE FROM call WHERE "match" IN (SELECT id FROM "match" WHERE run = ?)`,
  `DELETE FROM message WHERE "match" IN (SELECT id FROM "match" WHERE run = ?)`,
  `DELETE FROM "match" WHERE run = ?`,
  "DELETE FROM payment WHERE run = ?",
  "DELETE FROM player WHERE run = ?",
  "DELETE FROM run WHERE id = ?",
];

/** Takes runs out of the log with all that they have, in one transaction. */
export function deleteRuns(connection: Connection, runs: readonly RunId[]): void {
  const discard = connection.transaction(() => {
    // A batch is named by its first run, which has to go last.
    for (const run of [...runs].sort((a, b) => b - a)) {
      for (const sql of PARTS) connection.prepare<[RunId]>(sql).run(run);
    }
  });
  discard.immediate();
}
