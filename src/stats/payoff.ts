import { median } from "./average.ts";
import type { PlayerMetric } from "./metric.ts";
import { byRepetition, meanOver, payoffPerTurn, perTurn } from "./seats.ts";

/**
 * Mean payoff per turn: total payoff over total turns. Every turn counts the same, and so a match for as much as it is
 * long: at random lengths this is what `expectedUnder` of markov.ts expects.
 */
export const meanPayoff: PlayerMetric = {
  of: "player",
  id: "mean-payoff",
  title: "Mean payoff",
  description: "Total payoff over total turns, of all matches.",
  unit: "payoff per turn",
  range: "from the game's least to its greatest payoff",
  source: "Axelrod1980",
  measure: (seats) => perTurn(seats, ({ score }) => score),
};

/**
 * Axelrod's ranking figure: the median over repetitions of the mean payoff per turn over the co-players. Within a
 * repetition every match counts the same, however long it was.
 */
export const medianPayoff: PlayerMetric = {
  of: "player",
  id: "median-payoff",
  title: "Median payoff",
  description:
    "Payoff per turn of a match, averaged over a repetition's matches, median over the repetitions.",
  unit: "payoff per turn",
  range: "from the game's least to its greatest payoff",
  source: "AxelrodLibrary",
  measure: (seats) => median(byRepetition(seats).map((round) => meanOver(round, payoffPerTurn)!)),
};
