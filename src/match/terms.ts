import { fromColumnSeat } from "../core/game.ts";
import type { Terms } from "../core/player.ts";
import type { MatchSpec, Seat } from "../core/trajectory.ts";

/** What the player in a seat is told: the match's terms, with the game turned to face that seat. */
export function termsFor({ told }: MatchSpec, seat: Seat): Terms {
  if (seat === "row") return told;
  const game = fromColumnSeat(told.game);
  return game === told.game ? told : { ...told, game };
}
