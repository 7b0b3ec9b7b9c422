import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BETWEEN_FRESH_STARTS = 10;
const STANDARD_DEVIATIONS = 3;

/**
 * Nicolas Tideman and Paula Chieruzzi's entry (K84R) in Axelrod's second tournament, placed ninth. Cooperates while it
 * leads by the margin it asks for. Each time the co-player goes from C to D the margin grows, by 0 the first time and
 * by 5 more each time after. Otherwise it defects, or gives a fresh start, two cooperations and the scores and the
 * margin forgotten: after 10 turns without one, if the co-player has not just gone from C to D, and if its defections
 * over the whole match are at least 3 standard deviations away from what a fair coin gives.
 */
export const secondTidemanChieruzzi = strategy({
  id: "second-tideman-chieruzzi",
  title: "Tideman and Chieruzzi (second tournament)",
  rule: "Cooperates while it leads by a margin that grows with the co-player's betrayals; else defects, or at times forgives all.",
  axelrodName: "SecondByTidemanAndChieruzzi",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: (_, { game }) => {
    const { row: ownPayoff, column: otherPayoff } = game.payoff;
    let turn = 0;
    let lead = 0;
    let margin = 0;
    let increase = 0;
    let defections = 0;
    let otherBefore = C;
    let freshStart = -1;
    let isStartingAfresh = false;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      const hasTurned = other === D && otherBefore === C;
      otherBefore = other;
      defections += other;
      if (isStartingAfresh) {
        isStartingAfresh = false;
        freshStart = now;
        lead = 0;
        margin = 0;
        increase = 0;
        return C;
      }
      lead += ownPayoff[last]! - otherPayoff[last]!;
      if (hasTurned) {
        margin += increase;
        increase += 5;
      }
      if (lead >= margin) return C;
      const excess = Math.abs(defections - now / 2);
      isStartingAfresh =
        !hasTurned &&
        now - freshStart >= TURNS_BETWEEN_FRESH_STARTS &&
        excess >= (STANDARD_DEVIATIONS * Math.sqrt(now)) / 2;
      return isStartingAfresh ? C : D;
    };
  },
});
