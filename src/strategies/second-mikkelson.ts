import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TOO_MANY = 0.15;

/**
 * Ray Mikkelson's entry (K66R) in Axelrod's second tournament, placed twentieth. Credit begins at 7, grows by 1 with each
 * C of the co-player's and falls by 2 with each D, and stays within −7 and 8. With none left, it defects: on its first
 * ten turns once, credit going back to 4; later while the co-player's defections are 15 % of the turns or more.
 */
export const secondMikkelson = strategy({
  id: "second-mikkelson",
  title: "Mikkelson (second tournament)",
  rule: "Cooperates while the co-player has credit; without it, defects once early on, and later while 15 % of its moves are D.",
  axelrodName: "SecondByMikkelson",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let defections = 0;
    let credit = 7;
    return (last) => {
      turn++;
      if (last === START) return C;
      if ((last & 1) === C) credit = Math.min(credit + 1, 8);
      else {
        defections++;
        credit = Math.max(credit - 2, -7);
      }
      if (turn === 2 || credit > 0) return C;
      if (turn <= 10) {
        credit = 4;
        return D;
      }
      return defections / turn >= TOO_MANY ? D : C;
    };
  },
});
