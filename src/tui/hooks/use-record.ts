import { useMemo } from "react";
import type { MatchRecord } from "../../core/trajectory.ts";
import type { Shown } from "../navigation.ts";

/** Finds the record of a match; undefined where it has not been played. */
export type FindMatch = (row: string, column: string, repetition: number) => MatchRecord | undefined;

/**
 * The record of the match that is shown, whichever player sits in which seat. It is looked up once, and while it has
 * not been played, again whenever another match has ended.
 *
 * @param finished number of finished matches
 */
export function useRecord(find: FindMatch, shown: Shown | null, finished: number): MatchRecord | undefined {
  const { row, column, repetition } = shown ?? { row: "", column: "", repetition: -1 };
  const look = (): MatchRecord | undefined =>
    repetition < 0 ? undefined : (find(row, column, repetition) ?? find(column, row, repetition));
  const found = useMemo(look, [find, row, column, repetition]);
  const foundLater = useMemo(() => (found === undefined ? look() : undefined), [found, finished]);
  return found ?? foundLater;
}
