import type { Json, JsonObject } from "../../core/json.ts";
import type { MatchKey } from "../../core/trajectory.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Seat } from "../../core/seat.ts";
import type { Terms } from "../../core/terms.ts";
import type { TokenCounts } from "../../core/call.ts";
import type { AnswerMode } from "../elicitation/elicitation.ts";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export type { Json, JsonObject };

/** The form in which an answer is asked for. */
export type AnswerForm =
  | { readonly kind: "text" }
  | { readonly kind: "schema"; readonly name: string; readonly schema: JsonObject }
  | {
      readonly kind: "tool";
      readonly name: string;
      readonly description: string;
      readonly schema: JsonObject;
    };

/** What an agent wants of a model, whichever wire it goes over. Null leaves a parameter to the provider. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly form: AnswerForm;
  readonly temperature: number | null;
  readonly reasoningEffort: string | null;
  /** At most 21,000: beyond, providers want to stream. */
  readonly maxOutputTokens: number;
  /** An unsigned 31-bit integer. */
  readonly seed: number | null;
  /** Whether log-probabilities of the answer's tokens are wanted. */
  readonly logprobs: boolean;
}

/** How much of a limit the server says is left. Null where it says nothing. */
export interface RateLimits {
  readonly remainingRequests: number | null;
  readonly remainingTokens: number | null;
  /** Until the respective limit is whole again. */
  readonly requestsResetMs: number | null;
  readonly tokensResetMs: number | null;
}

/** A reply as it came. */
export interface WireReply {
  /** The body, parsed. */
  readonly body: Json;
  readonly limits: RateLimits | null;
}

/** A token of the answer with its likeliest alternatives, itself included where the server says so. */
export interface TokenLogprobs {
  readonly token: string;
  readonly logprob: number;
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

/** A reply as every provider's can be read. */
export interface ModelReply {
  readonly model: string | null;
  /** What was said; null where there is no text. */
  readonly text: string | null;
  /** Arguments of the first tool call, as JSON text; null where none was made. */
  readonly toolArguments: string | null;
  /** The model's reasoning, or its summary, as far as it is shown. */
  readonly reasoning: string | null;
  /** "end" also after a tool call; "other" for a stop that the provider calls by a name unknown here. */
  readonly stop: "end" | "length" | "refusal" | "other";
  readonly tokens: TokenCounts;
  /** Tokens written to the provider's prompt cache, which some bill apart; 0 where it says nothing. */
  readonly cacheWriteTokens: number;
  readonly logprobs: readonly TokenLogprobs[] | null;
}

/** Where in a tournament a call belongs: with the model and the body it identifies the call for the cache. */
export interface CallPlace {
  readonly match: MatchKey;
  readonly seat: Seat;
  readonly turn: number;
  readonly purpose: "act" | "say";
  readonly attempt: number;
}

/**
 * What a provider that stands in for a model knows of the match, apart from the prompt. Real providers have no use for
 * it.
 */
export interface Situation {
  readonly place: CallPlace;
  readonly terms: Terms;
  /** What the seat saw, turn by turn, from turn 0 to the one before this. */
  readonly outcomes: readonly Outcome[];
  /** The label of each action. */
  readonly labels: readonly string[];
  readonly form: AnswerForm;
  /** The elicitation mode as it is executed. */
  readonly mode: AnswerMode;
}

/**
 * One way to ask models. `body` and `read` are pure; `send` alone touches the network, and keys are known to it alone.
 * A provider is made for one model, base URL and set of capabilities.
 */
export interface Provider {
  /** "openai", "anthropic", "ollama" … as player ids begin. */
  readonly name: string;
  readonly model: string;
  /** Without user info or query. */
  readonly baseUrl: string;
  /** Equal for those that share a rate limit: provider and a digest of the key, or the base URL of a local server. */
  readonly limiterKey: string;
  /**
   * Throws where the provider cannot be asked at all, before a tournament starts.
   *
   * @throws ProviderError where a key is missing
   */
  requireReady(): void;
  /** The body of the request: what the model takes of it, in the provider's words. */
  body(request: ModelRequest): JsonObject;
  /**
   * Sends a body.
   *
   * @param signal ends the exchange at once
   * @param timeoutMs for the whole exchange, the body of the reply included
   * @throws ProviderError where no reply comes, by kind of fault
   */
  send(
    body: JsonObject,
    options: { readonly signal: AbortSignal; readonly timeoutMs: number; readonly situation: Situation },
  ): Promise<WireReply>;
  /**
   * Reads a reply's body.
   *
   * @throws ProviderError of kind "server" where it is not what the provider's interface promises
   */
  read(body: Json): ModelReply;
}
