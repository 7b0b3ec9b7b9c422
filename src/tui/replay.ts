import { outcomeOf } from "../core/outcome.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Seat } from "../core/seat.ts";
import { printable } from "../report/printable.ts";

/** How one seat stands after a turn. */
export interface SeatAt {
  /** The move's letter; in lower case where noise flipped it. */
  readonly letter: string;
  readonly isTremble: boolean;
  /** Payoff of this turn, and of all turns up to it. */
  readonly payoff: number;
  readonly score: number;
  readonly perTurn: number;
  /** Share of turns up to this one with cooperation; null where the game has no cooperative action. */
  readonly cooperation: number | null;
}

/** Turns that can be looked at: those that were complete, and the one that the match broke off in if it left a trace. */
export function turnsOf({ row, calls = [], messages = [] }: MatchRecord): number {
  const isTraced = [...calls, ...messages].some(({ turn }) => turn >= row.length);
  return row.length + Number(isTraced);
}

/** Of each seat, the turns whose move was not its own but the fallback that the tournament names. */
export function fallbacksOf({ calls = [] }: MatchRecord): Readonly<Record<Seat, ReadonlySet<number>>> {
  const of = (seat: Seat): ReadonlySet<number> =>
    new Set(
      calls
        .filter((call) => call.seat === seat && call.purpose === "act" && call.parseStatus === "fallback")
        .map(({ turn }) => turn),
    );
  return { row: of("row"), column: of("column") };
}

/** One seat's move as its letter in the log, made printable: in lower case where noise flipped it. */
export function letterAt({ match, row, column, trembles }: MatchRecord, seat: Seat, turn: number): string {
  const moves = seat === "row" ? row : column;
  const { symbol } = match.game.actions[moves[turn]!]!;
  return printable(trembles[seat][turn] === 1 ? symbol.toLowerCase() : symbol);
}

/** How both seats stand after a turn of the record, which must have it. */
export function standAt(record: MatchRecord, turn: number): Readonly<Record<Seat, SeatAt>> {
  const { match, row, column, trembles } = record;
  const { actions, payoff, cooperative } = match.game;
  const k = actions.length;
  const outcomeAt = (t: number): number => outcomeOf(row[t]!, column[t]!, k);

  const stand = (seat: Seat): SeatAt => {
    const moves = seat === "row" ? row : column;
    let score = 0;
    let cooperations = 0;
    for (let t = 0; t <= turn; t++) {
      score += payoff[seat][outcomeAt(t)]!;
      if (moves[t] === cooperative) cooperations++;
    }
    return {
      letter: letterAt(record, seat, turn),
      isTremble: trembles[seat][turn] === 1,
      payoff: payoff[seat][outcomeAt(turn)]!,
      score,
      perTurn: score / (turn + 1),
      cooperation: cooperative === null ? null : cooperations / (turn + 1),
    };
  };
  return { row: stand("row"), column: stand("column") };
}
