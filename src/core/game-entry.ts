import { CoplayError } from "./errors.ts";
import type { DilemmaPayoffs, Game } from "./game.ts";
import { real, readParameters, writeParameters, type ParameterSet, type ValuesOf } from "./parameters.ts";
import { formatPlayerId, type RawParameters } from "./player-id.ts";
import type { ReferenceKey } from "./references.ts";

/** A named game before its parameters are chosen: what the list of games holds. */
export interface GameEntry {
  readonly id: string;
  readonly title: string;
  /** What makes the game what it is, in one sentence. */
  readonly tension: string;
  readonly parameters: ParameterSet;
  readonly source: ReferenceKey;
  /**
   * The game at given parameters; those left out take their defaults.
   *
   * @throws SpecError for an unknown parameter or one outside its range
   * @throws CoplayError where the payoffs are not in the order that makes the game what it is
   */
  readonly create: (parameters?: RawParameters) => Game;
}

/** Turns a definition into an entry. `build` receives the canonical id of the game at these parameters. */
export function stageGame<const S extends ParameterSet>(definition: {
  readonly id: string;
  readonly title: string;
  readonly tension: string;
  readonly parameters: S;
  readonly source: ReferenceKey;
  build(id: string, values: ValuesOf<S>): Game;
}): GameEntry {
  const { id, title, tension, parameters, source } = definition;
  const create = (raw: RawParameters = {}): Game => {
    const values = readParameters(id, parameters, raw);
    return definition.build(
      formatPlayerId({ name: id, parameters: writeParameters(parameters, values) }),
      values,
    );
  };
  return { id, title, tension, parameters, source, create };
}

const payoff = (byDefault: number): ReturnType<typeof real<number>> => real(byDefault, -1e9, 1e9);

/** R, S, T and P as parameters of a game. */
export const dilemmaParameters = ({ R, S, T, P }: DilemmaPayoffs) =>
  ({ R: payoff(R), S: payoff(S), T: payoff(T), P: payoff(P) }) as const;

/**
 * Holds a dilemma to its order, written as in `T > R > P > S`.
 *
 * @throws CoplayError where the payoffs are in another order
 */
export function requireOrder(title: string, order: string, payoffs: DilemmaPayoffs): void {
  const values = order.split(" > ").map((symbol) => payoffs[symbol as keyof DilemmaPayoffs]);
  if (values.every((value, i) => i === 0 || values[i - 1]! > value)) return;
  const { R, S, T, P } = payoffs;
  throw new CoplayError(`${title} needs ${order}, got R=${R}, S=${S}, T=${T}, P=${P}`, {
    hint: "For payoffs in any order, state a payoff matrix instead of a game's name.",
  });
}
