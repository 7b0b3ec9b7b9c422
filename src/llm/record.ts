import type { CallRecord, ParseStatus } from "../core/call.ts";
import type { Exchange } from "./exchange.ts";
import type { Setup, Wording } from "./inquiry.ts";

/** What became of a reply; null where there is nothing of the kind. */
export interface Findings {
  readonly parseStatus: ParseStatus;
  readonly answer?: string | null;
  readonly reasoning?: string | null;
  readonly fault?: string | null;
  readonly labels?: string | null;
  readonly distribution?: string | null;
  readonly labelProbabilities?: string | null;
}

const NO_TOKENS = { input: null, cached: null, output: null, reasoning: null };

/** A call as it is logged. */
export function callRecord(
  { provider, prompt, elicitation }: Setup,
  { place, body }: Wording,
  exchange: Exchange,
  findings: Findings,
): CallRecord {
  const { seat, turn, purpose, attempt } = place;
  const { reply, error, costUsd, latencyMs, retries, isCached } = exchange;
  return {
    seat,
    turn,
    purpose,
    attempt,
    provider: provider.name,
    modelAsked: provider.model,
    modelAnswered: reply?.model ?? null,
    elicitation: purpose === "say" ? "free" : elicitation.mode,
    prompt: `${prompt.id}.${prompt.language}`,
    promptHash: prompt.hash,
    labels: findings.labels ?? null,
    request: JSON.stringify(body),
    reply: reply === null ? null : JSON.stringify(exchange.body),
    answer: findings.answer ?? null,
    reasoning: findings.reasoning ?? reply?.reasoning ?? null,
    parseStatus: findings.parseStatus,
    fault: findings.fault ?? null,
    distribution: findings.distribution ?? null,
    labelProbabilities: findings.labelProbabilities ?? null,
    tokens: reply?.tokens ?? NO_TOKENS,
    costUsd,
    latencyMs,
    retries,
    isCached,
    error: error?.message ?? null,
  };
}
