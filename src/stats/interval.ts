import { quantile } from "./average.ts";

/** An interval estimate at {@link LEVEL}. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Confidence level of every interval that coplay prints. */
const LEVEL = 0.95;

/**
 * The interval that leaves out as much of the draws below as above it: the percentile interval of a bootstrap.
 *
 * @param draws ascending, at least one
 * @see Efron1993
 */
export function percentileInterval(draws: ArrayLike<number>): Interval {
  const tail = (1 - LEVEL) / 2;
  return { low: quantile(draws, tail), high: quantile(draws, 1 - tail) };
}
