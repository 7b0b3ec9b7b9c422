import { C, D, type Action } from "../core/action.ts";
import { CD, DD, START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const OPENING: readonly Action[] = Array.from("CCDCDDDCCDCDCCDCDDCD", (symbol) => "CD".indexOf(symbol));
const INDIFFERENCE = 2;
const TURNS_OF_PEACE = 5;

/**
 * Prober 4 of the PRISON software. Counts the co-player's defections during an opening of 20 moves, those that meet a D
 * of its own as just and those that meet a C as unjust. Where the two differ by 2 at most, the co-player does not
 * respond to what it is shown, and it defects for ever; else it makes peace with five cooperations and goes on as tit
 * for tat.
 *
 * As in the Axelrod library: a defection is just by the move it meets, not by the one before it; the co-player's
 * twentieth move comes too late to be counted.
 */
export const prober4 = strategy({
  id: "prober-4",
  title: "Prober 4",
  rule: "Opens with a fixed word of 20 moves; defects for ever on co-players that did not respond to it, else tit for tat.",
  axelrodName: "Prober4",
  memory: Infinity,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let turn = 0;
    let justLessUnjust = 0;
    let isExploiting = false;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      if (now < OPENING.length) {
        if (last === DD) justLessUnjust++;
        else if (last === CD) justLessUnjust--;
        return OPENING[now]!;
      }
      if (now === OPENING.length) isExploiting = Math.abs(justLessUnjust) <= INDIFFERENCE;
      if (isExploiting) return D;
      return now < OPENING.length + TURNS_OF_PEACE ? C : last & 1;
    };
  },
});
