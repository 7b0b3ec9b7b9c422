import { meanOf } from "../average.ts";

/*
 * FAIRGAME's four measures of how steady a player is. They are of payoffs y that have been divided by the game's
 * greatest, so that games can be compared. Variances are of the values themselves, divided by their number.
 */

/** Mean squared distance from the mean; null for fewer than two values. */
function varianceOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values)!;
  return meanOf(values.map((value) => (value - mean) ** 2));
}

/**
 * Internal variability I_V: the variance of a match's payoff over the repetitions of one cell.
 *
 * @param payoffs one a match, all of the same cell
 * @returns null for fewer than two matches
 * @see Buscemi2025
 */
export const internalVariability = (payoffs: readonly number[]): number | null => varianceOf(payoffs);

/**
 * Cross-language inconsistency C_I: the variance over languages of the mean payoff, averaged over the cells that differ
 * in all else. The paper's text calls it a standard deviation; its formula, which this follows, is the variance.
 *
 * @param payoffs cells × languages × matches; languages without matches and cells with fewer than two languages are
 *   left out
 * @returns null where no cell is left
 * @see Buscemi2025
 */
export function crossLanguageInconsistency(
  payoffs: readonly (readonly (readonly number[])[])[],
): number | null {
  const variances = payoffs.flatMap((languages) => {
    const variance = varianceOf(languages.flatMap((matches) => meanOf(matches) ?? []));
    return variance === null ? [] : [variance];
  });
  return meanOf(variances);
}

/**
 * Sensitivity to payoffs S_P: the mean distance between the payoffs under harsh and under mild stakes, over cells that
 * are the same in all else.
 *
 * @param harsh mean payoff of each cell under the harsh stakes; `mild` the same cells under the mild ones
 * @returns null for no cells
 * @throws RangeError where there are more of one than of the other
 * @see Buscemi2025
 */
export function payoffSensitivity(harsh: readonly number[], mild: readonly number[]): number | null {
  if (harsh.length !== mild.length)
    throw new RangeError(`${harsh.length} harsh cells, ${mild.length} mild ones`);
  return meanOf(harsh.map((value, cell) => Math.abs(value - mild[cell]!)));
}

/**
 * Variability over rounds V_R: the variance of a turn's payoff within a match, averaged over the matches.
 *
 * @param payoffs matches × turns; matches of fewer than two turns are left out
 * @returns null where no match is left
 * @see Buscemi2025
 */
export function roundVariability(payoffs: readonly (readonly number[])[]): number | null {
  return meanOf(payoffs.flatMap((turns) => varianceOf(turns) ?? []));
}
