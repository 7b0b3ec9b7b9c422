import { findGame, findStrategy, games, nearestTo, strategies } from "./classics.ts";
import { CoplayError, SpecError } from "./core/errors.ts";
import { formatPlayerId, parsePlayerId, type PlayerId } from "./core/player-id.ts";
import type { Player } from "./core/player.ts";
import { isLlmId, llmAgent, llmProviders } from "./llm/agent.ts";
import type { Operator } from "./llm/exchange.ts";
import { isTrainedId, trainedPlayer } from "./models/trained.ts";
import type { Catalogue } from "./tournament/catalogue.ts";

/** What players need that have to ask somebody. */
export interface CatalogueServices {
  /** Who answers; first called when a question is asked. */
  readonly operator: () => Operator;
  /** Where keys and base URLs of providers are found. */
  readonly environment: NodeJS.ProcessEnv;
  /** A clock in ms since 1970. */
  readonly now: () => number;
}

/** Everything that has a name, as a tournament file refers to it. */
export function createCatalogue(services: CatalogueServices): Catalogue {
  return {
    player(text, capabilities) {
      const id = parsePlayerId(text);
      if (isLlmId(id.name)) return llmAgent(id, { ...services, capabilities, strategy: findStrategy });
      if (isTrainedId(id.name)) return trainedPlayer(id);
      requireKnownProvider(id);
      return findStrategy(text);
    },
    isAgent: isLlmId,
    game: findGame,
    /** Every strategy at its defaults that can play a game of `k` actions. */
    everyPlayer: (k) =>
      strategies.filter(({ actions }) => actions === "any" || actions === k).map((entry) => entry.create()),
  };
}

/** No strategy has a slash in its name: whoever writes one means a model, and none that was trained. */
function requireKnownProvider({ name, parameters }: PlayerId): void {
  const slash = name.indexOf("/");
  const provider = slash < 0 ? name : name.slice(0, slash);
  if (slash < 0 && !llmProviders.includes(provider)) return;
  const nearest = nearestTo(provider, [...llmProviders, "trained"]);
  const model = name.slice(provider.length + 1) || "<model>";
  const meant = formatPlayerId({ name: `${nearest ?? ""}/${model}`, parameters });
  const suggestion = nearest === undefined ? "" : `Did you mean ${meant}? `;
  throw new SpecError(
    llmProviders.includes(provider) ? `"${name}" names no model` : `unknown provider "${provider}"`,
    { hint: `${suggestion}Models are ${llmProviders.join("/…, ")}/….` },
  );
}

/**
 * The catalogue of those who have nobody to ask: LLM players can be looked at, and play scripted or not at all.
 */
export const catalogue: Catalogue = createCatalogue({
  operator: () => {
    throw new CoplayError("nobody is there to answer an LLM player", {
      hint: "Play it in a tournament: playTournament, or `coplay run`.",
    });
  },
  environment: process.env,
  now: () => performance.timeOrigin + performance.now(),
});

/**
 * The player that an id such as `gtft(generosity=0.1)` or `openai/gpt-5.2(prompt=neutral)` names. To play, an LLM has
 * to be part of a tournament.
 *
 * @throws SpecError for a malformed id, an unknown name (with the nearest known one), or a wrong parameter
 */
export const findPlayer = (id: string): Player => catalogue.player(id);

export { findGame, games, strategies };
