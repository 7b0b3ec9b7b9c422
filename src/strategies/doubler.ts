import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Doubler, of PRISON. At exactly twice as many cooperations as defections it still answers a D. */
export const doubler = strategy({
  id: "doubler",
  title: "Doubler",
  rule: "Answers D with D unless the co-player has cooperated more than twice as often as it has defected.",
  axelrodName: "Doubler",
  memory: Infinity,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let surplus = 0; // cooperations less twice the defections
    return (last) => {
      if (last === START) return C;
      const defected = sawDefection(last);
      surplus += defected ? -2 : 1;
      return defected && surplus <= 0 ? D : C;
    };
  },
});
