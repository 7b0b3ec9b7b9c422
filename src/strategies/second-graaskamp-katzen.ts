import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** Turns played, and the score that must have been reached by then. */
const CHECKPOINTS: readonly (readonly [number, number])[] = [
  [10, 23],
  [20, 53],
  [30, 83],
  [40, 113],
  [50, 143],
  [100, 293],
];

/**
 * Jim Graaskamp and Ken Katzen's entry (K60R) in Axelrod's second tournament, placed sixth. The scores to reach are
 * those of a match at 5, 3, 1, 0, whatever the game; its own score is counted in the game's payoffs.
 */
export const secondGraaskampKatzen = strategy({
  id: "second-graaskamp-katzen",
  title: "Graaskamp and Katzen (second tournament)",
  rule: "Tit for tat, until at one of six checkpoints its score is too low; from then on it defects for ever.",
  axelrodName: "SecondByGraaskampKatzen",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: (_, { game }) => {
    const { row: payoff } = game.payoff;
    let turn = 0;
    let score = 0;
    let next = 0;
    let isDefecting = false;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      score += payoff[last]!;
      const checkpoint = CHECKPOINTS[next];
      if (now === checkpoint?.[0]) {
        next++;
        if (score < checkpoint[1]) isDefecting = true;
      }
      return isDefecting ? D : last & 1;
    };
  },
});
