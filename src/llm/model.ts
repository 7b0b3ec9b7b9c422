import { SpecError } from "../core/errors.ts";
import { readParameters, toKebab, unit, writeParameters, type ParameterSet } from "../core/parameters.ts";
import { formatPlayerId, parsePlayerId, type PlayerId, type RawParameters } from "../core/player-id.ts";
import type { Strategy } from "../core/player.ts";
import { capabilitiesOf, type Capabilities, type CapabilityOverrides } from "./capabilities.ts";
import { createProvider, providerNames } from "./providers/index.ts";
import type { Provider } from "./providers/provider.ts";
import { misbehaviours, scriptedProvider, type MisbehaviourRates } from "./providers/scripted.ts";
import { optionsOf, type AgentSettings } from "./settings.ts";

const SCRIPTED = "scripted";

/** Every provider that player ids can begin with. */
export const llmProviders: readonly string[] = [...providerNames, SCRIPTED];

/** The part of a name before its first slash, and what follows; null where there is no slash. */
export function splitName(name: string): { readonly provider: string; readonly model: string } | null {
  const slash = name.indexOf("/");
  return slash < 0 ? null : { provider: name.slice(0, slash), model: name.slice(slash + 1) };
}

/** What models are made with. */
export interface ModelSource {
  /** Where keys and base URLs are found. */
  readonly environment: NodeJS.ProcessEnv;
  /** Finds the strategies that scripted models answer as; throws a SpecError for an id that it does not know. */
  readonly strategy: (id: string) => Strategy;
  /** What the tournament file says of models. */
  readonly capabilities?: CapabilityOverrides | undefined;
  /** A clock in ms. */
  readonly now: () => number;
}

/** The model behind a player id, and all that was said about it. */
export interface Model {
  /** The id in its one spelling. */
  readonly id: string;
  readonly settings: AgentSettings;
  readonly capabilities: Capabilities;
  readonly provider: Provider;
  /** Whom a scripted model answers as; null for models. */
  readonly strategy: Strategy | null;
}

/**
 * The model that a player id names.
 *
 * @throws SpecError for an unknown provider, an empty model, an unknown option or a wrong value
 */
export function modelOf(id: PlayerId, source: ModelSource): Model {
  const { provider, model } = splitName(id.name) ?? { provider: id.name, model: "" };
  if (!llmProviders.includes(provider)) {
    throw new SpecError(`unknown provider "${provider}"`, { hint: `There are ${llmProviders.join(", ")}.` });
  }
  if (model === "") {
    throw new SpecError(`"${id.name}" names no model`, { hint: `Write ${provider}/ and the model's name.` });
  }
  return provider === SCRIPTED ? scripted(model, id.parameters, source) : asked(provider, model, id, source);
}

function asked(name: string, model: string, id: PlayerId, source: ModelSource): Model {
  const options = optionsOf(name);
  const settings = readParameters(id.name, options, id.parameters) as unknown as AgentSettings;
  const capabilities = capabilitiesOf(name, model, source.capabilities);
  const { environment, now } = source;
  const { api, baseUrl } = settings;
  return {
    id: formatPlayerId({ name: id.name, parameters: writeParameters(options, { ...settings }) }),
    settings,
    capabilities,
    provider: createProvider({ name, model, api, baseUrl, environment, capabilities, now }),
    strategy: null,
  };
}

/** Options of LLM players and misbehaviour are the model's; all other parameters are the strategy's. */
function scripted(strategyName: string, parameters: RawParameters, source: ModelSource): Model {
  const options = optionsOf(SCRIPTED);
  const of = (set: ParameterSet): RawParameters => only(parameters, (key) => keysOf(set).has(key));
  const others = only(parameters, (key) => !keysOf(options).has(key) && !keysOf(misbehaviours).has(key));
  const strategy = source.strategy(formatPlayerId({ name: strategyName, parameters: others }));
  const own = parsePlayerId(strategy.id);
  const name = `${SCRIPTED}/${own.name}`;
  const rates = readParameters(name, misbehaviours, of(misbehaviours));
  requireRates(name, rates);
  const settings = readParameters(name, options, of(options)) as unknown as AgentSettings;
  const written = {
    ...own.parameters,
    ...writeParameters(misbehaviours, rates),
    ...writeParameters(options, { ...settings }),
  };
  return {
    id: formatPlayerId({ name, parameters: written }),
    settings,
    capabilities: capabilitiesOf(SCRIPTED, own.name, source.capabilities),
    provider: scriptedProvider(strategy, rates, settings.chainOfThought),
    strategy,
  };
}

const keysOf = (set: ParameterSet): ReadonlySet<string> => new Set(Object.keys(set).map(toKebab));

const only = (parameters: RawParameters, isWanted: (key: string) => boolean): RawParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => isWanted(key)));

function requireRates(name: string, rates: MisbehaviourRates): void {
  const sum = Object.values(rates).reduce((total, rate) => total + rate, 0);
  const { accepts } = unit(0);
  // Rates such as 0.7, 0.2 and 0.1 sum to a little more than 1.
  if (sum > 1 + 1e-9) {
    const keys = Object.keys(misbehaviours).join(", ");
    throw new SpecError(`${keys} must sum to ${accepts}, got ${sum} for ${name}`);
  }
}
