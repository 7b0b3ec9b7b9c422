import type { Seat } from "./seat.ts";

/** One request to an LLM provider. Keys and headers have no place in it. */
export interface CallRecord {
  readonly seat: Seat;
  readonly turn: number;
  /** Counts from 0 within a turn. */
  readonly attempt: number;
  readonly provider: string;
  readonly modelAsked: string;
  readonly modelAnswered: string | null;
  readonly request: string;
  readonly reply: string | null;
  readonly reasoning: string | null;
  readonly parseStatus: string;
  readonly tokens: {
    readonly input: number | null;
    readonly cached: number | null;
    readonly output: number | null;
    readonly reasoning: number | null;
  };
  /** Null where the price is not known. */
  readonly costUsd: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

/** One line of cheap talk. */
export interface MessageRecord {
  readonly seat: Seat;
  readonly turn: number;
  readonly text: string;
}
