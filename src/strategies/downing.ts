import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { payoffsOf } from "../core/game.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Leslie Downing's entry in the 1980 tournament, placed tenth. Estimates how likely the co-player cooperates after
 * its own C (alpha) and after its own D (beta), and plays what would then pay more for ever:
 * C if alpha·R + (1 − alpha)·S exceeds beta·T + (1 − beta)·P, D if it falls short, and the other move than last
 * time if both are equal.
 *
 * As in the Axelrod library: it defects on the first two moves, and the co-player's first move counts as an answer to
 * a C before the match. The paper's wording, both estimates 1/2 at first, gives the same two defections.
 *
 * @see Downing1975
 */
export const downing = strategy({
  id: "downing",
  title: "Downing",
  rule: "Defects twice, then plays the move that pays more against what the co-player has so far answered to each.",
  axelrodName: "FirstByDowning",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980",
  begin: (_, { game }) => {
    const { R, S, T, P } = payoffsOf(game);
    let turn = 0;
    let cooperations = 0;
    let answersToC = 0; // the co-player's cooperations, by what they answered
    let answersToD = 0;
    let ownBefore = C;
    return (last) => {
      const now = turn++;
      if (last === START) return D;
      const own = last >> 1;
      if ((last & 1) === C) {
        if (ownBefore === C) answersToC++;
        else answersToD++;
      }
      if (own === C) cooperations++;
      ownBefore = own;
      if (now === 1) return D;

      const alpha = answersToC / (cooperations + 1);
      const beta = answersToD / Math.max(now - cooperations, 2);
      const worthOfC = alpha * R + (1 - alpha) * S;
      const worthOfD = beta * T + (1 - beta) * P;
      if (worthOfC === worthOfD) return 1 - own;
      return worthOfC > worthOfD ? C : D;
    };
  },
});
