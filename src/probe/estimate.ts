import type { Random } from "../core/random.ts";
import { bootstrapMean } from "../stats/bootstrap.ts";
import { percentileInterval, type Interval } from "../stats/interval.ts";

/** A figure that matches are samples of, with its bootstrap interval over matches. */
export interface Estimate {
  readonly value: number;
  /** Null where matches are too few to say. */
  readonly interval: Interval | null;
}

const sum = (figures: Float64Array): number => figures.reduce((total, figure) => total + figure, 0);

/** The mean of one figure a match. */
export const meanEstimate = (figures: readonly number[], random: Random): Estimate => ({
  value: sum(Float64Array.from(figures)) / figures.length,
  interval: bootstrapMean(figures, random),
});

/**
 * A ratio of two sums over matches, with the percentile bootstrap of the ratio.
 *
 * @param lower figures of 0 or more
 * @param least no ratio is taken to a lower sum of this a match, or less: a ratio to next to nothing says nothing
 */
export function ratioEstimate(
  upper: Float64Array,
  lower: Float64Array,
  random: Random,
  { least = 0, resamples = 1000 }: { readonly least?: number; readonly resamples?: number } = {},
): Estimate | null {
  const n = lower.length;
  if (!(sum(lower) > least * n)) return null;
  const ratios = Float64Array.from({ length: resamples }, () => drawn(upper, lower, random)).sort();
  const interval = percentileInterval(ratios);
  const isBounded = n > 1 && Number.isFinite(interval.low) && Number.isFinite(interval.high);
  return { value: sum(upper) / sum(lower), interval: isBounded ? interval : null };
}

/** The ratio in one resample; without bound where it holds no match that the lower sum sees. */
function drawn(upper: Float64Array, lower: Float64Array, random: Random): number {
  let above = 0;
  let below = 0;
  for (let left = lower.length; left > 0; left--) {
    const match = random.below(lower.length);
    above += upper[match]!;
    below += lower[match]!;
  }
  return below > 0 ? above / below : -Infinity;
}
