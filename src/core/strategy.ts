import { readParameters, writeParameters, type ParameterSet, type ValuesOf } from "./parameters.ts";
import { formatPlayerId, type RawParameters } from "./player-id.ts";
import type { Respond, Strategy } from "./player.ts";
import type { Terms } from "./terms.ts";
import type { Random } from "./random.ts";
import type { ReferenceKey } from "./references.ts";

/** What a strategy is, as its author writes it down. */
export interface StrategyDefinition<S extends ParameterSet> {
  /** Kebab-case, unique among players. */
  readonly id: string;
  /** What people call it: "Tit for tat". By default its id. */
  readonly title?: string;
  /** The rule in one sentence. */
  readonly rule?: string;
  /** Class name in the Axelrod library, where it has this strategy. */
  readonly axelrodName?: string;
  /** How many turns back it looks; Infinity for the whole match. */
  readonly memory: number | ((parameters: ValuesOf<S>) => number);
  readonly stochastic: boolean | ((parameters: ValuesOf<S>) => boolean);
  /** Number of actions of the games it can play; by default 2. */
  readonly actions?: 2 | "any";
  readonly parameters?: S;
  /** Where the rule was published; by default nowhere, as for a user's own. */
  readonly source?: ReferenceKey;
  begin(parameters: ValuesOf<S>, terms: Terms, random: Random): Respond;
}

/** A strategy before its parameters are chosen: what the list of players holds. */
export interface StrategyEntry {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly axelrodName: string | null;
  readonly actions: 2 | "any";
  readonly parameters: ParameterSet;
  readonly source: ReferenceKey | null;
  /**
   * The strategy at given parameters (keys in kebab-case); those left out take their defaults.
   *
   * @throws SpecError for an unknown parameter or a value outside its range
   */
  readonly create: (parameters?: RawParameters) => Strategy;
}

/** Turns a definition into an entry: reads parameters, gives each choice of them its canonical id. */
export function strategy<const S extends ParameterSet>(definition: StrategyDefinition<S>): StrategyEntry {
  const { id, title = id, rule = "", source = null } = definition;
  const set = definition.parameters ?? ({} as S);
  const actions = definition.actions ?? 2;

  const create = (raw: RawParameters = {}): Strategy => {
    const parameters = readParameters(id, set, raw);
    const { memory, stochastic } = definition;
    return {
      kind: "strategy",
      id: formatPlayerId({ name: id, parameters: writeParameters(set, parameters) }),
      memory: typeof memory === "function" ? memory(parameters) : memory,
      stochastic: typeof stochastic === "function" ? stochastic(parameters) : stochastic,
      actions,
      source,
      begin: (terms, random) => definition.begin(parameters, terms, random),
    };
  };
  return {
    id,
    title,
    rule,
    axelrodName: definition.axelrodName ?? null,
    actions,
    parameters: set,
    source,
    create,
  };
}
