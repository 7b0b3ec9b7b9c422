import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { integer } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Morton Davis's entry in the 1980 tournament, placed eighth: grim trigger after ten cooperations. A defection
 * during those ten is remembered, and answered when they are over.
 */
export const davis = strategy({
  id: "davis",
  title: "Davis",
  rule: "Cooperates for ten turns, then plays grim trigger.",
  axelrodName: "FirstByDavis",
  memory: Infinity,
  stochastic: false,
  parameters: { turns: integer(10, 0, 1_000_000) },
  source: "Axelrod1980",
  begin: ({ turns }) => {
    let turn = 0;
    let provoked = false;
    return (last) => {
      if (last !== START && (last & 1) === D) provoked = true;
      return turn++ >= turns && provoked ? D : C;
    };
  },
});
