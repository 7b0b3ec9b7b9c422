import type { Action, ActionName } from "./action.ts";
import { CC, CD, DC, DD, outcomeOf, type Outcome } from "./outcome.ts";
import type { ReferenceKey } from "./references.ts";

/** A two-seat stage game of k actions for either seat. */
export interface Game {
  readonly id: string;
  readonly actions: readonly ActionName[];
  /** Payoffs of both seats, each of length k², both indexed by the row seat's outcome. */
  readonly payoff: { readonly row: Float64Array; readonly column: Float64Array };
  /** The action that counts as cooperation, or null where the game has none (matching pennies). */
  readonly cooperative: Action | null;
  readonly source: ReferenceKey | null;
}

/** The four payoffs of a symmetric dilemma, own action first: R = CC, S = CD, T = DC, P = DD. */
export interface DilemmaPayoffs {
  readonly R: number;
  readonly S: number;
  readonly T: number;
  readonly P: number;
}

const COOPERATE_OR_DEFECT: readonly ActionName[] = [
  { symbol: "C", label: "cooperate" },
  { symbol: "D", label: "defect" },
];

/** Builds a symmetric two-action game from R, S, T and P. */
export function dilemma(
  id: string,
  { R, S, T, P }: DilemmaPayoffs,
  source: ReferenceKey | null,
  actions: readonly ActionName[] = COOPERATE_OR_DEFECT,
): Game {
  const row = Float64Array.of(R, S, T, P);
  return { id, actions, payoff: { row, column: mirrored(row, 2) }, cooperative: 0, source };
}

/** Builds a game of k actions from the row seat's and the column seat's payoff matrices (k rows of k numbers). */
export function matrixGame(definition: {
  readonly id: string;
  readonly actions: readonly ActionName[];
  readonly row: readonly (readonly number[])[];
  /** By default the game is symmetric: the row matrix, transposed. */
  readonly column?: readonly (readonly number[])[] | undefined;
  readonly cooperative: Action | null;
  readonly source: ReferenceKey | null;
}): Game {
  const { id, actions, cooperative, source } = definition;
  const row = Float64Array.from(definition.row.flat());
  const column = definition.column
    ? Float64Array.from(definition.column.flat())
    : mirrored(row, actions.length);
  return { id, actions, payoff: { row, column }, cooperative, source };
}

/** The payoffs of a symmetric game from the other seat: entry (a, b) becomes entry (b, a). */
function mirrored(payoff: Float64Array, k: number): Float64Array {
  return payoff.map((_, outcome) => payoff[mirror(outcome, k)]!);
}

/** The same turn seen from the other seat. */
export function mirror(outcome: Outcome, k: number): Outcome {
  return outcomeOf(outcome % k, Math.floor(outcome / k), k);
}

/** Whether both seats face the same payoffs, so that who sits where does not matter. */
export function isSymmetric(game: Game): boolean {
  const k = game.actions.length;
  return game.payoff.row.every((value, outcome) => value === game.payoff.column[mirror(outcome, k)]);
}

/**
 * The game as the column seat sees it: its own payoffs in `payoff.row`, indexed by its own outcome.
 * A symmetric game is returned as it is.
 */
export function fromColumnSeat(game: Game): Game {
  if (isSymmetric(game)) return game;
  const k = game.actions.length;
  const payoff = { row: mirrored(game.payoff.column, k), column: mirrored(game.payoff.row, k) };
  return { ...game, payoff };
}

/** R, S, T and P as the row seat of a two-action game sees them. */
export function payoffsOf(game: Game): DilemmaPayoffs {
  const { row } = game.payoff;
  return { R: row[CC]!, S: row[CD]!, T: row[DC]!, P: row[DD]! };
}
