import { factorise, solve } from "./cholesky.ts";

/*
 * The equilibrium of greatest entropy of a symmetric zero-sum game A = −Aᵀ: the least Σ p log p over p ≥ 0, Σ p = 1 and
 * A p ≤ ε, where ε, which goes to 0, makes room that equilibria do not have inside, as players in them have A p = 0.
 * Its dual has no side conditions but λ > 0, which a barrier keeps:
 *
 *   the least log Σ_i e^((A λ)_i) + ε Σ λ − μ Σ log λ,   and p_i in proportion to e^((A λ)_i).
 *
 * It is found by Newton's method. In p it would take hundreds of steps, since the shares of those who are in no
 * equilibrium go to e^−100 and less. Players that another one strictly dominates are taken out before, again and again.
 */

/** How ε falls, relative to the greatest entry of A, and what μ is of it. */
const LEAST = 1e-10;
const FALL = 0.05;
const SHARE = 0.1;
/** Newton's steps for one ε, at most, and the squared decrement at which they end, as a share of μ. */
const STEPS = 60;
const DECREMENT = 1e-2;
/** How near to the edge a step may come, and what part of the promised descent it must bring. */
const TO_EDGE = 0.9;
const DESCENT = 0.1;
/** Shares below this are none. */
const NOTHING = 1e-9;

/**
 * The Nash equilibrium of greatest entropy: of all mixtures that nobody beats, the one that is spread the most.
 *
 * @param margins A, n × n, antisymmetric
 * @returns one share a player, 1 in sum; right to about 10⁻⁸
 * @see Balduzzi2018
 */
export function maxEntropyNash(margins: readonly Float64Array[]): Float64Array {
  const left = undominated(margins);
  const shares = new Float64Array(margins.length);
  const greatest = Math.max(...left.flatMap((i) => left.map((j) => margins[i]![j]!)));
  if (greatest === 0) {
    for (const i of left) shares[i] = 1 / left.length;
    return shares;
  }
  const scaled = left.map((i) => Float64Array.from(left, (j) => margins[i]![j]! / greatest));
  const found = interior(scaled).map((share) => (share < NOTHING ? 0 : share));
  const sum = found.reduce((total, share) => total + share, 0);
  left.forEach((i, place) => (shares[i] = found[place]! / sum));
  return shares;
}

/** Those that are left when whoever is strictly dominated goes, and then again. */
function undominated(margins: readonly Float64Array[]): number[] {
  let left = [...margins.keys()];
  for (;;) {
    const kept = left.filter(
      (i) => !left.some((better) => left.every((j) => margins[better]![j]! > margins[i]![j]!)),
    );
    if (kept.length === left.length) return left;
    left = kept;
  }
}

function interior(A: readonly Float64Array[]): Float64Array {
  const n = A.length;
  let lambda: Float64Array = new Float64Array(n).fill(1);
  for (let epsilon = 1; epsilon > LEAST; epsilon *= FALL) lambda = descended(A, lambda, epsilon);
  lambda = descended(A, lambda, LEAST);
  return softmax(A, lambda).shares;
}

/** Newton's steps to the least of the dual at one ε. */
function descended(A: readonly Float64Array[], from: Float64Array, epsilon: number): Float64Array {
  const mu = SHARE * epsilon;
  const height = (at: Float64Array): number => {
    let barrier = 0;
    for (const value of at) barrier += epsilon * value - mu * Math.log(value);
    return softmax(A, at).log + barrier;
  };
  let lambda = from;
  for (let step = 0; step < STEPS; step++) {
    const { shares } = softmax(A, lambda);
    // The columns of A are its rows with the other sign.
    const margins = A.map((row) => dot(row, shares));
    const gradient = lambda.map((value, j) => epsilon - margins[j]! - mu / value);
    const matrix = curvature(A, shares, margins);
    lambda.forEach((value, j) => (matrix[j]![j]! += mu / value ** 2));
    factorise(matrix);
    const way = solve(matrix, gradient).map((value) => -value);
    const descent = -dot(gradient, way);
    if (descent < DECREMENT * mu) break;
    let length = Math.min(1, TO_EDGE * reach(lambda, way));
    const before = height(lambda);
    const along = (share: number): Float64Array => lambda.map((value, j) => value + share * way[j]!);
    while (length > 1e-12 && !(height(along(length)) <= before - DESCENT * length * descent)) length /= 2;
    if (length <= 1e-12) break;
    lambda = along(length);
  }
  return lambda;
}

/** Aᵀ (diag(p) − p pᵀ) A, its lower half. */
function curvature(A: readonly Float64Array[], p: Float64Array, margins: readonly number[]): Float64Array[] {
  const n = A.length;
  return A.map((row, i) => {
    const weighted = row.map((value, k) => value * p[k]!);
    const half = new Float64Array(n);
    for (let j = 0; j <= i; j++) half[j] = dot(weighted, A[j]!) - margins[i]! * margins[j]!;
    return half;
  });
}

/** Shares in proportion to e^(A λ), and the logarithm of what they were divided by. */
function softmax(
  A: readonly Float64Array[],
  lambda: Float64Array,
): { readonly shares: Float64Array; readonly log: number } {
  const exponents = Float64Array.from(A, (row) => dot(row, lambda));
  const greatest = Math.max(...exponents);
  const shares = exponents.map((value) => Math.exp(value - greatest));
  const sum = shares.reduce((total, share) => total + share, 0);
  return { shares: shares.map((share) => share / sum), log: greatest + Math.log(sum) };
}

/** How many steps fit before a value is 0. */
function reach(values: Float64Array, steps: Float64Array): number {
  let least = Infinity;
  for (let i = 0; i < values.length; i++) {
    if (steps[i]! < 0) least = Math.min(least, -values[i]! / steps[i]!);
  }
  return least;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
