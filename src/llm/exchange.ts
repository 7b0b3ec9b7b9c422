import type { BudgetError, ProviderError } from "../core/errors.ts";
import type { CallPlace, Json, JsonObject, ModelReply, Provider, Situation } from "./providers/provider.ts";

/** One question to a model. */
export interface Question {
  /** Player id: whose budget it is. */
  readonly player: string;
  readonly provider: Provider;
  readonly place: CallPlace;
  /** What `provider.body` made of the request: it is sent, logged, and part of the cache's key. */
  readonly body: JsonObject;
  /** As asked for; what a call can cost at most follows from it. */
  readonly maxOutputTokens: number;
  readonly timeoutMs: number;
  readonly situation: Situation;
}

/** What came of a question. Failures are values: they are logged like replies. */
export interface Exchange {
  readonly reply: ModelReply | null;
  /** The body of the reply as it came; null where none came. */
  readonly body: Json;
  /** Null if and only if there is a reply. */
  readonly error: ProviderError | BudgetError | null;
  readonly isCached: boolean;
  readonly retries: number;
  readonly latencyMs: number | null;
  /** Null where the price is not known. 0 where nothing was paid: a reply from the cache, or none. */
  readonly costUsd: number | null;
}

/** Whoever answers questions: the network behind limits, budgets and a cache; or a log that is played again. */
export interface Operator {
  /**
   * Asks, and waits for the answer.
   *
   * @param signal the match is dropped: a question that has not gone out is not asked; one under way may be waited for,
   * and its reply counts
   * @throws the signal's reason where no reply came before the question was given up because of it
   */
  ask(question: Question, signal: AbortSignal): Promise<Exchange>;
}
