import { SpecError } from "../core/errors.ts";
import { fromColumnSeat } from "../core/game.ts";
import { stream } from "../core/random.ts";
import { knownTurns, type Terms } from "../core/terms.ts";
import type { Prompt } from "./lockstep.ts";

/** The terms as each seat is told them, the row's first. */
export const inBothSeats = (told: Terms): readonly [row: Terms, column: Terms] => [
  told,
  { ...told, game: fromColumnSeat(told.game) },
];

/**
 * Makes sure that a player can play on these terms, in either seat. Some strategies, such as zero-determinant ones, exist
 * at some payoffs only, and trained models play one game: that should be known before the first match, not in the middle.
 *
 * @param longest turns that no match will exceed, whatever is told; by default what is told
 * @throws CoplayError where it cannot
 */
export function rehearse(player: Prompt, told: Terms, longest = knownTurns(told)): void {
  const [row, column] = inBothSeats(told);
  if (player.kind === "policy") {
    player.rehearse?.(row, longest);
    player.rehearse?.(column, longest);
    return;
  }
  const { game } = told;
  const k = game.actions.length;
  if (player.actions !== "any" && player.actions !== k) {
    throw new SpecError(`${player.id} plays games of ${player.actions} actions, and ${game.id} has ${k}`, {
      hint: "`coplay list players` marks those that play any game.",
    });
  }
  player.begin(row, stream("rehearsal", "row"));
  player.begin(column, stream("rehearsal", "column"));
}
