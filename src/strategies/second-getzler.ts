import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** Abraham Getzler's entry (K35R) in Axelrod's second tournament, placed eleventh. */
export const secondGetzler = strategy({
  id: "second-getzler",
  title: "Getzler (second tournament)",
  rule: "Defects with a chance to which each D of the co-player's adds 1/2, and which is halved each turn.",
  axelrodName: "SecondByGetzler",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let distrust = 0;
    return (last) => {
      if (last === START) return C;
      distrust = (distrust + (last & 1)) / 2;
      return random.chance(distrust) ? D : C;
    };
  },
});
