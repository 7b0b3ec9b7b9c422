import type { Strategy } from "../core/player.ts";
import type { MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { playScalar } from "./scalar.ts";

/** Whether every repetition of a pairing must come out the same. */
const isSettled = (row: Strategy, column: Strategy, noise: number): boolean =>
  noise === 0 && !row.stochastic && !column.stochastic;

/**
 * Plays the repetitions of one pairing of strategies, one by one as they are asked for. Where nothing is left to chance
 * the longest is played once and every repetition is its beginning: what is told about the end is the same for all of
 * them, so no player can tell them apart.
 */
export function* playRepetitions(
  row: Strategy,
  column: Strategy,
  matches: readonly MatchSpec[],
): Generator<MatchRecord> {
  const [first] = matches;
  if (first === undefined) return;
  if (!isSettled(row, column, first.noise)) {
    for (const match of matches) yield playNamed(row, column, match);
    return;
  }
  const longest = matches.reduce((best, match) => (match.turns > best.turns ? match : best), first);
  const played = playNamed(row, column, longest);
  for (const match of matches) {
    yield {
      ...played,
      match,
      row: played.row.subarray(0, match.turns),
      column: played.column.subarray(0, match.turns),
    };
  }
}

/** Plays a match; a fault in a player's code is told with the match that it happened in. */
function playNamed(row: Strategy, column: Strategy, match: MatchSpec): MatchRecord {
  try {
    return playScalar(row, column, match);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`in ${row.id} against ${column.id}, repetition ${match.repetition + 1}: ${detail}`, {
      cause,
    });
  }
}
