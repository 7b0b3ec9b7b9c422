import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TournamentEvent } from "../../src/core/events.ts";
import { Follower, GATHER_MS } from "../../src/tui/follower.ts";
import { NO_REPLIES, type RepliesByPlayer } from "../../src/tui/replies.ts";
import { play } from "./tournaments.ts";

const three = await play(["tit-for-tat", "cooperator", "defector"]);
const [started] = three.events;
const one = (i: number): TournamentEvent => ({
  kind: "matches",
  records: [three.records[i % three.records.length]!],
});

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("100,000 events in a second are told of fifteen times, and none is lost", async () => {
  async function* burst(): AsyncGenerator<TournamentEvent> {
    yield started!;
    for (let i = 0; i < 100_000; i++) {
      if (i % 100 === 0) vi.advanceTimersByTime(1);
      yield one(i);
    }
    yield { kind: "ended", status: "complete" };
  }
  const follower = new Follower(() => Date.now());
  let told = 0;
  follower.subscribe(() => {
    told++;
  });
  await follower.follow(burst());
  expect(told).toBeLessThanOrEqual(Math.ceil(1000 / GATHER_MS) + 2);
  expect(follower.snapshot.live.finished).toBe(100_000);
  expect(follower.snapshot.live.status).toBe("complete");
  follower.close();
});

test("a lone event is told of without another one coming", async () => {
  let more = (): void => undefined;
  async function* slow(): AsyncGenerator<TournamentEvent> {
    yield started!;
    yield one(0);
    await new Promise<void>((resolve) => (more = resolve));
  }
  const follower = new Follower(() => Date.now());
  const following = follower.follow(slow());
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  vi.advanceTimersByTime(GATHER_MS);
  expect(follower.snapshot.live.finished).toBe(1);
  more();
  await following;
  follower.close();
});

test("figures are counted twice a second at most, and once more at the end", async () => {
  const counted = new Set<unknown>();
  async function* steady(): AsyncGenerator<TournamentEvent> {
    yield started!;
    for (let i = 0; i < 1000; i++) {
      vi.advanceTimersByTime(2);
      yield one(i);
    }
    yield { kind: "ended", status: "complete" };
  }
  const follower = new Follower(() => Date.now());
  follower.subscribe(() => void counted.add(follower.snapshot.figures));
  await follower.follow(steady());
  expect(counted.size).toBeGreaterThanOrEqual(3);
  expect(counted.size).toBeLessThanOrEqual(6);
  const { matches } = follower.snapshot.figures.standings[0]!;
  expect(matches).toBeGreaterThan(0);
  expect(follower.snapshot.figures.pairwise.matches.flat().reduce((sum, n) => sum + n, 0)).toBeGreaterThan(
    1000,
  );
  follower.close();
});

test("a failure of the source is passed on", async () => {
  async function* failing(): AsyncGenerator<TournamentEvent> {
    yield started!;
    throw new Error("the log has gone");
  }
  const follower = new Follower(() => Date.now());
  await expect(follower.follow(failing())).rejects.toThrow("the log has gone");
  follower.close();
});

test("what became of calls is asked for with the figures, and once more at the end", async () => {
  let asked = 0;
  const replies = (): RepliesByPlayer => new Map([["tit-for-tat", { ...NO_REPLIES, fallback: ++asked }]]);
  async function* steady(): AsyncGenerator<TournamentEvent> {
    yield started!;
    for (let i = 0; i < 1000; i++) {
      vi.advanceTimersByTime(2);
      yield one(i);
    }
    yield { kind: "ended", status: "complete" };
  }
  const follower = new Follower(() => Date.now(), replies);
  await follower.follow(steady());
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThanOrEqual(6);
  expect(follower.snapshot.figures.replies.get("tit-for-tat")?.fallback).toBe(asked);
  follower.close();
});
