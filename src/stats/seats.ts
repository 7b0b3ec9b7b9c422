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
