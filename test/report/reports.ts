import type { MatchRecord } from "../../src/core/trajectory.ts";
import { reportOf } from "../../src/commands/report-data.ts";
import { profileFor } from "../../src/commands/report-profile.ts";
import type { RunReport } from "../../src/report/run-report.ts";
import type { NewRun } from "../../src/store/runs.ts";
import { newRun, newStore, PERIOD, sampleRecords } from "../store/sample.ts";

interface Options {
  /** Matches that are held move by move. */
  readonly matches?: number;
  /** Profiles take their time, and most tests look at something else. */
  readonly isProfiled?: boolean;
}

/** The report of a run that has just been logged. */
export function logged(
  run: NewRun,
  records: readonly MatchRecord[],
  { matches, isProfiled = false }: Options = {},
): RunReport {
  const store = newStore();
  const id = store.beginRun(run);
  store.append(id, records, PERIOD);
  const found = store.run(id)!;
  const profile = isProfiled ? profileFor(store, found) : { lacking: "Nobody has measured any." };
  return reportOf({ store, run: found, matches, profile });
}

/** The report of three players, everyone against everyone, of random moves. */
export function sampleReport(changes: Parameters<typeof newRun>[0] = {}, options: Options = {}): RunReport {
  const run = newRun(changes);
  return logged(run, sampleRecords(run, 3), options);
}

/** A match whose moves are these words. */
export function withMoves(record: MatchRecord, row: string, column: string): MatchRecord {
  const moves = (word: string): Uint8Array => Uint8Array.from(word, (letter) => (letter === "C" ? 0 : 1));
  return { ...record, row: moves(row), column: moves(column) };
}
