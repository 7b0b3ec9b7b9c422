import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/**
 * Adaptive tit for tat (basic model), by Elpida Tzafestas: keeps an image of the world between 0 (defection) and 1
 * (cooperation), which moves towards each of the co-player's moves by the share `rate`.
 *
 * The source lets the image start anywhere from 0.5 up. As in the Axelrod library it starts at `rate`, so that below
 * 0.5 the first C it sees may not be answered with C; the library's default of 0.5 has no such effect.
 */
export const adaptiveTitForTat = strategy({
  id: "adaptive-tit-for-tat",
  title: "Adaptive tit for tat",
  rule: "Cooperates while a moving average of the co-player's cooperation is at least one half.",
  axelrodName: "AdaptiveTitForTat",
  memory: Infinity,
  stochastic: false,
  parameters: { rate: unit(0.5) },
  source: "Tzafestas2000",
  begin: ({ rate }) => {
    let world = rate;
    return (last) => {
      if (last === START) return C;
      if (sawDefection(last)) world -= rate * world;
      else world += rate * (1 - world);
      return world >= 0.5 ? C : D;
    };
  },
});
