import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_OF_PEACE = 10;
const TURNS_BEFORE_JUDGEMENT = 25;
const TOO_MANY = 0.4;

/**
 * Danny Champion's entry (K61R) in Axelrod's second tournament, placed second. Where the paper has a co-player that
 * cooperated less than 60 % of the time, the Axelrod library has one that defected at least 40 %, and so has this.
 */
export const secondChampion = strategy({
  id: "second-champion",
  title: "Champion (second tournament)",
  rule: "Cooperates 10 times, plays tit for tat 15 times; then answers D with D at the co-player's rate of defection if that is 40 % or more.",
  axelrodName: "SecondByChampion",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let defections = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      if (other === D) defections++;
      if (now < TURNS_OF_PEACE) return C;
      if (now < TURNS_BEFORE_JUDGEMENT) return other;
      const rate = defections / now;
      return other === D && rate >= TOO_MANY && random.chance(rate) ? D : C;
    };
  },
});
