import { strategy } from "../core/strategy.ts";
import { byMemoryOne } from "./memory-one.ts";

/**
 * Appeaser, by Jochen Müller: changes its move whenever the co-player defects. It switches from its move as realised,
 * and so it is memory-one (1, 0, 0, 1), move for move the same as win-stay, lose-shift; the Axelrod library's
 * classifier gives it an unbounded memory, which it does not use.
 */
export const appeaser = strategy({
  id: "appeaser",
  title: "Appeaser",
  rule: "Cooperates first, and switches to its other move whenever the co-player defects.",
  axelrodName: "Appeaser",
  memory: 1,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: (_, __, random) => byMemoryOne([1, 0, 0, 1], 1, random),
});
