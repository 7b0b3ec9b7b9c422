import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** Grim trigger, James Friedman's entry in the 1980 tournament. */
export const grudger = strategy({
  id: "grudger",
  title: "Grim trigger (Grudger)",
  rule: "Cooperates until the co-player's first defection, then defects for ever.",
  axelrodName: "Grudger",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980",
  begin: () => {
    let provoked = false;
    return (last) => {
      if (last !== START && (last & 1) === D) provoked = true;
      return provoked ? D : C;
    };
  },
});
