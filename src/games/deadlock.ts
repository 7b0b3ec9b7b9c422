import { dilemma } from "../core/game.ts";
import { dilemmaParameters, requireOrder, stageGame } from "../core/game-entry.ts";

/** Deadlock: as in the prisoner's dilemma defection dominates, but nothing is lost by it. */
export const deadlock = stageGame({
  id: "deadlock",
  title: "Deadlock",
  tension: "Defection dominates and mutual defection beats mutual cooperation. A control.",
  parameters: dilemmaParameters({ R: 2, S: 1, T: 4, P: 3 }),
  source: "Rapoport1966",
  build: (id, payoffs) => {
    requireOrder("deadlock", "T > P > R > S", payoffs);
    return dilemma(id, payoffs, "Rapoport1966");
  },
});
