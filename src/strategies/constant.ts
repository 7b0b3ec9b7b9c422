import { C, D } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";

/** Always cooperates (ALLC). Where a game has no C it always plays the first action. */
export const cooperator = strategy({
  id: "cooperator",
  title: "Cooperator",
  rule: "Cooperates whatever happens.",
  axelrodName: "Cooperator",
  memory: 0,
  stochastic: false,
  actions: "any",
  source: "Axelrod1984",
  begin: () => () => C,
});

/** Always defects (ALLD). */
export const defector = strategy({
  id: "defector",
  title: "Defector",
  rule: "Defects whatever happens.",
  axelrodName: "Defector",
  memory: 0,
  stochastic: false,
  source: "Axelrod1984",
  begin: () => () => D,
});
