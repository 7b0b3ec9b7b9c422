import type { CallRecord } from "../../src/core/call.ts";
import type { Seat } from "../../src/core/seat.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { NO_REPLIES, type Replies, type RepliesByPlayer } from "../../src/tui/replies.ts";
import { NOTHING_SPENT, type CallStatus } from "../../src/core/usage.ts";

/** A call as a seat logs it: the prompt in two messages, and a reply that was read at once. */
export function call(seat: Seat, turn: number, about: Partial<CallRecord> = {}): CallRecord {
  const messages = [
    { role: "system", content: "You play a game over many rounds.\nIn each, pick A or B." },
    { role: "user", content: `Round ${turn + 1} begins. Which do you pick?` },
  ];
  return {
    seat,
    turn,
    purpose: "act",
    attempt: 0,
    provider: "openai",
    modelAsked: "gpt-5.2",
    modelAnswered: "gpt-5.2-2026-01-11",
    elicitation: "schema",
    prompt: "neutral.en",
    promptHash: "0".repeat(64),
    labels: '{"C":"A","D":"B"}',
    request: JSON.stringify({ model: "gpt-5.2", messages }),
    reply: '{"choices":[]}',
    answer: '{"action":"A"}',
    reasoning: "So far we both gain.",
    parseStatus: "ok",
    fault: null,
    distribution: null,
    labelProbabilities: null,
    tokens: { input: 812, cached: 600, output: 12, reasoning: 8 },
    costUsd: 0.0012,
    latencyMs: 1240,
    retries: 1,
    isCached: false,
    error: null,
    ...about,
  };
}

/** The call that follows one whose reply could not be read. */
function reask(before: CallRecord, about: Partial<CallRecord>): CallRecord {
  const { model, messages } = JSON.parse(before.request) as { model: string; messages: object[] };
  const quoted = [
    { role: "assistant", content: before.answer },
    { role: "user", content: `That cannot be read: ${before.fault}. Answer with A or B.` },
  ];
  const request = JSON.stringify({ model, messages: [...messages, ...quoted] });
  return { ...before, request, attempt: before.attempt + 1, fault: null, ...about };
}

/** The record as it would be had a seat been an LLM: in the third turn given up on, in the fifth read when asked again. */
export function asked(record: MatchRecord, seat: Seat): MatchRecord {
  const calls = Array.from(record[seat], (_, turn) => {
    if (turn !== 2 && turn !== 4) return [call(seat, turn, { isCached: turn === 0 })];
    const fault = "it names both A and B";
    const first = call(seat, turn, { answer: "A or B", reasoning: null, parseStatus: "unreadable", fault });
    return turn === 2
      ? [first, reask(first, { answer: "Both.", parseStatus: "fallback", fault: "it names neither" })]
      : [first, reask(first, { answer: '{"action":"A"}', parseStatus: "reasked" })];
  }).flat();
  return { ...record, calls };
}

/** What became of the calls of records, as a log has it. */
export function repliesOf(records: readonly MatchRecord[]): RepliesByPlayer {
  const counts = new Map<string, Replies>();
  for (const { match, calls = [] } of records) {
    for (const { seat, isCached, parseStatus } of calls) {
      const before = counts.get(match[seat]) ?? NO_REPLIES;
      const cached = before.cached + Number(isCached);
      const isCounted = parseStatus !== "ok" && parseStatus !== "repaired";
      const more = isCounted ? { [parseStatus]: before[parseStatus] + 1 } : {};
      counts.set(match[seat], { ...before, cached, ...more });
    }
  }
  return counts;
}

/** An LLM side in full swing. */
export const busy: CallStatus = {
  spent: {
    ...NOTHING_SPENT,
    calls: 1204,
    inputTokens: 400_000,
    outputTokens: 10_400,
    costUsd: 0.42,
    unpriced: 0,
  },
  budget: { usd: 5, calls: null, tokens: null, wallMs: null },
  inFlight: 24,
  waiting: 3,
  retries: 2,
  cacheHits: 31,
  limiters: [
    {
      name: "openai api.openai.com",
      concurrency: 12,
      maxConcurrency: 32,
      inFlight: 12,
      waiting: 3,
      pausedUntilMs: 15_000,
    },
    {
      name: "vllm localhost:8000",
      concurrency: 16,
      maxConcurrency: 16,
      inFlight: 12,
      waiting: 0,
      pausedUntilMs: null,
    },
  ],
  players: new Map([
    [
      "tit-for-tat",
      { ...NOTHING_SPENT, calls: 900, inputTokens: 300_000, outputTokens: 9_400, costUsd: 0.42, unpriced: 0 },
    ],
    [
      "defector",
      { ...NOTHING_SPENT, calls: 304, inputTokens: 100_000, outputTokens: 1_000, costUsd: 0, unpriced: 304 },
    ],
  ]),
};
