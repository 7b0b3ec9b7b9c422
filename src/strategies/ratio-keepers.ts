import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

/** Id, title, Axelrod's name, the ratio. */
const named = [
  ["golden-ratio", "Golden ratio", "Golden", (1 + Math.sqrt(5)) / 2],
  ["pi", "Pi", "Pi", Math.PI],
  ["e", "e", "e", Math.E],
] as const;

/**
 * Steer the ratio of cooperations to defections, both seats' taken together, towards a mathematical constant. They open
 * with C and play D as long as the co-player has not defected, since the library then has no ratio to compare.
 */
export const ratioKeepers: readonly StrategyEntry[] = named.map(([id, title, axelrodName, ratio]) =>
  strategy({
    id,
    title,
    rule: `Steers the ratio of both seats' cooperations to defections towards ${ratio.toFixed(3)}.`,
    axelrodName,
    memory: Infinity,
    stochastic: false,
    source: "AxelrodLibrary",
    begin: () => {
      let cooperations = 0;
      let defections = 0;
      let hasDefected = false;
      return (last) => {
        if (last === START) return C;
        const turnDefections = (last >> 1) + (last & 1);
        defections += turnDefections;
        cooperations += 2 - turnDefections;
        if ((last & 1) === D) hasDefected = true;
        return !hasDefected || cooperations / defections > ratio ? D : C;
      };
    },
  }),
);
