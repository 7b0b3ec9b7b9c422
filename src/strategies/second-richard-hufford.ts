import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { countBits } from "./bits.ts";

const LAST_FOUR = 0b1111;

/**
 * Richard Hufford's entry (K47R) in Axelrod's second tournament, placed sixteenth. The co-player agrees if it plays what
 * this one played the turn before. Almost always agreeing, and on all of the last four moves, is answered with C;
 * mostly agreeing, and on two of them, with tit for tat; anything else with D.
 *
 * On top of that it tries a D after a run of cooperations, plays by the rule on the turn after, and cooperates on the
 * second, when it knows the answer: the run it waits for next time is ⌊20·d/c⌋ + 1 for c answers of C and d of D,
 * both counted from 2. The first run is 21, of which 2 are given.
 */
export const secondRichardHufford = strategy({
  id: "second-richard-hufford",
  title: "Richard Hufford (second tournament)",
  rule: "Goes by how often the co-player does as it did the turn before, and tries a D after runs of cooperation.",
  axelrodName: "SecondByRichardHufford",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let ownBefore = C;
    let agreements = 2;
    let recent = LAST_FOUR; // bit n: the co-player agreed n + 1 turns ago
    let run = 2;
    let runToTry = 21;
    let sinceTrial = 0; // turns; 0 where there is none to follow up
    let answersOfC = 2;
    let answersOfD = 2;
    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      const agreed = other === ownBefore ? 1 : 0;
      ownBefore = last >> 1;
      agreements += agreed;
      recent = ((recent << 1) | agreed) & LAST_FOUR;

      if (sinceTrial === 2) {
        if (other === C) answersOfC++;
        else answersOfD++;
        runToTry = Math.floor((20 * answersOfD) / answersOfC) + 1;
        run = 0;
        sinceTrial = 0;
        return C;
      }
      if (sinceTrial === 1) sinceTrial = 2;
      else {
        run = other === C ? run + 1 : 0;
        if (run >= runToTry) {
          sinceTrial = 1;
          return D;
        }
      }

      const rate = agreements / turn;
      const lately = countBits(recent);
      if (rate > 0.9 && lately === 4) return C;
      return rate >= 0.625 && lately >= 2 ? other : D;
    };
  },
});
