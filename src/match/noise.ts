import type { Action } from "../core/action.ts";
import type { Random } from "../core/random.ts";

/** Whose move noise flips in a turn: a set of seats as bits. */
export const ROW_TREMBLES = 1;
export const COLUMN_TREMBLES = 2;

const DRAWS = 2 ** 32;

/** Draws below this leave both moves of a turn as they were meant; nearly all do, and a driver asks no further. */
export const steadyBelow = (noise: number): number => (1 - noise) ** 2 * DRAWS;

/**
 * Which seats tremble in one turn, each by itself with probability `noise`, from one draw: the range is cut at the
 * chances of neither, the row alone, the column alone and both.
 *
 * @param draw an integer in [0, 2³²), uniform
 * @returns bits {@link ROW_TREMBLES} and {@link COLUMN_TREMBLES}
 */
export function whoTrembles(draw: number, noise: number): number {
  const steady = steadyBelow(noise);
  if (draw < steady) return 0;
  const one = noise * (1 - noise) * DRAWS;
  if (draw < steady + one) return ROW_TREMBLES;
  return draw < steady + 2 * one ? COLUMN_TREMBLES : ROW_TREMBLES | COLUMN_TREMBLES;
}

/**
 * The action that noise turns `meant` into: the other one of two, or any of the others with equal chance.
 *
 * @param k number of actions of the game
 */
export function trembled(meant: Action, k: number, random: Random): Action {
  return k === 2 ? 1 - meant : (meant + 1 + random.below(k - 1)) % k;
}
