import type { AbortReason } from "./abort.ts";
import type { CallRecord, MessageRecord } from "./call.ts";
import type { Game } from "./game.ts";
import { outcomeOf } from "./outcome.ts";
import type { Talk } from "./talk.ts";
import type { Terms } from "./terms.ts";

/** What identifies a match in a tournament, and all that its random streams depend on. */
export interface MatchKey {
  /** The tournament's seed, a non-negative safe integer. */
  readonly seed: number;
  /** Player ids of the two seats. */
  readonly row: string;
  readonly column: string;
  /** Counts from 0. */
  readonly repetition: number;
}

/** Which match of its tournament it is, as a text to look it up by. */
export const keyOf = ({ row, column, repetition }: Omit<MatchKey, "seed">): string =>
  `${row}\n${column}\n${repetition}`;

/** One match to be played: what is true of it, and what the players are told. */
export interface MatchSpec extends MatchKey {
  readonly game: Game;
  /** Actual number of turns, at least 1; drawn beforehand where the length is random. */
  readonly turns: number;
  /** Chance in [0, 1] that a chosen action is flipped, for each move of each seat. */
  readonly noise: number;
  /** What the players are told, from the row seat; it may differ from what is true. */
  readonly told: Terms;
  /** Cheap talk before every turn; absent where there is none. */
  readonly talk?: Talk;
}

/** Which realised moves noise had flipped: one flag (0 or 1) a turn and seat. Empty arrays where there was no noise. */
export interface TrembleSet {
  readonly row: Uint8Array;
  readonly column: Uint8Array;
}

/** The trembles of a match without noise. */
export const NO_TREMBLES: TrembleSet = { row: new Uint8Array(0), column: new Uint8Array(0) };

/** A match as it was played: realised moves of both seats, and which of them were not meant. */
export interface MatchRecord {
  readonly match: MatchSpec;
  /** One action a turn. Of an aborted match, the turns that were complete. */
  readonly row: Uint8Array;
  readonly column: Uint8Array;
  readonly trembles: TrembleSet;
  readonly status: "complete" | "aborted";
  /** Present if and only if the match was aborted. */
  readonly reason?: AbortReason;
  /** Requests to LLMs, in order; absent where no seat made any. */
  readonly calls?: readonly CallRecord[];
  /** Cheap talk, in order; absent where the tournament has none. */
  readonly messages?: readonly MessageRecord[];
  /** When it was played, in ms since 1970; absent where nobody looked at the clock. */
  readonly period?: Period;
}

/** When something was played, in ms since 1970. */
export interface Period {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What a match came to for one seat. */
export interface SeatTotals {
  /** Total payoff. */
  readonly score: number;
  /** Turns on which the seat cooperated; null where the game has no cooperative action. */
  readonly cooperations: number | null;
}

/**
 * What a match came to for both seats, summed by outcome so that the order of turns does not matter. Going through the
 * moves is what costs: whoever needs scores and cooperations counts once.
 *
 * @param counts turns in each outcome as the row seat sees it, length k², as of {@link outcomeCounts}
 */
export function totalsOf(
  { actions, payoff, cooperative }: Game,
  counts: ArrayLike<number>,
): { readonly row: SeatTotals; readonly column: SeatTotals } {
  const k = actions.length;
  let rowScore = 0;
  let columnScore = 0;
  let rowCooperations = 0;
  let columnCooperations = 0;
  for (let outcome = 0; outcome < counts.length; outcome++) {
    const count = counts[outcome]!;
    rowScore += count * payoff.row[outcome]!;
    columnScore += count * payoff.column[outcome]!;
    if (Math.floor(outcome / k) === cooperative) rowCooperations += count;
    if (outcome % k === cooperative) columnCooperations += count;
  }
  const counted = cooperative !== null;
  return {
    row: { score: rowScore, cooperations: counted ? rowCooperations : null },
    column: { score: columnScore, cooperations: counted ? columnCooperations : null },
  };
}

/** Total payoff of each seat. */
export function scoresOf(record: MatchRecord): { row: number; column: number } {
  const { game } = record.match;
  const { row, column } = totalsOf(game, outcomeCounts(record, game.actions.length));
  return { row: row.score, column: column.score };
}

/** How often each outcome occurred, indexed by the row seat's outcome, length k². */
export function outcomeCounts(record: MatchRecord, k: number): Float64Array {
  const counts = new Float64Array(k * k);
  const { row, column } = record;
  for (let turn = 0; turn < row.length; turn++) counts[outcomeOf(row[turn]!, column[turn]!, k)]!++;
  return counts;
}
