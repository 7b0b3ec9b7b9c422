import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BEFORE_JUDGEMENT = 26;

/** Chance of C by the co-player's moves three, two and one turns ago (4, 2 and 1 for a D). */
const TRUST = Float64Array.of(1, 0.4, 0.7, 0.1, 0.9, 0.4, 0.7, 0);

/** Whether `hits` out of `n` are no further than 1.5 standard deviations below what a fair coin gives. */
const isPlausible = (hits: number, n: number): boolean => hits >= n / 2 - 0.75 * Math.sqrt(n);

/**
 * Charles Kluepfel's entry (K32R) in Axelrod's second tournament, placed tenth. It takes a co-player for random that,
 * 1.5 standard deviations allowed for, cooperated after its D and defected after its C at least half of the time. So
 * the code of the Axelrod library; its description has "cooperated" in both places.
 */
export const secondKluepfel = strategy({
  id: "second-kluepfel",
  title: "Kluepfel (second tournament)",
  rule: "Goes by the co-player's last three moves, surely where they agree and by chance where not; defects on co-players that seem random.",
  axelrodName: "SecondByKluepfel",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let recent = 0;
    let ownBefore: Action = -1;
    let afterC = 0;
    let afterD = 0;
    let defectionsAfterC = 0;
    let cooperationsAfterD = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      if (ownBefore === C) {
        afterC++;
        if (other === D) defectionsAfterC++;
      } else if (ownBefore === D) {
        afterD++;
        if (other === C) cooperationsAfterD++;
      }
      ownBefore = last >> 1;
      recent = ((recent << 1) | other) & 7;
      if (
        now > TURNS_BEFORE_JUDGEMENT &&
        isPlausible(cooperationsAfterD, afterD) &&
        isPlausible(defectionsAfterC, afterC)
      )
        return D;
      return random.chance(TRUST[recent]!) ? C : D;
    };
  },
});
