import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Moves of the co-player's that it looks at. */
const WINDOW = 10;

/**
 * ShortMem, by Andre and others. "30 % more" is taken as a difference of three moves in ten. As in the
 * Axelrod library the opening is eleven turns long, where the article has ten; to know that it is over takes an
 * eleventh turn of memory. The library states an infinite one.
 */
export const shortMem = strategy({
  id: "short-mem",
  title: "ShortMem",
  rule: "Cooperates eleven times, then follows a clear majority of the co-player's last ten moves, or else plays tit for tat.",
  axelrodName: "ShortMem",
  memory: WINDOW + 1,
  stochastic: false,
  source: "Andre2013",
  begin: () => {
    const remembered = new Int8Array(WINDOW); // +1 a cooperation, −1 a defection
    let turns = 0;
    let lead = 0; // cooperations less defections
    return (last) => {
      if (last === START) return C;
      const at = turns++ % WINDOW;
      const vote = sawDefection(last) ? -1 : 1;
      lead += vote - remembered[at]!;
      remembered[at] = vote;
      if (turns <= WINDOW || lead >= 3) return C;
      return lead <= -3 ? D : last & 1;
    };
  },
});
