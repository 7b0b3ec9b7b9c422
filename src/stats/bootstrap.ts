import type { Random } from "../core/random.ts";
import { percentileInterval, type Interval } from "./interval.ts";

/** Resamples that an interval takes by default. */
const RESAMPLES = 1000;

const TO_UNIT = 2 ** -32;

/**
 * Percentile bootstrap interval of a mean: observations are drawn with replacement, as many as there are, and the mean
 * of a draw is Σ w·x / Σ w. With figures per turn, and the turns as weights, that is the draw's total over its turns.
 * Observations are sorted first: their order, which differs between runs, does not change the result; nor does a factor
 * that all weights share.
 *
 * @param values one figure an observation. Matches are the observations, since the turns of one match are not
 *   independent; `observationsOf` says which matches make one
 * @param resamples 0 for no interval
 * @param weights how much each observation counts, above 0; by default all count the same
 * @returns null for fewer than two observations: one says nothing about how they vary
 * @throws RangeError for weights that are not one a value, or not above 0
 * @see Efron1993
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  random: Random,
  resamples: number = RESAMPLES,
  weights: readonly number[] | null = null,
): Interval | null {
  if (weights !== null) requireWeights(weights, values.length);
  if (values.length < 2 || resamples < 1) return null;
  const figures = Float64Array.from(values);
  const one = figures[0]!;
  if (figures.every((figure) => figure === one)) return { low: one, high: one };
  const means = new Float64Array(resamples);
  if (weights === null || weights.every((weight) => weight === weights[0])) {
    drawEvenly(figures, random, means);
  } else {
    drawWeighted(figures, weights, random, means);
  }
  means.sort();
  return percentileInterval(means);
}

function requireWeights(weights: readonly number[], n: number): void {
  if (weights.length !== n) throw new RangeError(`${n} values need ${n} weights, got ${weights.length}`);
  const wrong = weights.find((weight) => !(weight > 0));
  if (wrong !== undefined) throw new RangeError(`a weight must be above 0, got ${wrong}`);
}

/** Fills `means` with means of draws; sorts `figures`. A loop of its own: with weights it takes a quarter longer. */
function drawEvenly(figures: Float64Array, random: Random, means: Float64Array): void {
  figures.sort();
  const n = figures.length;
  const scale = n * TO_UNIT;
  for (let resample = 0; resample < means.length; resample++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += figures[(random.uint32() * scale) | 0]!;
    means[resample] = sum / n;
  }
}

/** Fills `means` with weighted means of draws. */
function drawWeighted(
  figures: Float64Array,
  weights: readonly number[],
  random: Random,
  means: Float64Array,
): void {
  const n = figures.length;
  const order = [...weights.keys()].sort((a, b) => figures[a]! - figures[b]! || weights[a]! - weights[b]!);
  const shares = Float64Array.from(order, (i) => weights[i]!);
  const products = Float64Array.from(order, (i) => weights[i]! * figures[i]!);
  const scale = n * TO_UNIT;
  for (let resample = 0; resample < means.length; resample++) {
    let sum = 0;
    let weight = 0;
    for (let i = 0; i < n; i++) {
      const drawn = (random.uint32() * scale) | 0;
      sum += products[drawn]!;
      weight += shares[drawn]!;
    }
    means[resample] = sum / weight;
  }
}
