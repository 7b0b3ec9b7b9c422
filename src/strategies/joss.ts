import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne, isMixed } from "./memory-one.ts";

/**
 * Johann Joss's entry in the 1980 tournament, placed twelfth: memory-one (p, 0, p, 0), first move C. Also known as
 * hard Joss (Stewart2012).
 */
export const joss = strategy({
  id: "joss",
  title: "Joss",
  rule: "Tit for tat that answers C with C only 90 % of the time.",
  axelrodName: "FirstByJoss",
  memory: 1,
  stochastic: ({ p }) => isMixed([p]),
  parameters: { p: unit(0.9) },
  source: "Axelrod1980",
  begin: ({ p }, _, random) => byMemoryOne([p, 0, p, 0], 1, random),
});
