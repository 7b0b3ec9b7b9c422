import { C, D } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Inverse, by Karol Langner: resentment that fades as one over the turns since the last defection. */
export const inverse = strategy({
  id: "inverse",
  title: "Inverse",
  rule: "Defects with probability 1/n, n turns after the co-player's latest defection; cooperates if there was none.",
  axelrodName: "Inverse",
  memory: Infinity,
  stochastic: true,
  source: "AxelrodLibrary",
  begin: (_, __, random) => {
    let since = Infinity; // turns since the latest defection, 1 if it was the last move
    return (last) => {
      since = sawDefection(last) ? 1 : since + 1;
      if (since === Infinity) return C;
      return since > 1 && !random.chance(1 / since) ? C : D;
    };
  },
});
