import { matrixGame } from "../core/game.ts";
import { stageGame } from "../core/game-entry.ts";

/** Rock, paper, scissors: each action beats the one before it; a win pays 1, a loss −1, a tie 0. */
export const rockPaperScissors = stageGame({
  id: "rock-paper-scissors",
  title: "Rock, paper, scissors",
  tension: "A cycle without a best action: predictable play is beaten.",
  parameters: {},
  source: "VonNeumann1944",
  build: (id) =>
    matrixGame({
      id,
      actions: [
        { symbol: "R", label: "rock" },
        { symbol: "P", label: "paper" },
        { symbol: "S", label: "scissors" },
      ],
      row: [
        [0, -1, 1],
        [1, 0, -1],
        [-1, 1, 0],
      ],
      cooperative: null,
      source: "VonNeumann1944",
    }),
});
