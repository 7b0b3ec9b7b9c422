import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/**
 * VeryBad, by Andre and others. The article speaks of probabilities and not of what; as in the Axelrod library
 * they are the frequencies of the co-player's moves, and the more frequent one is played.
 */
export const veryBad = strategy({
  id: "very-bad",
  title: "VeryBad",
  rule: "Cooperates three times, then plays the co-player's more frequent move, in a tie its last.",
  axelrodName: "VeryBad",
  memory: Infinity,
  stochastic: false,
  source: "Andre2013",
  begin: () => {
    let turns = 0;
    let lead = 0; // cooperations less defections
    return (last) => {
      if (last === START) return C;
      turns++;
      lead += sawDefection(last) ? -1 : 1;
      if (turns < 3 || lead > 0) return C;
      return lead < 0 ? D : last & 1;
    };
  },
});
