import type { CallPurpose } from "../core/call.ts";
import { SpecError } from "../core/errors.ts";
import type { Outcome } from "../core/outcome.ts";
import type { PlayerId } from "../core/player-id.ts";
import type { Agent, Departure, Lane, Player, Strategy } from "../core/player.ts";
import { stream } from "../core/random.ts";
import type { Talk } from "../core/talk.ts";
import type { Terms } from "../core/terms.ts";
import { departuresOf } from "./departures.ts";
import { elicitationOf } from "./elicitation/elicitation.ts";
import type { Operator } from "./exchange.ts";
import { inquiryOf, type Setup } from "./inquiry.ts";
import { llmProviders, modelOf, splitName, type Model, type ModelSource } from "./model.ts";
import { loadPrompt, type Prompt } from "./prompt/prompt.ts";
import type { Said } from "./prompt/state.ts";
import type { ChatMessage, JsonObject, ModelRequest, Provider } from "./providers/provider.ts";
import { llmSeat } from "./seat.ts";
import type { AgentSettings } from "./settings.ts";

export { llmProviders } from "./model.ts";

/** What LLM players need of the world. */
export interface LlmServices extends ModelSource {
  /** Who answers questions; first called when one is asked. */
  readonly operator: () => Operator;
}

/** What a model would be sent. */
export interface Preview {
  readonly messages: readonly ChatMessage[];
  readonly request: ModelRequest;
  /** The request in the provider's words. */
  readonly body: JsonObject;
}

/** A player that asks a large language model. */
export interface LlmAgent extends Agent {
  readonly settings: AgentSettings;
  readonly provider: Provider;
  readonly promptFile: Prompt;
  readonly departures: readonly Departure[];
  requireReady(): void;
  rehearse(terms: Terms, talk: Talk | null): void;
  /**
   * What the model would be sent after so many turns, for its move or for its next message.
   *
   * @param said cheap talk by turn, this turn's included
   */
  preview(
    lane: Lane,
    outcomes: readonly Outcome[],
    said?: readonly (readonly Said[])[],
    purpose?: CallPurpose,
  ): Preview;
}

/** Whether a player's name, as in `openai/gpt-5.2`, is that of an LLM player: a known provider, a slash, a model. */
export function isLlmId(name: string): boolean {
  const parts = splitName(name);
  return parts !== null && llmProviders.includes(parts.provider);
}

/** Whether a player asks a large language model. */
export const isLlmAgent = (player: Player): player is LlmAgent =>
  player.kind === "agent" && "promptFile" in player;

/**
 * The LLM player that an id such as `openai/gpt-5.2(prompt=neutral, temperature=0.7)` names. Nothing is asked, and no
 * SDK loaded, before its first move.
 *
 * @throws SpecError for an unknown provider, prompt, language or option, or an answer that the prompt cannot ask for
 */
export function llmAgent(id: PlayerId, services: LlmServices): LlmAgent {
  const model = modelOf(id, services);
  const { settings, provider } = model;
  const promptFile = loadPrompt(settings.prompt, settings.language);
  const setup: Setup = {
    id: model.id,
    settings,
    provider,
    prompt: promptFile,
    elicitation: requireElicitation(model, promptFile),
    operator: services.operator,
  };
  function preview(
    lane: Lane,
    outcomes: readonly Outcome[],
    said: readonly (readonly Said[])[] = [],
    purpose: CallPurpose = "act",
  ): Preview {
    const inquiry = inquiryOf(setup, lane);
    const { request, body } =
      purpose === "act"
        ? inquiry.act({ outcomes, said }, 0, null)
        : inquiry.say({ outcomes, said }, said[outcomes.length]?.length ?? 0);
    return { messages: request.messages, request, body };
  }
  return {
    kind: "agent",
    id: model.id,
    settings,
    provider,
    promptFile,
    departures: departuresOf(model, setup.elicitation),
    begin(lane, signal) {
      requireFallback(setup, lane.terms);
      return llmSeat(setup, lane, signal);
    },
    requireReady: () => provider.requireReady(),
    rehearse(terms, talk) {
      requireFallback(setup, terms);
      requireTalk(setup, talk);
      if (model.strategy !== null) rehearseStrategy(model.strategy, terms);
      const match = { seed: 0, row: model.id, column: model.id, repetition: 0 };
      preview(
        { terms, random: stream("rehearsal"), match, seat: "row", ...(talk === null ? {} : { talk }) },
        [],
      );
    },
    preview,
  };
}

function requireElicitation({ id, settings, capabilities }: Model, prompt: Prompt): Setup["elicitation"] {
  const executed = elicitationOf(
    settings,
    capabilities,
    settings.reasoningEffort ?? null,
    prompt.elicitation,
  );
  if (executed !== null) return executed;
  throw new SpecError(`${prompt.file} cannot ask for answers by ${settings.elicitation} for ${id}`, {
    hint: `It can by elicitation: ${prompt.elicitation.join(", ")}.`,
  });
}

function requireFallback({ id, settings }: Setup, { game }: Terms): void {
  const symbols = game.actions.map(({ symbol }) => symbol);
  if (settings.fallback === null || symbols.includes(settings.fallback)) return;
  throw new SpecError(
    `fallback must be none or one of ${symbols.join(", ")}, got ${settings.fallback} for ${id}`,
    { hint: `These are the actions of ${game.id}.` },
  );
}

function requireTalk({ id, prompt }: Setup, talk: Talk | null): void {
  if (talk === null || prompt.talk) return;
  throw new SpecError(`${prompt.file} has no words for cheap talk, for ${id}`, {
    hint: "Use a prompt with a section # say, such as neutral, or leave out `talk`.",
  });
}

/** A scripted model plays what its strategy can play. */
function rehearseStrategy(strategy: Strategy, terms: Terms): void {
  const { game } = terms;
  const k = game.actions.length;
  if (strategy.actions !== "any" && strategy.actions !== k) {
    throw new SpecError(`${strategy.id} plays games of ${strategy.actions} actions, and ${game.id} has ${k}`);
  }
  strategy.begin(terms, stream("rehearsal"));
}
