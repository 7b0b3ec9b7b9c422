/*
 * The mixture behind strategy frequencies: every observation, a match or all of a player's matches, belongs to one of K
 * strategies; a move is the strategy's own with probability β, independently. A strategy that tosses a coin takes either
 * action with probability 1/2 at any β.
 */

/** What observations a mixture is fitted to; those that are equal are one, with their weights summed. */
export interface MixtureData {
  /** How many strategies, K. */
  readonly strategies: number;
  /** Which of them tosses a coin; null for none. */
  readonly coin: number | null;
  /** Moves that match each strategy's: row by row, length n × K. */
  readonly matching: Float64Array;
  /** Moves in each observation; length n. */
  readonly moves: Float64Array;
  /** How much each counts, above 0; length n. */
  readonly weights: Float64Array;
}

/** A mixture of strategies. */
export interface Mixture {
  /** Share of each strategy, in [0, 1], 1 in sum. */
  readonly shares: Float64Array;
  /** Chance that a move is the strategy's. */
  readonly beta: number;
}

/** Where β is kept: it must tell strategies from their opposites, and one odd move must not be impossible. */
export const BETA = { least: 0.5, greatest: 1 - 1e-6 } as const;

const within = (beta: number): number => Math.min(BETA.greatest, Math.max(BETA.least, beta));

/** One step of expectation and maximisation: a mixture that is no less likely. */
export interface Step {
  readonly mixture: Mixture;
  /** Of the mixture that the step began with. */
  readonly logLikelihood: number;
}

/** Takes one step from a mixture, and says how likely that was. Sums of exponentials are taken relative to the largest. */
export function climb(data: MixtureData, { shares, beta }: Mixture): Step {
  const { strategies: K, coin, matching, moves, weights } = data;
  const hit = Math.log(beta);
  const miss = Math.log1p(-beta);
  const logShares = shares.map(Math.log);
  const terms = new Float64Array(K);
  const sums = new Float64Array(K);
  let logLikelihood = 0;
  let total = 0;
  let hits = 0;
  let trials = 0;

  for (let i = 0; i < moves.length; i++) {
    const n = moves[i]!;
    let greatest = -Infinity;
    for (let k = 0; k < K; k++) {
      const matched = matching[i * K + k]!;
      const fit = k === coin ? -n * Math.LN2 : matched * hit + (n - matched) * miss;
      const term = logShares[k]! + fit;
      terms[k] = term;
      if (term > greatest) greatest = term;
    }
    let sum = 0;
    for (let k = 0; k < K; k++) {
      const likelihood = Math.exp(terms[k]! - greatest);
      terms[k] = likelihood;
      sum += likelihood;
    }
    const weight = weights[i]!;
    total += weight;
    logLikelihood += weight * (greatest + Math.log(sum));
    for (let k = 0; k < K; k++) {
      const responsibility = (weight * terms[k]!) / sum;
      sums[k]! += responsibility;
      if (k === coin) continue;
      hits += responsibility * matching[i * K + k]!;
      trials += responsibility * n;
    }
  }
  const mixture = {
    shares: sums.map((sum) => sum / total),
    beta: trials > 0 ? within(hits / trials) : beta,
  };
  return { mixture, logLikelihood };
}

/**
 * Where three mixtures, each a step from the one before, point to: their steps shrink by about the same factor, which
 * leads far along where they are small (SQUAREM, the third of its step lengths). A share that would fall below 0 is made
 * a tenth of what it was.
 *
 * @see Varadhan2008
 */
export function leap(first: Mixture, second: Mixture, third: Mixture): Mixture {
  let steps = 0;
  let bends = 0;
  const add = (a: number, b: number, c: number): void => {
    steps += (b - a) ** 2;
    bends += (c - 2 * b + a) ** 2;
  };
  first.shares.forEach((share, k) => add(share, second.shares[k]!, third.shares[k]!));
  add(first.beta, second.beta, third.beta);
  if (bends === 0) return third;
  const reach = Math.max(1, Math.sqrt(steps / bends));
  const along = (a: number, b: number, c: number): number =>
    a + 2 * reach * (b - a) + reach ** 2 * (c - 2 * b + a);

  const shares = third.shares.map((share, k) => {
    const ahead = along(first.shares[k]!, second.shares[k]!, share);
    return ahead > 0 ? ahead : share / 10;
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  return {
    shares: shares.map((share) => share / sum),
    beta: within(along(first.beta, second.beta, third.beta)),
  };
}
