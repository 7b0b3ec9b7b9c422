import { SpecError } from "../core/errors.ts";
import { matrixGame, type Game } from "../core/game.ts";
import { asId, type Catalogue } from "./catalogue.ts";
import type { WrittenGame } from "./schema.ts";

type OwnGame = Extract<WrittenGame, { readonly payoff: unknown }>;

/**
 * The game that a tournament file means: a named one, a named one at other payoffs, or a matrix of its own.
 *
 * @throws SpecError where there is no such game, or its parameters or matrix cannot be used
 */
export function resolveGame(written: WrittenGame, catalogue: Catalogue): Game {
  if (typeof written === "string" || "id" in written) return catalogue.game(asId(written));
  const symbols = symbolsOf(written);
  requireSquare(written.payoff, symbols.length);
  if (written.column !== undefined) requireSquare(written.column, symbols.length);
  return matrixGame({
    id: written.name ?? "own-game",
    actions: symbols.map((symbol) => ({ symbol, label: symbol })),
    row: written.payoff,
    column: written.column,
    cooperative: cooperativeOf(written, symbols),
    source: null,
  });
}

/** A game as plain data, payoffs included, so that a log can be read without knowing the game's name. */
export function describeGame({ id, actions, payoff, cooperative }: Game): Record<string, unknown> {
  return { id, actions, row: [...payoff.row], column: [...payoff.column], cooperative };
}

function symbolsOf({ actions, payoff }: OwnGame): readonly string[] {
  const symbols = actions ?? (payoff.length === 2 ? ["C", "D"] : undefined);
  if (symbols === undefined) {
    throw new SpecError(`a game of ${payoff.length} actions needs their letters: actions: [...]`);
  }
  if (new Set(symbols).size !== symbols.length) throw new SpecError("two actions have the same letter");
  return symbols;
}

function requireSquare(matrix: readonly (readonly number[])[], k: number): void {
  if (matrix.length === k && matrix.every((row) => row.length === k)) return;
  const shape = `${matrix.length} × ${matrix.map((row) => row.length).join("/")}`;
  throw new SpecError(`the payoff matrix must be ${k} × ${k}, got ${shape}`);
}

/** By default C, where there is one. */
function cooperativeOf({ cooperative }: OwnGame, symbols: readonly string[]): number | null {
  if (cooperative === null) return null;
  const action = symbols.indexOf(cooperative ?? "C");
  if (action < 0 && cooperative !== undefined) {
    throw new SpecError(`cooperative must be one of ${symbols.join(", ")}, got ${cooperative}`);
  }
  if (action > 0) {
    const symbol = symbols[action]!;
    throw new SpecError(
      `the cooperative action ${symbol} must be listed first: it is what strategies cooperate with`,
      {
        hint: `Write actions: [${[symbol, ...symbols.filter((other) => other !== symbol)].join(", ")}] and reorder the payoffs, or set cooperative: null.`,
      },
    );
  }
  return action < 0 ? null : action;
}
