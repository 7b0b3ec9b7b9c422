/*
 * Two memory-one players make a Markov chain on the four outcomes, and its expectations can be had without sampling.
 * Averages over unbounded time are taken by doubling: with A(n) the weighted average of the first n powers of the
 * transition matrix M, and weights δ^t,
 *
 *     A(2n) = (A(n) + δⁿ Mⁿ A(n)) / (1 + δⁿ)
 *
 * so 128 steps cover 2¹²⁸ turns, whatever the chances involved. Every term is positive, so nothing cancels; δ = 1 gives
 * the long-run (Cesàro) average, which exists for every chain, periodic and reducible ones too, where a stationary
 * distribution need not be unique.
 */
import type { Game } from "../core/game.ts";
import { CC, CD, DC, DD } from "../core/outcome.ts";

/** A memory-one player. */
export interface MemoryOne {
  /** Chances of C after CC, CD, DC and DD, own action first. */
  readonly p: readonly number[];
  /** Chance of C on the first turn. */
  readonly first: number;
}

/** Two memory-one players at a game of two actions, of which C is the first. */
export interface MarkovPair {
  readonly row: MemoryOne;
  readonly column: MemoryOne;
  readonly game: Game;
  /** Chance in [0, 1] that a chosen action is flipped, for each move of each seat. */
  readonly noise: number;
}

/** What to expect of a pair, per turn. */
export interface Expectation {
  readonly payoff: { readonly row: number; readonly column: number };
  readonly cooperation: { readonly row: number; readonly column: number };
  /** Chances of CC, CD, DC and DD, as the row seat sees them. */
  readonly outcomes: readonly number[];
}

const OUTCOMES = [CC, CD, DC, DD];
const DOUBLINGS = 128;

/** 4 × 4, row by row; entry (from, to). */
type Square = Float64Array;

/**
 * Expected figures per turn of a match of `turns` turns.
 *
 * @param turns a positive integer
 * @throws RangeError for turns that are not, for a chance outside [0, 1], for other than four chances in a vector, and
 *   for a game of other than two actions
 * @see Nowak1990
 */
export function expectedOver(pair: MarkovPair, turns: number): Expectation {
  if (!Number.isSafeInteger(turns) || turns < 1) {
    throw new RangeError(`turns must be a positive integer, got ${turns}`);
  }
  const { start, step } = chainOf(pair);
  const sums = [0, 0, 0, 0];
  let now = start;
  for (let turn = 0; turn < turns; turn++) {
    for (const outcome of OUTCOMES) sums[outcome]! += now[outcome]!;
    now = after(now, step);
  }
  return expectationOf(
    pair.game,
    sums.map((sum) => sum / turns),
  );
}

/**
 * Expected figures per turn where each turn is followed by another with probability `continuation`: the weight of turn
 * t is (1 − δ) δᵗ, so that payoffs are expected total payoff over expected number of turns. At δ = 1 it is the limit of
 * the average over ever more turns. The table's total payoff over total turns estimates the same.
 *
 * @param continuation δ in [0, 1]
 * @throws RangeError as {@link expectedOver}, and for a continuation outside [0, 1]
 * @see Nowak1990
 */
export function expectedUnder(pair: MarkovPair, continuation: number): Expectation {
  const { start, step } = chainOf(pair);
  let weight = probability("continuation", continuation);
  let power = step;
  let average: Square = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
  for (let doubling = 0; doubling < DOUBLINGS && weight > 0; doubling++) {
    const later = product(power, average);
    average = average.map((entry, i) => (entry + weight * later[i]!) / (1 + weight));
    power = product(power, power);
    weight *= weight;
  }
  return expectationOf(pair.game, after(start, average));
}

/** The outcome's distribution on the first turn, and from each outcome to the next. Noise folds into the vectors. */
function chainOf(pair: MarkovPair): { start: readonly number[]; step: Square } {
  requireShape(pair);
  const epsilon = probability("noise", pair.noise);
  // Both chances are worked out, since 1 minus the one would lose the digits of a small noise.
  const realised = (chance: number): readonly [number, number] => {
    const p = probability("a chance of C", chance);
    return [(1 - epsilon) * p + epsilon * (1 - p), (1 - epsilon) * (1 - p) + epsilon * p];
  };
  const next = (rowChance: number, columnChance: number): number[] => {
    const column = realised(columnChance);
    return realised(rowChance).flatMap((a) => column.map((b) => a * b));
  };
  const seenByColumn = [CC, DC, CD, DD];
  const step = OUTCOMES.flatMap((outcome) =>
    next(pair.row.p[outcome]!, pair.column.p[seenByColumn[outcome]!]!),
  );
  return { start: next(pair.row.first, pair.column.first), step: Float64Array.from(step) };
}

function requireShape({ game, row, column }: MarkovPair): void {
  const k = game.actions.length;
  if (k !== 2) throw new RangeError(`a memory-one pair needs a game of 2 actions, got ${k} of ${game.id}`);
  for (const { p } of [row, column]) {
    if (p.length !== 4)
      throw new RangeError(`a vector has 4 chances of C, got ${p.length}: [${p.join(", ")}]`);
  }
}

function probability(what: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${what} must be in [0, 1], got ${value}`);
}

const after = (distribution: readonly number[], matrix: Square): number[] =>
  OUTCOMES.map((to) => OUTCOMES.reduce((sum, from) => sum + distribution[from]! * matrix[from * 4 + to]!, 0));

/** The product of two stochastic matrices, its rows brought back to a sum of 1: squaring doubles what they are off. */
function product(left: Square, right: Square): Square {
  const result = new Float64Array(16);
  for (const from of OUTCOMES) {
    const row = after(Array.from(left.subarray(from * 4, from * 4 + 4)), right);
    const sum = row.reduce((total, entry) => total + entry, 0);
    for (const to of OUTCOMES) result[from * 4 + to] = row[to]! / sum;
  }
  return result;
}

function expectationOf({ payoff }: Game, outcomes: readonly number[]): Expectation {
  const weighed = (values: Float64Array): number =>
    OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome]! * values[outcome]!, 0);
  return {
    payoff: { row: weighed(payoff.row), column: weighed(payoff.column) },
    cooperation: { row: outcomes[CC]! + outcomes[CD]!, column: outcomes[CC]! + outcomes[DC]! },
    outcomes,
  };
}
