import type { Interval } from "./interval.ts";

/** The standard normal quantile at 1 − (1 − 0.95) / 2. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a proportion, at 95 %. It takes trials to be independent, as the replies of a memory-one
 * player are; of a player that remembers more, of one that differs between co-players, or of repetitions that leave
 * nothing to chance, it may be too narrow.
 *
 * @param hits in [0, trials]
 * @returns null for no trials
 * @see Wilson1927
 */
export function wilson(hits: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const rate = hits / trials;
  const weight = Z ** 2 / trials;
  const centre = (rate + weight / 2) / (1 + weight);
  const reach = (Z * Math.sqrt((rate * (1 - rate) + weight / 4) / trials)) / (1 + weight);
  // At the ends the bounds are 0 and 1 exactly, but for rounding.
  return { low: hits === 0 ? 0 : centre - reach, high: hits === trials ? 1 : centre + reach };
}
