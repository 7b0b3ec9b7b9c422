import type { CallPurpose } from "../core/call.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Lane } from "../core/player.ts";
import { stream } from "../core/random.ts";
import { cutTo } from "../core/talk.ts";
import { readsLogprobs, type Elicitation } from "./elicitation/elicitation.ts";
import { answerForm } from "./elicitation/form.ts";
import type { Exchange, Operator } from "./exchange.ts";
import { labellingOf, type Labelling } from "./labels.ts";
import type { Prompt } from "./prompt/prompt.ts";
import { renderPrompt, renderReask } from "./prompt/render.ts";
import type { PromptState, Said } from "./prompt/state.ts";
import type { CallPlace, ChatMessage, JsonObject, ModelRequest, Provider } from "./providers/provider.ts";
import type { ReplyFault } from "./reply/fault.ts";
import type { AgentSettings } from "./settings.ts";

/** What an LLM player is in all of its matches. */
export interface Setup {
  readonly id: string;
  readonly settings: AgentSettings;
  readonly provider: Provider;
  readonly prompt: Prompt;
  readonly elicitation: Elicitation;
  readonly operator: () => Operator;
}

/** What a seat knows when it asks. */
interface Knowledge {
  /** What it saw, turn by turn. */
  readonly outcomes: readonly Outcome[];
  /** Cheap talk by turn, this turn's included. */
  readonly said: readonly (readonly Said[])[];
}

/** A reply that could not be read, to be asked again. */
export interface Unreadable {
  readonly fault: ReplyFault;
  readonly answer: string;
}

/** A request before it is sent, and where it belongs. */
export interface Wording {
  readonly place: CallPlace;
  readonly request: ModelRequest;
  /** The request in the provider's words. */
  readonly body: JsonObject;
}

/** How one seat of one match asks its model. */
export interface Inquiry {
  readonly labelling: Labelling;
  /** @param before the reply to the attempt before, where there was one */
  act(knowledge: Knowledge, attempt: number, before: Unreadable | null): Wording;
  /** @param message counts the messages of the turn from 0 */
  say(knowledge: Knowledge, message: number): Wording;
  /** Sends it. Throws the signal's reason where the match was dropped before a reply came. */
  send(wording: Wording, outcomes: readonly Outcome[], signal: AbortSignal): Promise<Exchange>;
}

/** Longest part of an unreadable reply that goes back to the model as its own words, in characters. */
const ECHO_LENGTH = 2000;
/** Stands for a reply without words: messages without content are refused. */
const SILENCE = "…";

/** How the seat of a lane asks. */
export function inquiryOf(setup: Setup, lane: Lane): Inquiry {
  const { settings, provider, prompt, elicitation } = setup;
  const { terms, match, seat } = lane;
  const labelling = labellingOf(prompt, lane, settings.labels);
  const form = answerForm(
    elicitation,
    labelling.order.map((action) => labelling.labels[action]!),
  );

  const stateOf = ({ outcomes, said }: Knowledge, purpose: CallPurpose): PromptState => ({
    terms,
    match,
    seat,
    ...(lane.talk === undefined ? {} : { talk: lane.talk }),
    labelling,
    outcomes,
    said,
    purpose,
    settings: { ...settings, mode: purpose === "say" ? "free" : elicitation.mode },
  });

  function worded(place: CallPlace, messages: readonly ChatMessage[]): Wording {
    const isMove = place.purpose === "act";
    const request: ModelRequest = {
      model: provider.model,
      messages,
      form: isMove ? form : { kind: "text" },
      temperature: settings.temperature ?? null,
      reasoningEffort: settings.reasoningEffort ?? null,
      maxOutputTokens: settings.maxOutputTokens,
      seed: samplingSeed(place),
      logprobs: isMove && settings.logprobs && readsLogprobs(elicitation.mode),
    };
    return { place, request, body: provider.body(request) };
  }

  return {
    labelling,
    act(knowledge, attempt, before) {
      const place: CallPlace = { match, seat, turn: knowledge.outcomes.length, purpose: "act", attempt };
      const state = stateOf(knowledge, "act");
      const messages = renderPrompt(prompt, state);
      if (before === null) return worded(place, messages);
      const { fault, answer } = before;
      const asSaid = answer.trim() === "" ? SILENCE : cutTo(answer, ECHO_LENGTH);
      return worded(place, [
        ...messages,
        { role: "assistant", content: asSaid },
        { role: "user", content: renderReask(prompt, state, fault, answer) },
      ]);
    },
    say(knowledge, message) {
      const turn = knowledge.outcomes.length;
      const place: CallPlace = { match, seat, turn, purpose: "say", attempt: message };
      return worded(place, renderPrompt(prompt, stateOf(knowledge, "say")));
    },
    send: ({ place, request, body }, outcomes, signal) => {
      const { labels } = labelling;
      const mode = place.purpose === "say" ? "free" : elicitation.mode;
      const { maxOutputTokens, form: asked } = request;
      return setup.operator().ask(
        {
          player: setup.id,
          provider,
          place,
          body,
          maxOutputTokens,
          timeoutMs: settings.timeout * 1000,
          situation: { place, terms, outcomes, labels, form: asked, mode },
        },
        signal,
      );
    },
  };
}

/** Models that take a seed get one of their own for every call: repetitions are to be independent. */
function samplingSeed({ match, seat, turn, purpose, attempt }: CallPlace): number {
  const { seed, row, column, repetition } = match;
  return stream(seed, row, column, repetition, seat, turn, purpose, attempt, "sampling").uint32() >>> 1;
}
