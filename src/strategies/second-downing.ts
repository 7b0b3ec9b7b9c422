import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Revised Downing, Leslie Downing's entry (K59R) in Axelrod's second tournament, placed 40th: as in the first, it
 * estimates how often the co-player cooperates after its own C (g, at first 1) and after its own D (b, at first 0), but
 * it begins with C. Cooperating for ever is worth 6g − 8b − 2 and alternating 4g − 5b − 1 more than defecting for
 * ever, at the payoffs 5, 3, 1, 0 and whatever the game; it does what is worth most. The co-player's first move is no
 * answer to anything and is not counted.
 */
export const secondDowning = strategy({
  id: "second-downing",
  title: "Revised Downing (second tournament)",
  rule: "Cooperates, alternates or defects, whichever would pay most against what the co-player has so far answered to C and to D.",
  axelrodName: "RevisedDowning",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let ownBefore = C;
    let afterC = 0;
    let afterD = 0;
    let answersToC = 0;
    let answersToD = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const own = last >> 1;
      const isKind = (last & 1) === C ? 1 : 0;
      if (now > 1) {
        if (ownBefore === C) {
          afterC++;
          answersToC += isKind;
        } else {
          afterD++;
          answersToD += isKind;
        }
      }
      ownBefore = own;
      const good = afterC === 0 ? 1 : answersToC / afterC;
      const bad = afterD === 0 ? 0 : answersToD / afterD;
      const cooperating = 6 * good - 8 * bad - 2;
      const alternating = 4 * good - 5 * bad - 1;
      if (cooperating >= 0 && cooperating >= alternating) return C;
      return alternating >= 0 ? 1 - own : D;
    };
  },
});
