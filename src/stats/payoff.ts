import { median } from "./average.ts";
import type { PlayerMetric } from "./metric.ts";
import { byRepetition, meanOver, payoffPerTurn } from "./seats.ts";

/**
 * Mean payoff per turn. Every match counts the same, however long it was, so that the mean and its bootstrap over
 * matches speak of the same observations; where all matches have one length this is total payoff over total turns.
 */
export const meanPayoff: PlayerMetric = {
  of: "player",
  id: "mean-payoff",
  title: "Mean payoff",
  description: "Payoff per turn of a match, averaged over the matches.",
  unit: "payoff per turn",
  range: "from the game's least to its greatest payoff",
  source: "Axelrod1980",
  measure: (seats) => meanOver(seats, payoffPerTurn),
};

/** Axelrod's ranking figure: the median over repetitions of the mean payoff per turn over the co-players. */
export const medianPayoff: PlayerMetric = {
  of: "player",
  id: "median-payoff",
  title: "Median payoff",
  description: "Mean payoff per turn of one repetition of the tournament, median over the repetitions.",
  unit: "payoff per turn",
  range: "from the game's least to its greatest payoff",
  source: "AxelrodLibrary",
  measure: (seats) => median(byRepetition(seats).map((round) => meanOver(round, payoffPerTurn)!)),
};
