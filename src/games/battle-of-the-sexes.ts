import { matrixGame } from "../core/game.ts";
import { CoplayError } from "../core/errors.ts";
import { stageGame } from "../core/game-entry.ts";
import { real } from "../core/parameters.ts";

/**
 * Battle of the sexes: both want to meet, the row seat rather at the first place, the column seat at the second.
 * Neither action is cooperation by itself, so no cooperation rate is counted.
 */
export const battleOfTheSexes = stageGame({
  id: "battle-of-the-sexes",
  title: "Battle of the sexes",
  tension: "Both want to coordinate, but each on a different place.",
  parameters: { favourite: real(2, -1e9, 1e9), other: real(1, -1e9, 1e9), apart: real(0, -1e9, 1e9) },
  source: "Luce1957",
  build: (id, { favourite, other, apart }) => {
    if (!(favourite > other && other > apart)) {
      throw new CoplayError(
        `the battle of the sexes needs favourite > other > apart, got ${favourite}, ${other}, ${apart}`,
      );
    }
    return matrixGame({
      id,
      actions: [
        { symbol: "O", label: "opera" },
        { symbol: "F", label: "football" },
      ],
      row: [
        [favourite, apart],
        [apart, other],
      ],
      column: [
        [other, apart],
        [apart, favourite],
      ],
      cooperative: null,
      source: "Luce1957",
    });
  },
});
