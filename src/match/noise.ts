import type { Action } from "../core/action.ts";
import type { Random } from "../core/random.ts";

/**
 * The action that noise turns `meant` into: the other one of two, or any of the others with equal chance.
 *
 * @param k number of actions of the game
 */
export function trembled(meant: Action, k: number, random: Random): Action {
  return k === 2 ? 1 - meant : (meant + 1 + random.below(k - 1)) % k;
}
