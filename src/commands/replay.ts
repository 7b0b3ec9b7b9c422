import { isDeepStrictEqual } from "node:util";
import { CoplayError } from "../core/errors.ts";
import { keyOf, type MatchKey, type MatchRecord } from "../core/trajectory.ts";
import { replayOperator } from "../llm/replay.ts";
import { count } from "../report/number.ts";
import { openStore } from "../store/open.ts";
import type { Experiment } from "../tournament/experiment.ts";
import { runTournament } from "../tournament/run.ts";
import type { Desk } from "../desk.ts";
import { findRun } from "./find-run.ts";
import { FAILED } from "./terminal/failure.ts";
import { note, print, printJson } from "./terminal/output.ts";

/** What of a match must come out as it did; when it was played may differ. */
const contentsOf = ({ row, column, trembles, status, reason, calls, messages }: MatchRecord): object => ({
  row,
  column,
  trembles,
  status,
  reason,
  calls,
  messages,
});

/**
 * Plays the matches of a logged run again, with the replies of the log instead of a network, and compares every move
 * and every call. Nothing is written.
 *
 * @returns the exit code: 0 only where everything is as it was
 * @throws CoplayError where the run is of another tournament, or a prompt has changed since
 */
export async function replay(
  { cells }: Experiment,
  asked: string,
  desk: Desk,
  { db, json = false }: { readonly db: string; readonly json?: boolean },
): Promise<number> {
  using store = openStore(db, { mode: "read" });
  const run = findRun(store, asked);
  const cell = cells.find(({ tournament }) => tournament.hash === run.specHash);
  if (cell === undefined) {
    throw new CoplayError(`run ${run.id} is of another tournament, or of this one before it was changed`, {
      hint: "Name the file as it was when the run was played.",
    });
  }
  // Matches that are being played again, with their calls; each is let go when it has been compared.
  const underWay = new Map<string, MatchRecord>();
  const loggedOf = (match: MatchKey): MatchRecord | undefined => {
    const known = underWay.get(keyOf(match));
    if (known !== undefined) return known;
    const record = store.matchOf(run.id, match.row, match.column, match.repetition)?.record;
    if (record !== undefined) underWay.set(keyOf(match), record);
    return record;
  };
  desk.connect(replayOperator(({ match }) => loggedOf(match)));

  const logged = new Set(store.finished(run.id).map(keyOf));
  const differing: string[] = [];
  let equal = 0;
  const isFinished = (match: MatchKey): boolean => !logged.has(keyOf(match));
  for await (const event of runTournament(cell.tournament, {
    sink: { append: () => undefined },
    isFinished,
  })) {
    if (event.kind !== "matches") continue;
    for (const record of event.records) {
      const before = loggedOf(record.match);
      const isSame = before !== undefined && isDeepStrictEqual(contentsOf(record), contentsOf(before));
      if (isSame) equal++;
      else {
        const { row, column, repetition } = record.match;
        differing.push(`${row} against ${column}, repetition ${repetition + 1}`);
      }
      underWay.delete(keyOf(record.match));
    }
  }
  if (json) printJson({ run: run.id, name: run.name, equal, differing });
  else {
    print(
      `run ${run.id} of ${run.name}: ${count(equal)} of ${count(logged.size)} matches came out as they were`,
    );
    for (const match of differing) note(`differs: ${match}`);
  }
  return equal === logged.size ? 0 : FAILED;
}
