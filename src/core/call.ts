import type { Seat } from "./seat.ts";

/**
 * What came of reading a reply: "ok" as it was asked for; "repaired" on a lower rung of the ladder; "reasked" after at
 * least one reply of the turn that could not be read; "fallback" where none could, and the move that the tournament
 * names was played; "refused" and "truncated" where there is nothing to read; "unreadable" where there is; "failed"
 * where no reply came.
 */
export type ParseStatus =
  "ok" | "repaired" | "reasked" | "fallback" | "refused" | "truncated" | "unreadable" | "failed";

/** What a request was for: a move, or a line of cheap talk. */
export type CallPurpose = "act" | "say";

/** Token counts as the provider gave them; null where it gave none. */
export interface TokenCounts {
  /** All input, cached input included. */
  readonly input: number | null;
  /** The part of the input that was read from the provider's prompt cache. */
  readonly cached: number | null;
  /** All output, reasoning included. */
  readonly output: number | null;
  readonly reasoning: number | null;
}

/** One request to an LLM provider, and what came back. Keys and headers have no place in it. */
export interface CallRecord {
  readonly seat: Seat;
  readonly turn: number;
  readonly purpose: CallPurpose;
  /** Counts from 0 within a turn and purpose: re-asks of a move, messages of cheap talk. */
  readonly attempt: number;
  readonly provider: string;
  readonly modelAsked: string;
  readonly modelAnswered: string | null;
  /** How the answer was asked for, as it was sent: "schema", "tool", "line", "percentages"; "free" for cheap talk. */
  readonly elicitation: string;
  /** Id and language of the prompt file, as in `neutral.fr`, and the SHA-256 of its text. */
  readonly prompt: string;
  readonly promptHash: string;
  /** JSON: which label meant which action, and the order in which they were named; null for cheap talk. */
  readonly labels: string | null;
  /** The body of the request as it was sent, as JSON. */
  readonly request: string;
  /** The body of the reply as it came, as JSON; null where none came. */
  readonly reply: string | null;
  /** The part of the reply that was read: its text, or the arguments of a tool call. */
  readonly answer: string | null;
  readonly reasoning: string | null;
  readonly parseStatus: ParseStatus;
  /**
   * What was wrong with the reply, as a code: "both-labels", "not-json" …, or "refused" or "truncated" where the fallback
   * was played for it. Null where nothing was wrong, and where the parse status says it all.
   */
  readonly fault: string | null;
  /** JSON: the mixed strategy that the reply gave, by action symbol; null outside the mode "percentages". */
  readonly distribution: string | null;
  /** JSON: probabilities of the action labels as the model's log-probabilities have them, and what is left over. */
  readonly labelProbabilities: string | null;
  readonly tokens: TokenCounts;
  /** Null where the price is not known; 0 for a reply from the cache. */
  readonly costUsd: number | null;
  /** Of the attempt that was answered, without waiting for a slot. */
  readonly latencyMs: number | null;
  /** Attempts that failed before this came of it: rate limits, server errors, lost connections. */
  readonly retries: number;
  /** Whether the reply came from the cache and was paid for before. */
  readonly isCached: boolean;
  readonly error: string | null;
}

/** One line of cheap talk. */
export interface MessageRecord {
  readonly seat: Seat;
  readonly turn: number;
  readonly text: string;
}
