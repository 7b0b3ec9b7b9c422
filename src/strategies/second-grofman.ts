import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { countBits } from "./bits.ts";

const WINDOW = 0b1111_1110; // of the last eight moves, all but the latest

/**
 * Bernard Grofman's entry (K86R) in Axelrod's second tournament, placed 28th. The paper looks at the last seven moves;
 * as in the Fortran, and in the Axelrod library, they are the seven before the latest.
 */
export const secondGrofman = strategy({
  id: "second-grofman",
  title: "Grofman (second tournament)",
  rule: "Cooperates twice, plays tit for tat five times; then lets up to 2 recent defections pass after its own C, and 1 after its own D.",
  axelrodName: "SecondByGrofman",
  memory: 8,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let recent = 0; // bit n: the co-player's move n + 1 turns ago was D
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      recent = (recent << 1) | other;
      if (now < 2) return C;
      if (now < 7) return other;
      const tolerated = last >> 1 === C ? 2 : 1;
      return countBits(recent & WINDOW) <= tolerated ? C : D;
    };
  },
});
