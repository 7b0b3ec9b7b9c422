import { meanOf } from "./average.ts";
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

/** Payoff per turn of one match, the figure that means and intervals are made of. */
export const payoffPerTurn = ({ score, turns }: SeatTally): number => score / turns;

/** Share of a match's turns on which the player cooperated; null where the game has no cooperative action. */
export const cooperationRate = ({ cooperations, turns }: SeatTally): number | null =>
  cooperations === null ? null : cooperations / turns;

/** Whether the player was a good partner: it cooperated at least as often as its co-player, so both can be. */
export const isGoodPartner = ({ cooperations, coPlayerCooperations }: SeatTally): boolean | null =>
  cooperations === null || coPlayerCooperations === null ? null : cooperations >= coPlayerCooperations;

/** Mean of a figure over the seats; null of nothing, and where any seat has none. */
export function meanOver(
  seats: readonly SeatTally[],
  figure: (seat: SeatTally) => number | null,
): number | null {
  const values: number[] = [];
  for (const seat of seats) {
    const value = figure(seat);
    if (value === null) return null;
    values.push(value);
  }
  return meanOf(values);
}
