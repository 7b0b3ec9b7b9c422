import { meanOf } from "./average.ts";
import { vengeful } from "./cooperation.ts";
import type { FieldMetric } from "./metric.ts";
import type { Matrix } from "./pairwise.ts";

/** Iteration ends when a step is shorter than this. */
const STEP = 1e-14;
/** It is given up where this many steps have not halved the step: so it ends in any case, after 48,000 at most. */
const PATIENCE = 1000;
/** A step that stops shrinking below this is all rounding. */
const ROUNDING = 1e-12;

/** How good one is to those who are good: the principal eigenvector of the cooperation matrix. */
export const eigenjesus: FieldMetric = {
  of: "field",
  id: "eigenjesus",
  title: "Eigenjesus",
  description: "How much the player cooperates with players that rate high themselves.",
  unit: "component of a vector of length 1",
  range: "[0, 1]",
  source: "SingerClark2014",
  measure: ({ cooperation }) => morality(cooperation, (rate) => rate),
};

/** As eigenjesus, but it pays to defect against those who are rated below zero. */
export const eigenmoses: FieldMetric = {
  of: "field",
  id: "eigenmoses",
  title: "Eigenmoses",
  description:
    "How much the player cooperates with players that rate high, and defects against those below 0.",
  unit: "component of a vector of length 1",
  range: "[−1, 1]",
  source: "SingerClark2014",
  measure: ({ cooperation }) => morality(cooperation, vengeful),
};

/**
 * The rating of every player by the ratings of those it cooperates with. A pair that was not played (self-play, where
 * the tournament has none) counts as the player's mean over the pairs that were. A player without any pair is left out
 * and gets null; everyone gets null where no rating agrees with itself (see {@link principalEigenvector}).
 *
 * @param cooperation shares of turns in [0, 1]
 * @param scale what a share is worth
 */
function morality(cooperation: Matrix<number | null>, scale: (rate: number) => number): (number | null)[] {
  const means = cooperation.map((row) => meanOf(row.filter((rate) => rate !== null)));
  const rated = means.flatMap((mean, i) => (mean === null ? [] : [i]));
  const matrix = rated.map((i) => rated.map((j) => scale(cooperation[i]![j] ?? means[i]!)));
  const vector = principalEigenvector(matrix);
  const ratings = new Array<number | null>(cooperation.length).fill(null);
  if (vector !== null) rated.forEach((i, at) => (ratings[i] = vector[at]!));
  return ratings;
}

/**
 * The eigenvector of the largest eigenvalue, of length 1, by power iteration from all ones until a step is below 1e-14.
 * The Axelrod library stops at 1e-3 already, and so differs by up to 2e-4.
 *
 * @returns null where the iteration comes to nothing or to no end: the matrix takes the vector to zero, or its dominant
 *   eigenvalue is negative or as good as one of several
 */
export function principalEigenvector(matrix: Matrix<number>): Float64Array | null {
  const size = matrix.length;
  const rows = matrix.map((row) => Float64Array.from(row));
  let vector = new Float64Array(size).fill(1);
  let next = new Float64Array(size);
  let before = Infinity;
  for (let step = 1; ; step++) {
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const row = rows[i]!;
      let sum = 0;
      for (let j = 0; j < size; j++) sum += row[j]! * vector[j]!;
      next[i] = sum;
      squares += sum * sum;
    }
    const length = Math.sqrt(squares);
    if (length === 0) return null;
    let moved = 0;
    for (let i = 0; i < size; i++) {
      next[i]! /= length;
      moved += (next[i]! - vector[i]!) ** 2;
    }
    moved = Math.sqrt(moved);
    [vector, next] = [next, vector];
    if (moved < STEP) return vector;
    if (step % PATIENCE > 0) continue;
    if (moved > before / 2) return moved < ROUNDING ? vector : null;
    before = moved;
  }
}
