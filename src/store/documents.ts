import type { Game } from "../core/game.ts";
import type { Talk } from "../core/talk.ts";
import type { Terms } from "../core/terms.ts";

/* What a run keeps as JSON, so that its matches can be rebuilt from the log alone. */

interface GameDocument extends Omit<Game, "payoff"> {
  readonly payoff: { readonly row: readonly number[]; readonly column: readonly number[] };
}

interface TermsDocument extends Omit<Terms, "game"> {
  /** Only where the players are told of another game than the one they play. */
  readonly game?: GameDocument;
}

/** A game as JSON; equal games give equal texts. */
export const writeGame = (game: Game): string => JSON.stringify(documentOf(game));

/** The game that {@link writeGame} wrote. */
export const readGame = (text: string): Game => gameOf(JSON.parse(text) as GameDocument);

/** What the players are told of `game`, as JSON; equal terms give equal texts. */
export function writeTerms({ noise, horizon, game: told, payoffs, coPlayer }: Terms, game: Game): string {
  const isSame = told === game || writeGame(told) === writeGame(game);
  // What is as it is by default is left out, so that runs from before it could be said have equal texts.
  const document: TermsDocument = {
    noise,
    horizon,
    ...(isSame ? {} : { game: documentOf(told) }),
    ...(payoffs === "untold" ? { payoffs } : {}),
    ...(coPlayer === undefined || coPlayer === "untold" ? {} : { coPlayer }),
  };
  return JSON.stringify(document);
}

/** The terms that {@link writeTerms} wrote for `game`. */
export function readTerms(text: string, game: Game): Terms {
  const { game: told, ...terms } = JSON.parse(text) as TermsDocument;
  return { game: told === undefined ? game : gameOf(told), ...terms };
}

/** Cheap talk as JSON, null for none; equal talk gives equal texts. */
export function writeTalk(talk: Talk | null): string | null {
  if (talk === null) return null;
  const { messages, maxLength, line } = talk;
  return JSON.stringify({ messages, maxLength, line });
}

/** The talk that {@link writeTalk} wrote. */
export const readTalk = (text: string | null): Talk | null =>
  text === null ? null : (JSON.parse(text) as Talk);

function documentOf({ id, actions, payoff, cooperative, source }: Game): GameDocument {
  return {
    id,
    actions: actions.map(({ symbol, label }) => ({ symbol, label })),
    payoff: { row: [...payoff.row], column: [...payoff.column] },
    cooperative,
    source,
  };
}

function gameOf({ payoff, ...game }: GameDocument): Game {
  const { row, column } = payoff;
  return { ...game, payoff: { row: Float64Array.from(row), column: Float64Array.from(column) } };
}
