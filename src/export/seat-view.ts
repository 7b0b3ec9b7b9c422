import { fromColumnSeat, type Game } from "../core/game.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchRecord } from "../core/trajectory.ts";

/** A match as one of its seats saw it. */
export interface SeatView {
  readonly player: string;
  readonly coPlayer: string;
  /** Realised moves. */
  readonly own: Uint8Array;
  readonly other: Uint8Array;
  /** A 1 for each own move that noise had flipped; empty where there was no noise. */
  readonly trembles: Uint8Array;
  /** What the seat got, by its own outcome. */
  readonly payoff: Float64Array;
}

/** Payoffs by seat of the games seen: the column's are worked out once a game, not once a match. */
const payoffs = new WeakMap<Game, Readonly<Record<Seat, Float64Array>>>();

/** The match from a seat. */
export function viewOf({ match, row, column, trembles }: MatchRecord, seat: Seat): SeatView {
  const { game } = match;
  let bySeat = payoffs.get(game);
  if (bySeat === undefined) {
    bySeat = { row: game.payoff.row, column: fromColumnSeat(game).payoff.row };
    payoffs.set(game, bySeat);
  }
  return seat === "row"
    ? {
        player: match.row,
        coPlayer: match.column,
        own: row,
        other: column,
        trembles: trembles.row,
        payoff: bySeat.row,
      }
    : {
        player: match.column,
        coPlayer: match.row,
        own: column,
        other: row,
        trembles: trembles.column,
        payoff: bySeat.column,
      };
}

/** Turns on which a seat's move was the tournament's fallback and not its own, in order. */
export const fallbackTurns = ({ calls }: MatchRecord, seat: Seat): readonly number[] =>
  calls === undefined
    ? []
    : calls
        .filter((call) => call.seat === seat && call.purpose === "act" && call.parseStatus === "fallback")
        .map(({ turn }) => turn);
