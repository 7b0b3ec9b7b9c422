import { fromColumnSeat, type Game } from "../core/game.ts";
import type { Terms } from "../core/terms.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import type { Seat } from "../core/seat.ts";

/** Games as the column seat sees them: a run asks for the same one at every match. */
const turned = new WeakMap<Game, Game>();

/** What the player in a seat is told: the match's terms, with the game turned to face that seat. */
export function termsFor({ told }: MatchSpec, seat: Seat): Terms {
  if (seat === "row") return told;
  let game = turned.get(told.game);
  if (game === undefined) {
    game = fromColumnSeat(told.game);
    turned.set(told.game, game);
  }
  return game === told.game ? told : { ...told, game };
}
