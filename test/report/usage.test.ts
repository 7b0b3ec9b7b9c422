import { expect, test } from "vitest";
import { NOTHING_SPENT, type CallStatus } from "../../src/core/usage.ts";
import { fittingUsage, rounded, usageParts } from "../../src/report/usage.ts";

const unbounded = { usd: null, calls: null, tokens: null, wallMs: null };
const idle: CallStatus = {
  spent: NOTHING_SPENT,
  budget: unbounded,
  inFlight: 0,
  waiting: 0,
  retries: 0,
  cacheHits: 0,
  limiters: [],
  players: new Map(),
};
const openai = {
  name: "openai api.openai.com",
  concurrency: 12,
  maxConcurrency: 32,
  inFlight: 12,
  waiting: 3,
  pausedUntilMs: 14_500,
};
const busy: CallStatus = {
  ...idle,
  spent: {
    ...NOTHING_SPENT,
    calls: 1204,
    inputTokens: 400_000,
    outputTokens: 10_400,
    costUsd: 0.42,
    unpriced: 0,
  },
  budget: { ...unbounded, usd: 5 },
  inFlight: 24,
  waiting: 3,
  retries: 2,
  cacheHits: 31,
  limiters: [openai],
};
const at = { nowMs: 1000, elapsedMs: 60_000 };
const line = (status: CallStatus, width = Infinity): string =>
  fittingUsage(usageParts(status, at), width)
    .map(({ text }) => text)
    .join(" · ");

test("cost, calls, tokens, what is under way, and who waits for what are in one line", () => {
  expect(line(busy)).toBe(
    "$0.42 of $5.00 · 1,204 calls (31 cached) · 410 k tokens · 24 in flight · 3 waiting · 2 retries" +
      " · openai api.openai.com: 12 of 32 at once, paused 14 s",
  );
});

test("where there is little room, the least important parts go first", () => {
  expect([98, 75, 60, 50, 42, 30, 10].map((width) => line(busy, width))).toEqual([
    "$0.42 of $5.00 · 1,204 calls · 410 k tokens · 24 in flight · 3 waiting · 2 retries · paused 14 s",
    "$0.42 of $5.00 · 1,204 calls · 24 in flight · 3 waiting · paused 14 s",
    "$0.42 of $5.00 · 1,204 calls · 24 in flight · paused 14 s",
    "$0.42 of $5.00 · 1,204 calls · paused 14 s",
    "$0.42 of $5.00 · 1,204 calls · paused 14 s",
    "$0.42 of $5.00 · paused 14 s",
    "$0.42 of $5.00",
  ]);
});

test("a budget that is nearly spent says so with its share, and comes first", () => {
  const spent = { ...busy.spent, costUsd: 4.2 };
  const budget = { usd: 5, calls: 1500, tokens: 1_000_000, wallMs: 1_800_000 };
  const parts = usageParts({ ...busy, spent, budget, limiters: [] }, at);
  expect(parts.filter(({ isNearEnd }) => isNearEnd).map(({ text }) => text)).toEqual([
    "$4.20 of $5.00 (84 %)",
    "1,204 of 1,500 calls (80 %) (31 cached)",
  ]);
  expect(parts.map(({ text }) => text)).toContain("410 k of 1.0 M tokens");
  expect(parts.map(({ text }) => text)).toContain("1 min 0 s of 30 min 0 s");
});

test("a cost that is not known is not passed over", () => {
  const unknown = { ...busy, spent: { ...busy.spent, unpriced: 12 } };
  expect(line(unknown)).toContain("$0.42 of $5.00 + 12 calls of unknown price · ");
  expect(line(unknown, 40)).toContain("$0.42 of $5.00 + ? · ");
});

test("before the first call there is little to say", () => {
  expect(line(idle)).toBe("$0.00 · 0 calls");
  expect(line({ ...idle, budget: { ...unbounded, usd: 0 } })).toBe("$0.00 of $0.00 (100 %) · 0 calls");
});

test("a limiter is mentioned while it pauses or is shrunk, and somebody waits for it", () => {
  const resumed = { ...openai, pausedUntilMs: 900 };
  expect(line({ ...busy, limiters: [resumed] })).toMatch(/ · openai api.openai.com: 12 of 32 at once$/);
  expect(line({ ...busy, limiters: [{ ...resumed, concurrency: 32 }] })).toMatch(/2 retries$/);
  expect(line({ ...busy, inFlight: 0, waiting: 0 })).toMatch(/2 retries$/);
  expect(line({ ...busy, limiters: [{ ...openai, name: "\u001b[2Jvllm\n" }] })).toMatch(
    / · vllm : 12 of 32 at once, paused 14 s$/,
  );
});

test.each([
  [0, "0"],
  [950, "950"],
  [999.6, "1,000"],
  [1000, "1.0 k"],
  [9949, "9.9 k"],
  [9951, "10 k"],
  [410_400, "410 k"],
  [999_499, "999 k"],
  [999_500, "1.0 M"],
  [1_234_000_000, "1,234 M"],
])("%d is rounded to %s", (value, text) => {
  expect(rounded(value)).toBe(text);
});
