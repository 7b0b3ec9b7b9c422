import type { Game } from "../core/game.ts";
import { outcomeOf } from "../core/outcome.ts";
import type { Seat } from "../core/seat.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import { textOf } from "./layout.ts";
import { ABORTED } from "./mapping.ts";
import { numberOf, type Setting } from "./setting.ts";

/** What one seat did in a match that is being read. */
export interface SeatMoves {
  readonly moves: number[];
  /** The turns on which noise had flipped its move, and those on which it was a fallback. */
  readonly trembles: number[];
  readonly fallbacks: number[];
  /** By turn; empty where there are no reasons. */
  readonly reasons: (string | null)[];
}

export const noMoves = (): SeatMoves => ({ moves: [], trembles: [], fallbacks: [], reasons: [] });

/** The longest match that the log takes, in turns. */
export const MAX_TURNS = 1_000_000;

/**
 * The action that a label means, or that none was made.
 *
 * @throws SpecError for an unknown label
 */
export function actionOf(
  { actions, game }: Setting,
  cell: unknown,
  column: string,
  place: Place,
): number | typeof ABORTED {
  const meant = actions.get(textOf(cell));
  if (meant !== undefined) return meant;
  throw faultAt(
    place,
    `unknown move ${shown(cell)} in column "${column}"`,
    `Known are ${[...actions.keys()].join(", ")}. Say under \`labels\` what others mean in ${game.id}, or that they mean none: ${ABORTED}.`,
  );
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["0", false],
  ["1", true],
  ["false", false],
  ["true", true],
]);

/** A yes or no. @throws SpecError for what is neither */
export function flagOf(cell: unknown, column: string, place: Place): boolean {
  const flag = FLAGS.get(textOf(cell).toLowerCase());
  if (flag !== undefined) return flag;
  throw faultAt(
    place,
    `${shown(cell)} in column "${column}" is neither 0 nor 1`,
    "Write 0 or 1, or false or true.",
  );
}

/**
 * Holds a payoff of the file against the game's.
 *
 * @throws SpecError where they differ
 */
export function requirePayoff(
  game: Game,
  seat: Seat,
  row: number,
  column: number,
  cell: unknown,
  scale: number,
  place: Place,
): void {
  const paid = game.payoff[seat][outcomeOf(row, column, game.actions.length)]!;
  const said = numberOf(cell);
  if (said === null) throw faultAt(place, `${shown(cell)} is no payoff`);
  if (Math.abs(said * scale - paid) <= 1e-9 * Math.max(1, Math.abs(paid))) return;
  const moves = `${game.actions[row]!.symbol}${game.actions[column]!.symbol}`;
  throw faultAt(
    place,
    `the ${seat} seat got ${said * scale} at ${moves}, and ${game.id} pays ${paid}`,
    "Name the game that was played, with its payoffs; `payoff-scale: -1` is for costs.",
  );
}
