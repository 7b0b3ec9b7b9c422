import { C } from "../../core/action.ts";

/** The memory-one strategy that makes a player's replies most likely. */
export interface MemoryOneFit {
  /** Chances of C after CC, CD, DC and DD; null where the outcome never came before a move. */
  readonly p: readonly (number | null)[];
  /** Of the replies under `p`, natural logarithm. */
  readonly logLikelihood: number;
  /** Of the replies under one chance of C whatever happened, at its best: what a memory has to beat. */
  readonly constant: number;
  /** Replies that were counted. */
  readonly moves: number;
}

const OUTCOMES = 4;

/**
 * Fits a memory-one strategy by maximum likelihood: the shares of C among the replies to each outcome.
 *
 * @param replies counts of own moves by the outcome of the turn before: entry `outcome * 2 + action`, length 8, as the
 *   `replies` of a tally
 * @see Nowak1990
 */
export function memoryOneFit(replies: ArrayLike<number>): MemoryOneFit {
  const p: (number | null)[] = [];
  let logLikelihood = 0;
  let hits = 0;
  let moves = 0;
  for (let outcome = 0; outcome < OUTCOMES; outcome++) {
    const cooperations = replies[outcome * 2 + C]!;
    const trials = cooperations + replies[outcome * 2 + 1]!;
    p.push(trials === 0 ? null : cooperations / trials);
    logLikelihood += binomial(cooperations, trials);
    hits += cooperations;
    moves += trials;
  }
  return { p, logLikelihood, constant: binomial(hits, moves), moves };
}

/** Log-likelihood of a sequence with so many hits, at the chance that makes it most likely. */
function binomial(hits: number, trials: number): number {
  const misses = trials - hits;
  const of = (count: number): number => (count === 0 ? 0 : count * Math.log(count / trials));
  return of(hits) + of(misses);
}
