/*
 * The error function's series erf(z) = 2/√π · exp(−z²) · Σ 2ⁿ z²ⁿ⁺¹ / (1·3·…·(2n+1)). All its terms are positive, so
 * that nothing cancels; exact to about 1e-15 for the z up to 6 that matter here.
 */
function erf(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * z * z) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}

/**
 * The value that a chi-squared statistic with one degree of freedom exceeds with probability `alpha`: 3.841 at 0.05.
 *
 * @param alpha in [0, 1]; Infinity at 0
 */
export function criticalChiSquared(alpha: number): number {
  if (alpha <= 0) return Infinity;
  let low = 0;
  let high = 72; // the tail beyond is below 2⁻⁵³
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (1 - erf(Math.sqrt(middle / 2)) > alpha) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Whether `cooperations` out of `turns` moves may have come from a fair coin: the chi-squared statistic of the two
 * counts does not exceed its critical value. That is the same as a p-value of at least alpha, without computing it.
 */
export function seemsFair(cooperations: number, turns: number, critical: number): boolean {
  const excess = 2 * cooperations - turns;
  return excess * excess <= critical * turns;
}
