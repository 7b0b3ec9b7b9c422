import { matrixGame } from "../core/game.ts";
import { stageGame } from "../core/game-entry.ts";

/** Matching pennies: the row seat wins the coin when both show the same side, the column seat otherwise. */
export const matchingPennies = stageGame({
  id: "matching-pennies",
  title: "Matching pennies",
  tension: "Pure conflict: one seat wants to match, the other to differ; only chance is safe.",
  parameters: {},
  source: "VonNeumann1944",
  build: (id) =>
    matrixGame({
      id,
      actions: [
        { symbol: "H", label: "heads" },
        { symbol: "T", label: "tails" },
      ],
      row: [
        [1, -1],
        [-1, 1],
      ],
      column: [
        [-1, 1],
        [1, -1],
      ],
      cooperative: null,
      source: "VonNeumann1944",
    }),
});
