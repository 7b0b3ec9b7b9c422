import type { ActionName } from "../core/action.ts";
import { matrixGame } from "../core/game.ts";
import { stageGame } from "../core/game-entry.ts";
import { real } from "../core/parameters.ts";

/** Claims from the highest, which is the cooperative one, down; letters because a log writes one letter a move. */
const claims: readonly (ActionName & { readonly claim: number })[] = [
  { symbol: "V", label: "claim 5", claim: 5 },
  { symbol: "F", label: "claim 4", claim: 4 },
  { symbol: "H", label: "claim 3", claim: 3 },
  { symbol: "T", label: "claim 2", claim: 2 },
];

/**
 * The traveller's dilemma with claims 2 to 5: both receive the lower claim, and the lower claimant `bonus` on top,
 * which is taken from the other. Undercutting by one pays at every level down to the lowest.
 */
export const travellersDilemma = stageGame({
  id: "travellers-dilemma",
  title: "Traveller's dilemma",
  tension:
    "Undercutting the co-player by one always pays, down to the lowest claim, which is worst for both.",
  parameters: { bonus: real(2, 0, 1e9) },
  source: "Basu1994",
  build: (id, { bonus }) =>
    matrixGame({
      id,
      actions: claims.map(({ symbol, label }) => ({ symbol, label })),
      row: claims.map((own) =>
        claims.map((other) => Math.min(own.claim, other.claim) + bonus * Math.sign(other.claim - own.claim)),
      ),
      cooperative: 0,
      source: "Basu1994",
    }),
});
