import { useMemo } from "react";
import type { MatchRecord } from "../../core/trajectory.ts";
import type { MatchTally } from "../../stats/tally.ts";
import type { Snapshot } from "../follower.ts";
import type { Shown } from "../navigation.ts";

/** Finds the record of a match by the players of both seats; undefined where it is not in the log. */
export type FindMatch = (row: string, column: string, repetition: number) => MatchRecord | undefined;

type Asked = Pick<Shown, "row" | "column" | "repetition">;

const NOTHING: Asked = { row: "", column: "", repetition: -1 };

/**
 * The record of the match that is shown, whichever player sits in which seat; undefined until it has ended. The log is
 * asked once, for a match that is known to have ended. Whether it has is looked up when another match is asked for, and
 * when more matches of the pairing are counted.
 */
export function useRecord(
  find: FindMatch,
  shown: Shown | null,
  { live, figures }: Snapshot,
): MatchRecord | undefined {
  const { row, column, repetition } = shown ?? NOTHING;
  const { players, matches, aborted } = figures.pairwise;
  const [i, j] = [players.indexOf(row), players.indexOf(column)];
  const ended = (matches[i]?.[j] ?? 0) + (aborted[i]?.[j] ?? 0);
  const tally = useMemo(
    () => tallyOf({ row, column, repetition }, live.tallies),
    [row, column, repetition, ended],
  );
  return useMemo(
    () => (tally === undefined ? undefined : find(tally.row.player, tally.column.player, tally.repetition)),
    [find, tally],
  );
}

/** The tally of a match; where it has not ended, that of the match with its seats exchanged. */
function tallyOf({ row, column, repetition }: Asked, tallies: readonly MatchTally[]): MatchTally | undefined {
  const sat = (a: string, b: string): MatchTally | undefined =>
    tallies.findLast(
      (tally) => tally.row.player === a && tally.column.player === b && tally.repetition === repetition,
    );
  return sat(row, column) ?? sat(column, row);
}
