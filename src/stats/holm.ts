/**
 * Holm's step-down adjustment of p values: the chance of even one false claim among all of them stays below the level
 * that the adjusted values are held to, however they depend on each other.
 *
 * @param values each in [0, 1]
 * @returns in the same order, each at least as great as it was, and at most 1
 * @see Holm1979
 */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const adjusted = new Array<number>(values.length).fill(1);
  let greatest = 0;
  order.forEach((i, rank) => {
    greatest = Math.max(greatest, Math.min(1, values[i]! * (values.length - rank)));
    adjusted[i] = greatest;
  });
  return adjusted;
}
