import type { Action } from "../core/action.ts";
import { mirror } from "../core/game.ts";
import { totalsOf, type MatchRecord } from "../core/trajectory.ts";
import type { Seat } from "../core/seat.ts";

/**
 * One seat's side of a match: all that metrics need of it. Plain numbers, arrays and strings, so that it can be sent
 * to another thread or kept as JSON. Of an aborted match it covers the turns that were complete.
 */
export interface SeatTally {
  readonly player: string;
  readonly coPlayer: string;
  /** Where the player sat. */
  readonly seat: Seat;
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
  const totals = totalsOf(game, outcomes);
  const shared = { repetition, turns, actions: k, cooperative: game.cooperative };
  return {
    row: {
      player: match.row,
      coPlayer: match.column,
      seat: "row",
      ...shared,
      score: totals.row.score,
      coPlayerScore: totals.column.score,
      outcomes,
      replies: rowReplies,
      firstMove: row[0] ?? null,
      cooperations: totals.row.cooperations,
      coPlayerCooperations: totals.column.cooperations,
    },
    column: {
      player: match.column,
      coPlayer: match.row,
      seat: "column",
      ...shared,
      score: totals.column.score,
      coPlayerScore: totals.row.score,
      outcomes: outcomes.map((_, outcome) => outcomes[mirror(outcome, k)]!),
      replies: columnReplies.map((_, reply) => columnReplies[mirrorReply(reply, k)]!),
      firstMove: column[0] ?? null,
      cooperations: totals.column.cooperations,
      coPlayerCooperations: totals.row.cooperations,
    },
    repetition,
    status: record.status,
    reason: record.reason?.code ?? null,
  };
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

/** Index of a reply whose outcome is seen from the other seat. */
const mirrorReply = (reply: number, k: number): number => mirror(Math.floor(reply / k), k) * k + (reply % k);
