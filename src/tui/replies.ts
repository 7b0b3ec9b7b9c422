import type { MatchRecord } from "../core/trajectory.ts";

/** What became of a player's calls, in the matches that are in the log. */
export interface Replies {
  readonly cached: number;
  /** Requests that came to nothing. */
  readonly failed: number;
  /** Replies to requests for a move. */
  readonly refused: number;
  readonly truncated: number;
  readonly unreadable: number;
  /** Moves that were read only after a re-ask, and those that were not the player's own. */
  readonly reasked: number;
  readonly fallback: number;
}

export const NO_REPLIES: Replies = {
  cached: 0,
  failed: 0,
  refused: 0,
  truncated: 0,
  unreadable: 0,
  reasked: 0,
  fallback: 0,
};

/** By player id; players that are not asked are not there. */
export type RepliesByPlayer = ReadonlyMap<string, Replies>;

/** Aborted matches by the code of their reason, with those of further matches. */
export function withAborts(
  before: ReadonlyMap<string, number>,
  records: readonly MatchRecord[],
): ReadonlyMap<string, number> {
  const reasons = records.flatMap(({ reason }) => (reason === undefined ? [] : [reason.code]));
  if (reasons.length === 0) return before;
  const counts = new Map(before);
  for (const code of reasons) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
