import { dilemma } from "../core/game.ts";
import { CoplayError } from "../core/errors.ts";
import { stageGame } from "../core/game-entry.ts";
import { real } from "../core/parameters.ts";

/** The donation game: C costs its player `cost` and gives the co-player `benefit`. By default payoffs 2, 1, 0, −1. */
export const donation = stageGame({
  id: "donation",
  title: "Donation game",
  tension: "A prisoner's dilemma in which helping costs the helper the same whatever the other does.",
  parameters: { benefit: real(2, 0, 1e9), cost: real(1, 0, 1e9) },
  source: "Nowak1990",
  build: (id, { benefit, cost }) => {
    if (benefit <= cost || cost <= 0) {
      throw new CoplayError(
        `the donation game needs benefit > cost > 0, got benefit=${benefit}, cost=${cost}`,
      );
    }
    return dilemma(id, { R: benefit - cost, S: -cost, T: benefit, P: 0 }, "Nowak1990");
  },
});
