import { dilemma } from "../core/game.ts";
import { dilemmaParameters, requireOrder, stageGame } from "../core/game-entry.ts";

/** The stag hunt: both outcomes on the diagonal are equilibria, one pays more, the other risks less. */
export const stagHunt = stageGame({
  id: "stag-hunt",
  title: "Stag hunt",
  tension: "Joint cooperation is best, but defection is safe.",
  parameters: dilemmaParameters({ R: 4, S: 1, T: 3, P: 2 }),
  source: "Skyrms2004",
  build: (id, payoffs) => {
    requireOrder("the stag hunt", "R > T > P > S", payoffs);
    return dilemma(id, payoffs, "Skyrms2004", [
      { symbol: "C", label: "hunt stag" },
      { symbol: "D", label: "hunt hare" },
    ]);
  },
});
