import { metaGame, spread } from "./meta-game.ts";
import { lacking, type Ranking } from "./ranking.ts";

/** As CoopEval has it; per unit of payoff, so that games of greater payoffs run faster. */
const RATE = 0.1;
const STEPS = 1000;
/** Whom nobody meets: a share so small changes no payoff that could be seen. */
const UNSEEN = 1e-15;

/**
 * A population of all players, as many of each, in which those who get more than the average multiply. The figure is a
 * player's share, averaged over the time. Payoffs of self-play matter, as a kind that is frequent mostly meets itself.
 */
export const replicatorAverage: Ranking = {
  id: "replicator",
  title: "Replicator average",
  description:
    "Share of a population in which players multiply by what they get from it, averaged over 1,000 steps.",
  unit: "share of a population",
  range: "[0, 1]",
  source: "Tewolde2026",
  rate(field) {
    const game = metaGame(field, true);
    if (typeof game === "string") return lacking(field, game);
    const { average } = replicate(game.payoff, RATE, STEPS);
    return { values: spread(field, game, average), lacking: null, remark: null };
  },
};

/** How a population went. */
export interface Population {
  /** Shares after the last step. */
  readonly last: Float64Array;
  /** Mean of the shares over the start and all steps. */
  readonly average: Float64Array;
}

/**
 * Discrete replicator dynamics from equal shares: x_i becomes proportional to x_i e^(η (f_i − f̄)), of which f = A x.
 *
 * @param payoff A, n × n: the row's payoff against the column
 * @param rate η
 * @see Tewolde2026
 */
export function replicate(payoff: readonly Float64Array[], rate: number, steps: number): Population {
  const n = payoff.length;
  let shares = new Float64Array(n).fill(1 / n);
  let next = new Float64Array(n);
  const sums = shares.slice();
  const met = new Uint16Array(n);
  for (let step = 0; step < steps; step++) {
    let greatest = -Infinity;
    let count = 0;
    for (let j = 0; j < n; j++) if (shares[j]! > UNSEEN) met[count++] = j;
    for (let i = 0; i < n; i++) {
      const row = payoff[i]!;
      let fitness = 0;
      for (let at = 0; at < count; at++) fitness += row[met[at]!]! * shares[met[at]!]!;
      next[i] = fitness;
      if (fitness > greatest) greatest = fitness;
    }
    let total = 0;
    // Relative to the greatest instead of to the mean: the sum divides either out, and nothing overflows.
    for (let i = 0; i < n; i++) {
      next[i] = shares[i]! * Math.exp(rate * (next[i]! - greatest));
      total += next[i]!;
    }
    for (let i = 0; i < n; i++) {
      next[i]! /= total;
      sums[i]! += next[i]!;
    }
    [shares, next] = [next, shares];
  }
  return { last: shares, average: sums.map((sum) => sum / (steps + 1)) };
}
