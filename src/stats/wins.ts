import { median } from "./average.ts";
import type { PlayerMetric } from "./metric.ts";
import { byRepetition } from "./seats.ts";
import type { SeatTally } from "./tally.ts";

const wonBy = (seats: readonly SeatTally[]): number =>
  seats.filter(({ score, coPlayerScore }) => score > coPlayerScore).length;

/** Matches won: a greater total payoff than the co-player's. Both seats of a draw win nothing. */
export const wins: PlayerMetric = {
  of: "player",
  id: "wins",
  title: "Wins",
  description: "Matches in which the player got more than its co-player, over all repetitions.",
  unit: "matches",
  range: "0 to the number of matches",
  source: "AxelrodLibrary",
  measure: (seats) => (seats.length === 0 ? null : wonBy(seats)),
};

/** Matches won in one repetition of the tournament, median over the repetitions. */
export const medianWins: PlayerMetric = {
  of: "player",
  id: "median-wins",
  title: "Median wins",
  description: "Matches won in one repetition of the tournament, median over the repetitions.",
  unit: "matches",
  range: "0 to the number of matches in a repetition",
  source: "AxelrodLibrary",
  measure: (seats) => median(byRepetition(seats).map(wonBy)),
};
