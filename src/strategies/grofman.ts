import { strategy } from "../core/strategy.ts";
import { byMemoryOne } from "./memory-one.ts";

/** Bernard Grofman's entry in the 1980 tournament, placed fourth: memory-one (1, 2/7, 2/7, 1), first move C. */
export const grofman = strategy({
  id: "grofman",
  title: "Grofman",
  rule: "Cooperates if both made the same move last time, and with probability 2/7 if not.",
  axelrodName: "FirstByGrofman",
  memory: 1,
  stochastic: true,
  source: "Axelrod1980",
  begin: (_, __, random) => byMemoryOne([1, 2 / 7, 2 / 7, 1], 1, random),
});
