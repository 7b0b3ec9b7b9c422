import type { MatchKey } from "../core/trajectory.ts";
import { matchStream } from "./streams.ts";

/** How long a match lasts: a fixed number of turns, or another turn with probability δ after each. */
export type Length = { readonly turns: number } | { readonly continuation: number };

/**
 * The number of turns of one match: at least 1, at most `cap`. A random length comes from the match's own stream and
 * is geometric with mean 1 / (1 − δ); it is drawn turn by turn, without logarithms, so that it is exact on any machine.
 */
export function turnsOf(length: Length, cap: number, key: MatchKey): number {
  if ("turns" in length) return Math.min(length.turns, cap);
  const random = matchStream(key, "length");
  let turns = 1;
  while (turns < cap && random.next() < length.continuation) turns++;
  return turns;
}

/** Mean and variance of a match's length in turns, over all seeds. */
export function lengthMoments(
  length: Length,
  cap: number,
): { readonly mean: number; readonly variance: number } {
  if ("turns" in length) return { mean: Math.min(length.turns, cap), variance: 0 };
  // E[L] = Σ P(L ≥ k) and E[L²] = Σ (2k − 1) P(L ≥ k), where P(L ≥ k) = δ^(k − 1) up to the cap.
  let mean = 0;
  let square = 0;
  let reached = 1;
  for (let turn = 1; turn <= cap && reached > 1e-18; turn++) {
    mean += reached;
    square += (2 * turn - 1) * reached;
    reached *= length.continuation;
  }
  return { mean, variance: square - mean ** 2 };
}
