import { noRandom, stream, type Random } from "../core/random.ts";
import type { MatchKey } from "../core/trajectory.ts";
import type { Seat } from "../core/seat.ts";

/** What a stream is for. Noise has its own, so that no player can foresee it; so has the length. */
type Role = Seat | "noise" | "length";

/** The stream of one role in one match, derived from the match's key alone. */
export function matchStream({ seed, row, column, repetition }: MatchKey, role: Role): Random {
  return stream(seed, row, column, repetition, role);
}

/** A strategy's stream: its seat's, or one that refuses where the strategy says that it needs none. */
export function strategyStream(
  match: MatchKey,
  seat: Seat,
  player: { readonly id: string; readonly stochastic: boolean },
): Random {
  return player.stochastic ? matchStream(match, seat) : noRandom(player.id);
}
