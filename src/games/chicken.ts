import { dilemma } from "../core/game.ts";
import { dilemmaParameters, requireOrder, stageGame } from "../core/game-entry.ts";

/** Chicken, also snowdrift or hawk-dove: the best reply is the opposite of what the co-player does. */
export const chicken = stageGame({
  id: "chicken",
  title: "Chicken (snowdrift)",
  tension: "Each would rather be the one who does not yield, but if neither does both lose most.",
  parameters: dilemmaParameters({ R: 3, S: 2, T: 4, P: 1 }),
  source: "Sugden1986",
  build: (id, payoffs) => {
    requireOrder("chicken", "T > R > S > P", payoffs);
    return dilemma(id, payoffs, "Sugden1986", [
      { symbol: "C", label: "swerve" },
      { symbol: "D", label: "drive on" },
    ]);
  },
});
