import type { DilemmaPayoffs } from "../../core/game.ts";
import { CC, CD, DC, DD } from "../../core/outcome.ts";

/** How near a memory-one vector is to the zero-determinant strategies, which hold payoffs to a straight line. */
export interface ZeroDeterminantFit {
  /** Squared distance of p̃ = (p_CC − 1, p_CD − 1, p_DC, p_DD) from their plane; 0 for such a strategy. */
  readonly sse: number;
  /**
   * Slope χ = −x₂ / x₁ of the nearest one: its own payoff above P is χ times its co-player's. 1 is fair, above 1 extorts.
   * Means little unless `sse` is small. Null where the nearest one does not look at its own payoff.
   */
  readonly chi: number | null;
  /** Weights of the own and the co-player's payoff above P in the nearest one. */
  readonly x: readonly [own: number, coPlayer: number];
}

/** A weight below this share of the other is rounding. */
const ROUNDING = 1e-12;

/**
 * Least squares fit of p̃ by the payoffs of both seats, each less P. The payoffs' scale changes neither the distance
 * nor χ. Where S = T both columns are the same: the weights are then equal, and χ is null.
 *
 * @param p memory-one vector: chances of C after CC, CD, DC and DD
 * @see Knight2024
 */
export function zeroDeterminant(
  p: readonly [number, number, number, number],
  { R, S, T, P }: DilemmaPayoffs,
): ZeroDeterminantFit {
  const target = [p[CC] - 1, p[CD] - 1, p[DC], p[DD]];
  const own = [R - P, S - P, T - P, 0];
  const coPlayer = [R - P, T - P, S - P, 0];

  const square = dot(own, own);
  const cross = dot(own, coPlayer);
  const first = dot(own, target);
  const second = dot(coPlayer, target);
  const determinant = square ** 2 - cross ** 2;
  const isSingular = determinant <= ROUNDING * square ** 2;
  const shared = square === 0 ? 0 : first / (2 * square);
  const x: readonly [number, number] = isSingular
    ? [shared, shared]
    : [(square * first - cross * second) / determinant, (square * second - cross * first) / determinant];

  const sse = target.reduce((sum, value, i) => sum + (value - x[0] * own[i]! - x[1] * coPlayer[i]!) ** 2, 0);
  const hasSlope = !isSingular && Math.abs(x[0]) > ROUNDING * Math.abs(x[1]);
  return { sse, chi: hasSlope ? -x[1] / x[0] : null, x };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
