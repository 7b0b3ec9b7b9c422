import type { Random } from "../core/random.ts";
import { quantile } from "./average.ts";
import { LEVEL, type Interval } from "./interval.ts";

/** Resamples that an interval takes by default. */
const RESAMPLES = 1000;

const TO_UNIT = 2 ** -32;

/**
 * Percentile bootstrap interval of a mean. Matches are the observations, since the turns of one match are not
 * independent. The values are sorted first: their order, which differs between runs, does not change the result.
 *
 * @param values one figure a match
 * @param resamples 0 for no interval
 * @returns null for fewer than two values: one match says nothing about how matches vary
 * @see Efron1993
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  random: Random,
  resamples: number = RESAMPLES,
): Interval | null {
  const n = values.length;
  if (n < 2 || resamples < 1) return null;
  const sorted = Float64Array.from(values).sort();
  if (sorted[0] === sorted[n - 1]) return { low: sorted[0]!, high: sorted[0]! };
  const scale = n * TO_UNIT;
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sorted[(random.uint32() * scale) | 0]!;
    means[resample] = sum / n;
  }
  means.sort();
  const tail = (1 - LEVEL) / 2;
  return { low: quantile(means, tail), high: quantile(means, 1 - tail) };
}
