import type { Action } from "../core/action.ts";
import { mirror, type Game } from "../core/game.ts";
import { outcomeOf, type Outcome } from "../core/outcome.ts";
import type { MatchRecord } from "../core/trajectory.ts";

/**
 * One seat's side of a match: all that metrics need of it. Plain numbers, arrays and strings, so that it can be sent
 * to another thread or kept as JSON. Of an aborted match it covers the turns that were complete.
 */
export interface SeatTally {
  readonly player: string;
  readonly coPlayer: string;
  readonly repetition: number;
  readonly turns: number;
  /** Total payoffs. */
  readonly score: number;
  readonly coPlayerScore: number;
  /** Number of actions of the game, k. */
  readonly actions: number;
  /** The game's cooperative action, or null where it has none. */
  readonly cooperative: Action | null;
  /** Turns in each outcome, own action first; length k². */
  readonly outcomes: readonly number[];
  /** Own moves by what had happened the turn before: entry `outcome * k + action`, length k³. */
  readonly replies: readonly number[];
  /** Null where not one turn was complete. */
  readonly firstMove: Action | null;
  /** Turns on which each side cooperated; null where the game has no cooperative action. */
  readonly cooperations: number | null;
  readonly coPlayerCooperations: number | null;
}

/** A match reduced to counts. It is a pure function of the record, and metrics are pure functions of tallies. */
export interface MatchTally {
  readonly row: SeatTally;
  readonly column: SeatTally;
  readonly repetition: number;
  readonly status: "complete" | "aborted";
  /** Code of the reason; null where the match was complete. */
  readonly reason: string | null;
}

/** Counts a match in one pass over its moves. */
export function tally(record: MatchRecord): MatchTally {
  const { match, row, column } = record;
  const k = match.game.actions.length;
  const outcomes = zeros(k * k);
  const rowReplies = zeros(k * k * k);
  const columnReplies = zeros(k * k * k);
  const turns = row.length;

  let last = -1;
  for (let turn = 0; turn < turns; turn++) {
    const a = row[turn]!;
    const b = column[turn]!;
    if (last >= 0) {
      rowReplies[last * k + a]!++;
      columnReplies[last * k + b]!++;
    }
    last = a * k + b;
    outcomes[last]!++;
  }

  const { game, repetition } = match;
  const rowOf = rowCounts(game, outcomes);
  const shared = { repetition, turns, actions: k, cooperative: game.cooperative };
  return {
    row: {
      player: match.row,
      coPlayer: match.column,
      ...shared,
      score: rowOf.score,
      coPlayerScore: rowOf.coPlayerScore,
      outcomes,
      replies: rowReplies,
      firstMove: row[0] ?? null,
      cooperations: rowOf.cooperations,
      coPlayerCooperations: rowOf.coPlayerCooperations,
    },
    column: {
      player: match.column,
      coPlayer: match.row,
      ...shared,
      score: rowOf.coPlayerScore,
      coPlayerScore: rowOf.score,
      outcomes: outcomes.map((_, outcome) => outcomes[mirror(outcome, k)]!),
      replies: columnReplies.map((_, reply) => columnReplies[mirrorReply(reply, k)]!),
      firstMove: column[0] ?? null,
      cooperations: rowOf.coPlayerCooperations,
      coPlayerCooperations: rowOf.cooperations,
    },
    repetition,
    status: record.status,
    reason: record.reason?.code ?? null,
  };
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

/** Index of a reply whose outcome is seen from the other seat. */
const mirrorReply = (reply: number, k: number): number => mirror(Math.floor(reply / k), k) * k + (reply % k);

function rowCounts({ payoff, cooperative, actions }: Game, outcomes: readonly number[]) {
  const k = actions.length;
  let score = 0;
  let coPlayerScore = 0;
  outcomes.forEach((count, outcome) => {
    score += count * payoff.row[outcome]!;
    coPlayerScore += count * payoff.column[outcome]!;
  });
  if (cooperative === null) {
    return { score, coPlayerScore, cooperations: null, coPlayerCooperations: null };
  }
  const inState = (outcomeWith: (other: Action) => Outcome): number => {
    let count = 0;
    for (let other = 0; other < k; other++) count += outcomes[outcomeWith(other)]!;
    return count;
  };
  return {
    score,
    coPlayerScore,
    cooperations: inState((other) => outcomeOf(cooperative, other, k)),
    coPlayerCooperations: inState((other) => outcomeOf(other, cooperative, k)),
  };
}
