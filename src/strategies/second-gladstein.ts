import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/**
 * David Gladstein's entry (K76R) in Axelrod's second tournament, placed 46th, as its Fortran code has it: until the co-player
 * defects it defects whenever more than half of its own moves so far were C. The first defection it sees is answered
 * with an apology, C, and from then on it is tit for tat. Its own moves count as they were played, noise included.
 */
export const secondGladstein = strategy({
  id: "second-gladstein",
  title: "Gladstein (second tournament)",
  rule: "Defects first and as often as every other turn until the co-player defects; then apologises and plays tit for tat.",
  axelrodName: "SecondByGladstein",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let resisted = false;
    let lead = 0; // own Cs less own Ds
    return (last) => {
      if (last === START) return D;
      if (resisted) return last & 1;
      lead += last >> 1 === C ? 1 : -1;
      resisted = sawDefection(last);
      return !resisted && lead > 0 ? D : C;
    };
  },
});

/**
 * Tester, the same entry as Axelrod's article describes it: D, C, C and then D and C in turn, until the co-player
 * defects; the apology and tit for tat follow as in {@link secondGladstein}. It alternates from its own last move as played,
 * noise included.
 */
export const secondTester = strategy({
  id: "second-tester",
  title: "Tester (second tournament)",
  rule: "Plays DCC and then D and C in turn until the co-player defects; then apologises and plays tit for tat.",
  axelrodName: "SecondByTester",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let resisted = false;
    return (last) => {
      if (turn++ === 0) return D;
      if (resisted) return last & 1;
      resisted = sawDefection(last);
      if (resisted || turn <= 3) return C;
      return 1 - (last >> 1);
    };
  },
});
