import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Parameter } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";

/** A word of action symbols of whatever game is played; undefined for each of the game's actions in turn. */
const word: Parameter<string | undefined> = {
  accepts: "a word of capital letters, the symbols of the game's actions",
  default: undefined,
  read: (raw) => (typeof raw === "string" && /^[A-Z]+$/.test(raw) ? raw : undefined),
  write: (value) => value ?? "",
};

function actionsOf(moves: string, { id, actions }: Game): Uint8Array {
  const symbols = actions.map(({ symbol }) => symbol);
  return Uint8Array.from(moves, (symbol) => {
    const action = symbols.indexOf(symbol);
    if (action >= 0) return action;
    throw new SpecError(`sequence(moves=${moves}) cannot play ${id}: it has no action ${symbol}`, {
      hint: `Its actions are ${symbols.join(", ")}.`,
    });
  });
}

/**
 * An open-loop player: plays a given word of moves, whatever the co-player does, and starts it again at its end. A word as
 * long as the match is a script. By default it plays each action of the game in turn.
 *
 * @throws SpecError at the start of a match if the game lacks one of the moves
 */
export const sequence = strategy({
  id: "sequence",
  title: "Sequence",
  rule: "Plays a given word of moves, again and again.",
  memory: ({ moves }) => (moves === undefined ? 1 : moves.length - 1), // all but one move of a word tell its place
  stochastic: false,
  actions: "any",
  parameters: { moves: word },
  begin: ({ moves }, { game }) => {
    const script =
      moves === undefined ? Uint8Array.from(game.actions, (_, action) => action) : actionsOf(moves, game);
    const { length } = script;
    let next = 0;
    return () => {
      const action = script[next]!;
      next = next + 1 === length ? 0 : next + 1;
      return action;
    };
  },
});
