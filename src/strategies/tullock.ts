import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const WINDOW = 10;

/**
 * Gordon Tullock's entry in the 1980 tournament, placed thirteenth. Its memory is eleven turns: ten for the share, and
 * one more to know that the opening is over (the Axelrod library calls it unbounded).
 */
export const tullock = strategy({
  id: "tullock",
  title: "Tullock",
  rule: "Cooperates on eleven moves, then 10 points less often than the co-player did on the last ten.",
  axelrodName: "FirstByTullock",
  memory: WINDOW + 1,
  stochastic: true,
  source: "Axelrod1980",
  begin: (_, __, random) => {
    let turn = 0;
    let seen = 0; // one bit a turn of the window, 1 for C, the latest lowest
    let cooperations = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const cooperated = 1 - (last & 1);
      cooperations += cooperated - ((seen >> (WINDOW - 1)) & 1);
      seen = ((seen << 1) | cooperated) & ((1 << WINDOW) - 1);
      if (now <= WINDOW) return C;
      const chance = cooperations / WINDOW - 0.1;
      return chance > 0 && random.next() < chance ? C : D;
    };
  },
});
