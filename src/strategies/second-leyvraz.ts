import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** Chance of C by the co-player's moves three, two and one turns ago (4, 2 and 1 for a D). */
const TRUST = Float64Array.of(1, 0.5, 0, 0.25, 1, 1, 1, 0.25);

/** François Leyvraz's entry (K68R) in Axelrod's second tournament, placed twelfth. Moves before the first count as C. */
export const secondLeyvraz = strategy({
  id: "second-leyvraz",
  title: "Leyvraz (second tournament)",
  rule: "Cooperates with a probability given for each word of the co-player's last three moves.",
  axelrodName: "SecondByLeyvraz",
  memory: 3,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let recent = 0;
    return (last) => {
      if (last === START) return C;
      recent = ((recent << 1) | (last & 1)) & 7;
      return random.chance(TRUST[recent]!) ? C : D;
    };
  },
});
