const STEPS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * Shares in [0, 1] as a curve of `width` columns at most, each the mean of the values that fall into it: ▁ for 0, █ for
 * 1.
 */
export function sparkline(shares: readonly number[], width: number): string {
  const columns = Math.max(1, Math.min(width, shares.length));
  let line = "";
  for (let column = 0; column < columns && shares.length > 0; column++) {
    const from = Math.floor((column * shares.length) / columns);
    const to = Math.floor(((column + 1) * shares.length) / columns);
    let sum = 0;
    for (let i = from; i < to; i++) sum += shares[i]!;
    const mean = sum / (to - from);
    line += STEPS[Math.max(0, Math.min(STEPS.length - 1, Math.round(mean * (STEPS.length - 1))))]!;
  }
  return line;
}
