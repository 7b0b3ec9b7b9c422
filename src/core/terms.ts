import type { Game } from "./game.ts";

/** When a match ends, as far as the players are told. */
export type Horizon = { readonly turns: number } | { readonly continuation: number } | "unknown";

/** What is said of the co-player: nothing, its id, or words that may or may not be true of it. */
export type CoPlayerTold = "untold" | "told" | { readonly as: string };

/** What a seat is told about the match. What is true is in the match spec. */
export interface Terms {
  /** The game as this seat sees it: its own payoffs are `payoff.row`, indexed by its own outcomes. */
  readonly game: Game;
  /** Chance in [0, 1] that a chosen action is flipped, as far as the players are told. */
  readonly noise: number | "unknown";
  readonly horizon: Horizon;
  /** Whether agents are told the payoffs; by default they are. Strategies always know the game. */
  readonly payoffs?: "told" | "untold";
  /** What agents are told of their co-player; by default nothing. */
  readonly coPlayer?: CoPlayerTold;
}

/** The number of turns a seat was told, or Infinity where it was told none. */
export function knownTurns(terms: Terms): number {
  return typeof terms.horizon === "object" && "turns" in terms.horizon ? terms.horizon.turns : Infinity;
}
