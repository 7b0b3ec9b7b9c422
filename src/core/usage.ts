import type { ParseStatus, TokenCounts } from "./call.ts";

/** What calls came to: of a player, or of a run. */
export interface Spending {
  /** Requests that were answered and paid for; replies from the cache are not among them. */
  readonly calls: number;
  /** Tokens that providers counted. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the calls whose price is known. */
  readonly costUsd: number;
  /** Calls whose price is not known, so that the true cost is more. */
  readonly unpriced: number;
  /** What budgets take them for. */
  readonly charged: Charge;
}

/** What a budget counts. It is what was paid, and where nobody says what that was, the most that it can have been. */
export interface Charge {
  readonly usd: number;
  /** Input and output together. */
  readonly tokens: number;
}

export const NOTHING_SPENT: Spending = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  unpriced: 0,
  charged: { usd: 0, tokens: 0 },
};

/** What both came to. */
export const sumOf = (a: Spending, b: Spending): Spending => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: a.costUsd + b.costUsd,
  unpriced: a.unpriced + b.unpriced,
  charged: { usd: a.charged.usd + b.charged.usd, tokens: a.charged.tokens + b.charged.tokens },
});

/** One call that was paid for, written down as soon as its reply is there, whatever becomes of its match. */
export interface Payment {
  readonly player: string;
  readonly tokens: TokenCounts;
  /** Null where the price is not known. */
  readonly costUsd: number | null;
  readonly charged: Charge;
}

/** What may be spent; null for no bound. */
export interface Budget {
  readonly usd: number | null;
  readonly calls: number | null;
  /** Input and output together. */
  readonly tokens: number | null;
  /** Wall time of one sitting: a run that goes on later has it anew. */
  readonly wallMs: number | null;
}

/** What may be spent by a run in all, and by each of its players. */
export interface Budgets {
  readonly run: Budget;
  readonly perPlayer: Omit<Budget, "wallMs">;
}

/** No bounds at all. */
export const NO_BUDGETS: Budgets = {
  run: { usd: null, calls: null, tokens: null, wallMs: null },
  perPlayer: { usd: null, calls: null, tokens: null },
};

/** How calls go out, as far as somebody has an opinion; the rest is up to whoever makes them. */
export interface CallLimits {
  /** Calls under way at once, at most, for each provider and key or each server. */
  readonly concurrency?: number;
  /** How often a call that failed goes out again, at most. */
  readonly retries?: number;
  /** How long that may take, from the first failure. */
  readonly retryForMs?: number;
}

/** How a limiter stands: one for each provider and key, or for each server. */
export interface LimiterStatus {
  /** Provider and host, as in `openai api.openai.com`. */
  readonly name: string;
  /** How many calls may be under way at once just now, and at most. */
  readonly concurrency: number;
  readonly maxConcurrency: number;
  readonly inFlight: number;
  readonly waiting: number;
  /** When calls may go out again, in ms of the clock; null where they may now. */
  readonly pausedUntilMs: number | null;
}

/** What the LLM side of a run has done and is doing. */
export interface CallStatus {
  readonly spent: Spending;
  readonly budget: Budget;
  readonly inFlight: number;
  readonly waiting: number;
  readonly retries: number;
  readonly cacheHits: number;
  readonly limiters: readonly LimiterStatus[];
  /** By player id. */
  readonly players: ReadonlyMap<string, Spending>;
}

/**
 * What the calls of one player came to, in the matches that are in the log; by parse status, how many of its calls for
 * a move ended so, and "failed" for whatever they were.
 */
export interface CallSummary extends Readonly<Record<ParseStatus, number>> {
  readonly player: string;
  /** Calls that were answered, by the cache too; those that failed or never went out are not among them. */
  readonly calls: number;
  /** Of these, answered by the cache. */
  readonly cached: number;
  /** Attempts that failed before something came of a call. */
  readonly retries: number;
  /** Turns on which it moved, of its own or as the fallback has it. */
  readonly decisions: number;
  /** As the providers counted them, replies from the cache included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the calls whose price is known. */
  readonly costUsd: number;
  /** Calls whose price is not known, so that the true cost is more. */
  readonly unpriced: number;
}
