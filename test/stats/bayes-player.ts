import { C, D } from "../../src/core/action.ts";
import type { Game } from "../../src/core/game.ts";
import { START, type Outcome } from "../../src/core/outcome.ts";
import type { Respond } from "../../src/core/player.ts";
import type { Random } from "../../src/core/random.ts";
import { bestAction, bestResponse, forgoneBy } from "../../src/stats/best-response.ts";
import type { MemoryOne } from "../../src/stats/markov.ts";

/** What is known of one chance, having begun with all values alike: a Beta distribution. */
interface Belief {
  readonly cooperations: number;
  readonly defections: number;
}

/** What a player who plans takes a chance to be, given what it has seen. */
export type Guess = (belief: Belief, random: Random) => number;

/** The mean of the Beta distribution: Laplace's rule of succession. */
export const posteriorMean: Guess = ({ cooperations: c, defections: d }) => (c + 1) / (c + d + 2);

/** One standard deviation more than the mean. */
export const optimistic: Guess = (belief, random) => {
  const { cooperations: c, defections: d } = belief;
  const n = c + d + 2;
  return Math.min(1, posteriorMean(belief, random) + Math.sqrt(((c + 1) * (d + 1)) / (n * n * (n + 1))));
};

/** A draw from the Beta distribution, whose parameters are integers: an order statistic of uniform draws. */
export const thompson: Guess = ({ cooperations: c, defections: d }, random) => {
  const draws = Float64Array.from({ length: c + d + 1 }, () => random.next()).sort();
  return draws[c]!;
};

/** Where a match is played, as far as its players know. */
export interface Setting {
  readonly game: Game;
  readonly turns: number;
  readonly random: Random;
}

const MIRRORED = [0, 2, 1, 3, 4];

/** A player that learns its co-player's chances, and plans anew on every turn as if they were what it guesses. */
export function byBayes(guess: Guess, { game, turns, random }: Setting): Respond {
  const beliefs = Array.from({ length: 5 }, () => ({ cooperations: 0, defections: 0 }));
  let before: Outcome = START;
  let turn = 0;
  return (seen) => {
    if (seen !== START) {
      if (seen % 2 === C) beliefs[before]!.cooperations++;
      else beliefs[before]!.defections++;
    }
    before = seen;
    // By what the co-player saw, as its vector goes.
    const [cc, cd, dc, dd, first] = MIRRORED.map((state) => guess(beliefs[state]!, random));
    const coPlayer: MemoryOne = { p: [cc!, cd!, dc!, dd!], first: first! };
    return bestAction(bestResponse({ coPlayer, game, noise: 0, turns: turns - turn++ }), 0, seen);
  };
}

/** What one match of it came to. */
export interface BayesMatch {
  readonly payoffPerTurn: number;
  /** What its choices gave away against a player that knew the chances, per turn. */
  readonly forgonePerTurn: number;
}

/** Plays a Bayesian learner against a memory-one co-player. Both draw from the one stream. */
export function playBayes(guess: Guess, coPlayer: MemoryOne, setting: Setting): BayesMatch {
  const { game, turns, random } = setting;
  const known = bestResponse({ coPlayer, game, noise: 0, turns });
  const respond = byBayes(guess, setting);
  let payoff = 0;
  let forgone = 0;
  let seen: Outcome = START;
  for (let turn = 0; turn < turns; turn++) {
    const own = respond(seen);
    const other = random.chance([...coPlayer.p, coPlayer.first][MIRRORED[seen]!]!) ? C : D;
    forgone += forgoneBy(known, turn, seen, own);
    seen = own * 2 + other;
    payoff += game.payoff.row[seen]!;
  }
  return { payoffPerTurn: payoff / turns, forgonePerTurn: forgone / turns };
}
