import { C, D } from "../core/action.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { isMixed } from "./memory-one.ts";
import { sawDefection } from "./seen.ts";

/** Fool me once, by Marc Harper. */
export const foolMeOnce = strategy({
  id: "fool-me-once",
  title: "Fool me once",
  rule: "Cooperates until the co-player's second defection, then defects for ever.",
  axelrodName: "FoolMeOnce",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let defections = 0;
    return (last) => {
      if (sawDefection(last)) defections++;
      return defections > 1 ? D : C;
    };
  },
});

/**
 * Forgetful fool me once, by Marc Harper. Forgetting comes after counting, so that the latest defection is forgotten
 * with the others. Where there is nothing to forget nothing is drawn.
 */
export const forgetfulFoolMeOnce = strategy({
  id: "forgetful-fool-me-once",
  title: "Forgetful fool me once",
  rule: "Defects after two defections, until it forgets them all; each turn it does so with probability forget.",
  axelrodName: "ForgetfulFoolMeOnce",
  memory: Infinity,
  stochastic: ({ forget }) => isMixed([forget]),
  parameters: { forget: unit(0.05) },
  source: "AxelrodLibrary",
  begin: ({ forget }, _, random) => {
    let defections = 0;
    return (last) => {
      if (sawDefection(last)) defections++;
      if (defections > 0 && forget > 0 && (forget >= 1 || random.chance(forget))) defections = 0;
      return defections > 1 ? D : C;
    };
  },
});
