import { dilemma, type Game } from "../../src/core/game.ts";
import { outcomeOf, startOf } from "../../src/core/outcome.ts";
import type { Strategy } from "../../src/core/player.ts";
import type { Horizon } from "../../src/core/terms.ts";
import { noRandom, stream } from "../../src/core/random.ts";

/** The prisoner's dilemma at 3, 0, 5, 1. */
export const prisonersDilemma = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, "Axelrod1984");

/** What a play may differ in from 3, 0, 5, 1 without noise and without a known end. */
interface Setting {
  readonly game?: Game;
  readonly horizon?: Horizon;
  /** Turns, from 0, at which noise flips the strategy's own move, in a game of two actions. */
  readonly flips?: readonly number[];
  readonly seed?: number;
}

/**
 * Plays a strategy against a word of the co-player's moves and returns its own, as many. A move that noise flipped
 * stands there as it was played, in lower case: `d` was meant as C.
 */
export function respond(strategy: Strategy, word: string, setting: Setting = {}): string {
  const { game = prisonersDilemma, horizon = "unknown", flips = [], seed = 0 } = setting;
  const random = strategy.stochastic ? stream(seed, strategy.id) : noRandom(strategy.id);
  const act = strategy.begin({ game, noise: "unknown", horizon }, random);
  const k = game.actions.length;
  const symbols = game.actions.map((action) => action.symbol);
  let last = startOf(k);
  let own = "";
  Array.from(word).forEach((symbol, turn) => {
    const meant = act(last);
    const flipped = flips.includes(turn);
    const played = flipped ? 1 - meant : meant;
    own += flipped ? symbols[played]!.toLowerCase() : symbols[played]!;
    last = outcomeOf(played, symbols.indexOf(symbol), k);
  });
  return own;
}
