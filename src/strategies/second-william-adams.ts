import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const LAST_WARNING = 9;

/**
 * William Adams's entry (K44R) in Axelrod's second tournament, placed fifth. Counts the co-player's defections from
 * its second move on. The chance to forgive is halved with each beyond the ninth; so the code of the Axelrod library,
 * whose description gives another exponent and takes it for the chance to defect.
 */
export const secondWilliamAdams = strategy({
  id: "second-william-adams",
  title: "William Adams (second tournament)",
  rule: "Defects while the co-player's defections number 4, 7 or 9; beyond that it answers D with D but for a chance that each one halves.",
  axelrodName: "SecondByWmAdams",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let defections = 0;
    return (last) => {
      const now = turn++;
      if (last === START || now === 1) return C;
      const other = last & 1;
      if (other === D) defections++;
      if (defections === 4 || defections === 7 || defections === LAST_WARNING) return D;
      if (other === C || defections < LAST_WARNING) return C;
      return random.chance(0.5 ** (defections - LAST_WARNING)) ? C : D;
    };
  },
});
