import type { Connection } from "./driver.ts";
import { named, type FinishedMatch, type Frame, type MatchRow } from "./frame.ts";
import type { RunId } from "./runs.ts";

/** Why matches of a run were aborted, and how many. */
export interface AbortCount {
  readonly code: string;
  readonly count: number;
}

/** An aborted match, and the code of its reason. */
export interface AbortedMatch extends FinishedMatch {
  readonly code: string;
}

/** The reasons for which matches of a run were aborted, the most frequent first. */
export const selectAbortReasons = (connection: Connection, run: RunId): AbortCount[] =>
  connection
    .prepare<[RunId], AbortCount>(
      `SELECT reason_code AS code, count(*) AS count FROM "match"
       WHERE run = ? AND reason_code IS NOT NULL GROUP BY reason_code ORDER BY count(*) DESC, reason_code`,
    )
    .all(run);

const ABORTED = `(SELECT id FROM "match" WHERE run = ? AND reason_code IS NOT NULL)`;

/** Takes the aborted matches of a run out of the log, in one transaction with their calls and messages. */
export function deleteAborted(connection: Connection, frame: Frame): AbortedMatch[] {
  const discard = connection.transaction(() => {
    for (const table of ["call", "message"]) {
      connection.prepare<[RunId]>(`DELETE FROM ${table} WHERE "match" IN ${ABORTED}`).run(frame.run);
    }
    const sql = `DELETE FROM "match" WHERE run = ? AND reason_code IS NOT NULL
                 RETURNING row, "column", repetition, reason_code AS code`;
    return connection.prepare<[RunId], MatchRow & { readonly code: string }>(sql).all(frame.run);
  });
  return discard.immediate().map((row) => named(frame, row));
}
