import type { Random } from "../../core/random.ts";
import { BETA, climb, leap, type Mixture, type MixtureData } from "./mixture.ts";
import { COIN, STRATEGY_SET } from "./strategy-set.ts";

/** Which strategies a player's matches are most likely to be made of. */
export interface StrategyFrequencies {
  /** Share of each strategy, in [0, 1], 1 in sum. */
  readonly shares: Float64Array;
  /** Chance that a move is the strategy's, in [1/2, 1 − 10⁻⁶]; says nothing where all share is the coin tosser's. */
  readonly beta: number;
  readonly logLikelihood: number;
}

/** How strategy frequencies are looked for. */
export interface FrequencyOptions {
  /** Random starts, of which the most likely end is taken; 10 by default. */
  readonly restarts?: number;
  /** A mixture to start from as well, such as that of the whole sample where this is a resample of it. */
  readonly start?: Mixture;
  /** Which strategy tosses a coin; by default that of the set, where as many strategies are compared as it has. */
  readonly coin?: number | null;
}

const RESTARTS = 10;
/** A climb ends where a step gains less than this a unit of weight: from a start, and at last from the best end. */
const GAIN = { rough: 1e-7, fine: 1e-11 } as const;
/** And after so many rounds of three steps in any case. */
const ROUNDS = 1000;

/**
 * Strategy frequencies (SFEM): the mixture of strategies that makes a player's moves most likely, by expectation and
 * maximisation from several starts. It finds max Σ_g w_g log Σ_k φ_k β^C (1 − β)^E, of which C and E are an observation's
 * moves that are and are not the strategy's; a coin tosser's are as likely as not.
 *
 * Shares of strategies that rarely part, such as tit for tat and grim among those who cooperate, are weakly told apart:
 * look at the interval. At β = 1/2 every strategy is a coin tosser, so that shares say nothing where β is near it. The order of the observations does not matter but for rounding.
 *
 * @param matching moves that match each strategy's, n × K row by row, as of `matchCounts`
 * @param moves of each observation, length n; those without any are left out
 * @param weights how often each counts, 0 or more; null for once each
 * @returns null where there is no move
 * @throws RangeError where lengths do not agree
 * @see DalBo2011
 * @see Varadhan2008
 */
export function strategyFrequencies(
  matching: Float64Array,
  moves: Float64Array,
  weights: Float64Array | null,
  random: Random,
  options: FrequencyOptions = {},
): StrategyFrequencies | null {
  const strategies = moves.length === 0 ? 0 : matching.length / moves.length;
  if (!Number.isInteger(strategies) || (weights !== null && weights.length !== moves.length)) {
    throw new RangeError(
      `${matching.length} counts, ${moves.length} observations and ${weights?.length ?? moves.length} weights`,
    );
  }
  const { restarts = RESTARTS, start, coin = strategies === STRATEGY_SET.length ? COIN : null } = options;
  const data = pooled(matching, moves, weights, strategies, coin);
  if (data.moves.length === 0) return null;

  let best: StrategyFrequencies | null = null;
  const starts = Array.from({ length: restarts }, () => randomMixture(strategies, random));
  for (const from of start === undefined ? starts : [start, ...starts]) {
    const end = climbed(data, from, GAIN.rough);
    if (best === null || end.logLikelihood > best.logLikelihood) best = end;
  }
  return best === null ? null : climbed(data, best, GAIN.fine);
}

/** Climbs in rounds of three steps: two, and one from where these point to, if that is no less likely. */
function climbed(data: MixtureData, from: Mixture, gain: number): StrategyFrequencies {
  const enough = gain * data.weights.reduce((sum, weight) => sum + weight, 0);
  let mixture = from;
  for (let round = 0; ; round++) {
    const first = climb(data, mixture);
    const second = climb(data, first.mixture);
    const isOver = second.logLikelihood - first.logLikelihood < enough;
    if (isOver || round === ROUNDS) {
      const { shares, beta } = first.mixture;
      return { shares, beta, logLikelihood: second.logLikelihood };
    }
    const third = climb(data, leap(mixture, first.mixture, second.mixture));
    mixture = third.logLikelihood >= second.logLikelihood ? third.mixture : second.mixture;
  }
}

/** Shares uniform over all that are possible, and β over [1/2, 1). */
function randomMixture(strategies: number, random: Random): Mixture {
  const shares = Float64Array.from(
    { length: strategies },
    () => -Math.log1p(-random.next()) + Number.EPSILON,
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  const { least, greatest } = BETA;
  return { shares: shares.map((share) => share / sum), beta: least + (greatest - least) * random.next() };
}

/** Equal observations as one: settled pairings are logged many times over. */
function pooled(
  matching: Float64Array,
  moves: Float64Array,
  weights: Float64Array | null,
  strategies: number,
  coin: number | null,
): MixtureData {
  const places = new Map<string, number>();
  const kept: number[] = [];
  const sums: number[] = [];
  for (let i = 0; i < moves.length; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    if (weight === 0 || moves[i] === 0) continue;
    const key = `${moves[i]!} ${matching.subarray(i * strategies, (i + 1) * strategies).join()}`;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, kept.length);
      kept.push(i);
      sums.push(weight);
    } else sums[place]! += weight;
  }
  const pool = new Float64Array(kept.length * strategies);
  kept.forEach((i, at) => pool.set(matching.subarray(i * strategies, (i + 1) * strategies), at * strategies));
  return {
    strategies,
    coin,
    matching: pool,
    moves: Float64Array.from(kept, (i) => moves[i]!),
    weights: Float64Array.from(sums),
  };
}
