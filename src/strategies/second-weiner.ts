import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { countBits } from "./bits.ts";

const WINDOW = 0b1_1111_1111_1110; // of the last thirteen moves, all but the latest
const TOO_MANY = 5;
const GRUDGE = 20;

/**
 * Herb Weiner's entry (K41R) in Axelrod's second tournament, placed seventh. Tit for tat that may forgive on the turn
 * after a run of defections of odd length has ended: a D is then answered with C, if turns enough have passed, 20 for
 * each time it forgave. Over all this, it defects if 5 of the 12 moves before the latest were D.
 */
export const secondWeiner = strategy({
  id: "second-weiner",
  title: "Weiner (second tournament)",
  rule: "Tit for tat that at times forgives a D soon after an odd run of them, and defects if 5 of 12 recent moves were D.",
  axelrodName: "SecondByWeiner",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let recent = 0; // bit n: the co-player's move n + 1 turns ago was D
    let mayForgive = false;
    let grudge = 0;
    let run = 0;
    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      recent = (recent << 1) | other;
      let action = other;
      if (mayForgive) {
        mayForgive = false;
        run = 0;
        if (other === D && turn > grudge) {
          grudge += GRUDGE;
          action = C;
        }
      } else if (other === D) run++;
      else {
        mayForgive = run % 2 === 1;
        run = 0;
      }
      return countBits(recent & WINDOW) >= TOO_MANY ? D : action;
    };
  },
});
