import { dilemma } from "../core/game.ts";
import { dilemmaParameters, requireOrder, stageGame } from "../core/game-entry.ts";

/** The prisoner's dilemma with Axelrod's payoffs 5, 3, 1, 0. */
export const prisonersDilemma = stageGame({
  id: "prisoners-dilemma",
  title: "Prisoner's dilemma",
  tension: "Defection dominates, yet both do better if both cooperate.",
  parameters: dilemmaParameters({ R: 3, S: 0, T: 5, P: 1 }),
  source: "Axelrod1984",
  build: (id, payoffs) => {
    requireOrder("the prisoner's dilemma", "T > R > P > S", payoffs);
    return dilemma(id, payoffs, "Axelrod1984");
  },
});
