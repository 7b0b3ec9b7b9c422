import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withProgress } from "../../../src/commands/terminal/progress.ts";
import type { TournamentEvent } from "../../../src/core/events.ts";
import { NOTHING_SPENT, type CallStatus } from "../../../src/core/usage.ts";
import { play } from "../../tui/tournaments.ts";

const three = await play(["tit-for-tat", "cooperator", "defector"]);
const [started, matches, ended] = [three.events[0]!, three.events[1]!, three.events.at(-1)!];
const status: CallStatus = {
  spent: { ...NOTHING_SPENT, calls: 7, costUsd: 0.42 },
  budget: { usd: 5, calls: null, tokens: null, wallMs: null },
  inFlight: 2,
  waiting: 0,
  retries: 0,
  cacheHits: 0,
  limiters: [],
  players: new Map(),
};
let said: string[] = [];

beforeEach(() => {
  said = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function told(events: AsyncIterable<TournamentEvent>, calls?: () => CallStatus | null): Promise<void> {
  for await (const _ of withProgress(events, Date.now, calls));
}

test("where calls are made, a line a second says what they cost, also while no match ends", async () => {
  async function* slow(): AsyncGenerator<TournamentEvent> {
    yield started;
    vi.advanceTimersByTime(3100);
    yield matches;
    yield ended;
  }
  await told(slow(), () => status);
  expect(said).toEqual(
    Array(3).fill(
      "0 of 12 matches (0.0 %), 0.0 matches/s, 0.0 turns/s · $0.42 of $5.00 · 7 calls · 2 in flight\n",
    ),
  );
  expect(vi.getTimerCount()).toBe(0);
});

test("without calls a line is said where matches end, and no timer runs", async () => {
  async function* steady(): AsyncGenerator<TournamentEvent> {
    yield started;
    vi.advanceTimersByTime(2000);
    yield matches;
    expect(vi.getTimerCount()).toBe(0);
    yield ended;
  }
  await told(steady());
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(
    /^\d+ of 12 matches \(\d+\.\d %\), \d+\.\d matches\/s, \d+(\.\d)? turns\/s, .* left\n$/,
  );
});

test("the timer ends with the run, however it ends", async () => {
  async function* failing(): AsyncGenerator<TournamentEvent> {
    yield started;
    throw new Error("the disk is full");
  }
  await expect(told(failing(), () => null)).rejects.toThrow("the disk is full");
  expect(vi.getTimerCount()).toBe(0);
});
