import { dilemma } from "../core/game.ts";
import { dilemmaParameters, requireOrder, stageGame } from "../core/game-entry.ts";

/** Harmony: whatever the co-player does, cooperation pays more. */
export const harmony = stageGame({
  id: "harmony",
  title: "Harmony",
  tension: "Cooperation dominates: there is no dilemma. A control.",
  parameters: dilemmaParameters({ R: 4, S: 2, T: 3, P: 1 }),
  source: "Rapoport1966",
  build: (id, payoffs) => {
    requireOrder("harmony", "R > T > S > P", payoffs);
    return dilemma(id, payoffs, "Rapoport1966");
  },
});
