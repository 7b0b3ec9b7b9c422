import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** Graham Eatherley's entry (K46R) in Axelrod's second tournament, placed fourteenth. */
export const secondEatherley = strategy({
  id: "second-eatherley",
  title: "Eatherley (second tournament)",
  rule: "Answers C with C, and D with D at the co-player's rate of defection so far.",
  axelrodName: "SecondByEatherley",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let defections = 0;
    return (last) => {
      const now = turn++;
      if (last === START || (last & 1) === C) return C;
      defections++;
      return random.chance(defections / now) ? D : C;
    };
  },
});
