import { isGoodPartner, perTurn } from "./seats.ts";
import type { MatchTally, SeatTally } from "./tally.ts";

/** A square table: how the player of each row did with the player of each column. */
export type Matrix<T> = readonly (readonly T[])[];

/**
 * Who did what to whom. Rows and columns are in the order of `players`; the row player is the one measured, whichever
 * seat it sat in. The diagonal is self-play, both seats pooled. Where a pair has no complete match, figures are null.
 * Payoff and cooperation are totals over all turns of the pair, so that every turn counts the same.
 */
export interface Pairwise {
  readonly players: readonly string[];
  /** Complete matches and aborted ones; the latter are in no other figure. */
  readonly matches: Matrix<number>;
  readonly aborted: Matrix<number>;
  /** Total payoff over total turns. */
  readonly payoff: Matrix<number | null>;
  /** Share of all turns with cooperation, in [0, 1]; null throughout where the game has no cooperative action. */
  readonly cooperation: Matrix<number | null>;
  /** Matches in which the row player cooperated at least as often as the other; 0 on the diagonal. */
  readonly goodPartner: Matrix<number>;
}

/**
 * The pairwise matrices of a tournament.
 *
 * The library truncates the cooperations of self-play to half of both seats' total, rounded down; these are not
 * truncated, so that its diagonal may be smaller by less than one turn's worth.
 *
 * @param players canonical ids, in the order of rows and columns
 * @throws Error where a tally names a player that is not among them
 */
export function pairwise(tallies: readonly MatchTally[], players: readonly string[]): Pairwise {
  const size = players.length;
  const index = new Map(players.map((player, i) => [player, i]));
  const indexOf = (player: string): number => {
    const i = index.get(player);
    if (i === undefined) throw new Error(`a match has the player ${player}, who is not in the tournament`);
    return i;
  };
  const cells = Array.from({ length: size }, () => Array.from({ length: size }, (): SeatTally[] => []));
  const aborted = cells.map((row) => row.map(() => 0));
  for (const { row, column, status } of tallies) {
    const i = indexOf(row.player);
    const j = indexOf(column.player);
    if (status === "complete") {
      cells[i]![j]!.push(row);
      cells[j]![i]!.push(column);
    } else {
      aborted[i]![j]!++;
      if (i !== j) aborted[j]![i]!++;
    }
  }
  return {
    players,
    matches: cells.map((row, i) => row.map((seats, j) => (i === j ? seats.length / 2 : seats.length))),
    aborted,
    payoff: cells.map((row) => row.map((seats) => perTurn(seats, ({ score }) => score))),
    cooperation: cells.map((row) => row.map((seats) => perTurn(seats, ({ cooperations }) => cooperations))),
    goodPartner: cells.map((row, i) =>
      row.map((seats, j) => (i === j ? 0 : seats.filter(isGoodPartner).length)),
    ),
  };
}
