import type { CallRecord } from "../../src/core/call.ts";

/** A call with what a test does not care about filled in. */
export function callAt(turn: number, given: Partial<CallRecord> = {}): CallRecord {
  return {
    seat: "row",
    turn,
    purpose: "act",
    attempt: 0,
    provider: "none",
    modelAsked: "m",
    modelAnswered: "m",
    elicitation: "line",
    prompt: "none.en",
    promptHash: "0",
    labels: null,
    request: "{}",
    reply: '"C"',
    answer: "C",
    reasoning: null,
    parseStatus: "ok",
    fault: null,
    distribution: null,
    labelProbabilities: null,
    tokens: { input: 1, cached: null, output: 1, reasoning: null },
    costUsd: null,
    latencyMs: 1,
    retries: 0,
    isCached: false,
    error: null,
    ...given,
  };
}
