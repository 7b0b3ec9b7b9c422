import type { Action } from "../core/action.ts";
import type { Random } from "../core/random.ts";

/** Whose move noise flips in a turn: a set of seats as bits. */
export const ROW_TREMBLES = 1;
export const COLUMN_TREMBLES = 2;

/**
 * Which seats tremble in one turn, each by itself with probability `noise`, from one draw: [0, 1) is cut at the chances
 * of neither, the row alone, the column alone and both.
 *
 * @returns bits {@link ROW_TREMBLES} and {@link COLUMN_TREMBLES}
 */
export function whoTrembles(random: Random, noise: number): number {
  const u = random.next();
  const steady = 1 - noise;
  const neither = steady * steady;
  if (u < neither) return 0;
  const one = noise * steady;
  if (u < neither + one) return ROW_TREMBLES;
  return u < neither + 2 * one ? COLUMN_TREMBLES : ROW_TREMBLES | COLUMN_TREMBLES;
}

/**
 * The action that noise turns `meant` into: the other one of two, or any of the others with equal chance.
 *
 * @param k number of actions of the game
 */
export function trembled(meant: Action, k: number, random: Random): Action {
  return k === 2 ? 1 - meant : (meant + 1 + random.below(k - 1)) % k;
}
