import type { Action } from "../core/action.ts";

/**
 * Holds a player to the game's actions: a move that is none is the programmer's fault, never silently another move.
 *
 * @param k number of actions of the game
 * @throws RangeError with player, turn and value
 */
export function requireAction(action: Action, k: number, player: string, turn: number): void {
  if (action >>> 0 !== action || action >= k) {
    throw new RangeError(
      `${player} must play an integer in [0, ${k - 1}], got ${String(action)} (turn ${turn}, counted from 0)`,
    );
  }
}
