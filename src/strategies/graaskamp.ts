import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { criticalChiSquared, seemsFair } from "./chi-squared.ts";

const PROBE = 50;
const JUDGEMENT = 56;

/**
 * James Graaskamp's entry in the 1980 tournament, placed ninth. Tit for tat for 56 moves, of which the 51st is D.
 * From then on: defects for ever once the co-player's moves could be a fair coin's; plays tit for tat with one that
 * has played tit for tat, or the same moves as itself, all along; with any other it cooperates but for a surprise
 * defection now and then.
 *
 * As in the Axelrod library: randomness is a chi-squared test at `alpha` on the co-player's cooperations, made each
 * turn; nothing is known of the program ANALOGY that the paper has it recognise too. The paper's surprises come "every
 * 5 to 15 moves"; the library draws the gap from 5 to 14, and so does this.
 */
export const graaskamp = strategy({
  id: "graaskamp",
  title: "Graaskamp",
  rule: "Tit for tat with one probe; then judges the co-player as random, tit for tat, a twin, or one to exploit now and then.",
  axelrodName: "FirstByGraaskamp",
  memory: Infinity,
  stochastic: true,
  parameters: { alpha: unit(0.05) },
  source: "Axelrod1980",
  begin: ({ alpha }, _, random) => {
    const critical = criticalChiSquared(alpha);
    let turn = 0;
    let cooperations = 0;
    let ownBefore = C;
    let isCopying = true;
    let isTwin = true;
    let seemsRandom = false;
    let surprise = -1;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const own = last >> 1;
      const other = last & 1;
      if (other === C) cooperations++;
      if (own !== other) isTwin = false;
      if (now > 1 && other !== ownBefore) isCopying = false;
      ownBefore = own;

      if (now < JUDGEMENT) return now === PROBE ? D : other;
      if (seemsFair(cooperations, now, critical)) seemsRandom = true;
      if (seemsRandom) return D;
      if (isCopying || isTwin) return other;
      const isDue = now === surprise;
      if (isDue || surprise < 0) surprise = now + 5 + random.below(10);
      return isDue ? D : C;
    };
  },
});
