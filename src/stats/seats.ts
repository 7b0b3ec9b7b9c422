import { meanOf, sumOf } from "./average.ts";
import type { MatchTally, SeatTally } from "./tally.ts";

/** The seats of each player: those of complete matches against others. */
export function seatsOf(tallies: readonly MatchTally[]): ReadonlyMap<string, readonly SeatTally[]> {
  const seats = new Map<string, SeatTally[]>();
  const add = (seat: SeatTally): void => {
    const group = seats.get(seat.player);
    if (group === undefined) seats.set(seat.player, [seat]);
    else group.push(seat);
  };
  for (const { row, column, status } of tallies) {
    if (status !== "complete" || row.player === column.player) continue;
    add(row);
    add(column);
  }
  return seats;
}

/** Seats grouped by repetition of the tournament. */
export function byRepetition(seats: readonly SeatTally[]): SeatTally[][] {
  const rounds = new Map<number, SeatTally[]>();
  for (const seat of seats) {
    const round = rounds.get(seat.repetition);
    if (round === undefined) rounds.set(seat.repetition, [seat]);
    else round.push(seat);
  }
  return [...rounds.values()];
}

/** Payoff per turn of one match. */
export const payoffPerTurn = ({ score, turns }: SeatTally): number => score / turns;

/** Whether the player was a good partner: it cooperated at least as often as its co-player, so both can be. */
export const isGoodPartner = ({ cooperations, coPlayerCooperations }: SeatTally): boolean | null =>
  cooperations === null || coPlayerCooperations === null ? null : cooperations >= coPlayerCooperations;

/** Mean of a figure over the seats, each match counting the same; null of nothing, and where any seat has none. */
export function meanOver(seats: readonly SeatTally[], figure: Figure): number | null {
  const values = valuesOf(seats, figure);
  return values === null ? null : meanOf(values);
}

/**
 * A match's figure summed over the seats, per turn of them all, so that each turn counts the same; null of nothing, and
 * where any seat has none.
 *
 * Where lengths are random this estimates expected total over expected number of turns. The mean over matches of the
 * figure per turn does not: short matches count as much as long ones there, and so their first turns for more.
 *
 * @param figure of a whole match, not of a turn of it
 */
export function perTurn(seats: readonly SeatTally[], figure: Figure): number | null {
  const values = valuesOf(seats, figure);
  if (values === null || values.length === 0) return null;
  return sumOf(values) / seats.reduce((sum, { turns }) => sum + turns, 0);
}

type Figure = (seat: SeatTally) => number | null;

function valuesOf(seats: readonly SeatTally[], figure: Figure): number[] | null {
  const values: number[] = [];
  for (const seat of seats) {
    const value = figure(seat);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}
