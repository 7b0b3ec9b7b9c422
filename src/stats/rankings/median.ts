import { meanOf, median } from "../average.ts";
import { medianPayoff } from "../payoff.ts";
import type { Ranking } from "./ranking.ts";

/** Axelrod's figure: the median over repetitions of the mean over co-players of a match's payoff per turn. */
export const medianRanking: Ranking = {
  id: "median",
  title: medianPayoff.title,
  description: medianPayoff.description,
  unit: medianPayoff.unit,
  range: medianPayoff.range,
  source: medianPayoff.source,
  rate({ players, meetings, repetitions }) {
    const rounds = players.map(() => new Map<number, number[]>());
    const add = (player: number, repetition: number, payoff: number): void => {
      const round = rounds[player]!.get(repetition);
      if (round === undefined) rounds[player]!.set(repetition, [payoff]);
      else round.push(payoff);
    };
    meetings.forEach(({ row, column, turns, rowScore, columnScore }, at) => {
      if (row === column) return;
      add(row, repetitions[at]!, rowScore / turns);
      add(column, repetitions[at]!, columnScore / turns);
    });
    const values = rounds.map((own) => median([...own.values()].map((payoffs) => meanOf(payoffs)!)));
    const hasNone = values.every((value) => value === null);
    return { values, lacking: hasNone ? "needs a complete match between two players" : null, remark: null };
  },
};
