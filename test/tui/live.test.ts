import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { standings } from "../../src/stats/standings.ts";
import { tally } from "../../src/stats/tally.ts";
import { figuresOf, FULL_RESAMPLES, liveResamples } from "../../src/tui/figures.ts";
import { advance, closed, FEED_LENGTH, stopping, waiting } from "../../src/tui/live.ts";
import { progressAt, rates } from "../../src/tui/progress.ts";
import { aborted, changed, play } from "./tournaments.ts";

const three = await play(["tit-for-tat", "cooperator", "defector"], { repetitions: 3, seed: 7 });
const [started, ...rest] = three.events;
const records = three.records;

test("the state does not depend on how events are portioned", () => {
  const whole = advance(waiting, three.events, 5);
  let piecewise = advance(waiting, [started!], 5);
  for (const record of records) piecewise = advance(piecewise, [{ kind: "matches", records: [record] }], 5);
  piecewise = advance(piecewise, [{ kind: "ended", status: "complete" }], 5);
  expect(piecewise).toEqual(whole);
});

test("final figures are those of the statistics, with their intervals", () => {
  const live = advance(waiting, three.events, 5);
  const expected = standings(records.map(tally), {
    players: ["tit-for-tat", "cooperator", "defector"],
    random: stream(7, "standings"),
  });
  expect(figuresOf(live, FULL_RESAMPLES).standings).toEqual(expected);
});

test("aborted matches are counted apart and keep their reason in the feed", () => {
  const some = changed(three, (record, i) => (i === 1 ? aborted(record, 3, "no") : record));
  const live = advance(waiting, some.events, 5);
  expect(live.aborted).toBe(1);
  const entry = live.feed.find(({ reason }) => reason !== null);
  expect(entry).toMatchObject({ number: 2, turns: 3, reason: { code: "refusal", detail: "no" } });
});

test("aborted matches are counted by the code of their reason", () => {
  const some = changed(three, (record, i) => (i < 4 ? aborted(record, 3, "no") : record));
  const half = advance(waiting, [started!, { kind: "matches", records: some.records.slice(0, 8) }], 5);
  const live = advance(half, [{ kind: "matches", records: some.records.slice(8) }], 6);
  expect(live.abortedBy).toEqual(new Map([["refusal", 4]]));
});

test("the feed forgets all but the newest", () => {
  const many = Array.from({ length: FEED_LENGTH + 20 }, (_, i) => records[i % records.length]!);
  const live = advance(waiting, [started!, { kind: "matches", records: many }], 5);
  expect(live.feed).toHaveLength(FEED_LENGTH);
  expect(live.feed[0]!.number).toBe(many.length);
  expect(live.feed.at(-1)!.number).toBe(21);
});

test("matches of earlier runs count as done, but not in the rate", () => {
  const resumed = { ...advance(waiting, [started!], 0), alreadyPlayed: 10 };
  const before = advance(resumed, [{ kind: "matches", records: records.slice(0, 10) }], 0);
  expect(progressAt(before, 1000)).toMatchObject({
    done: 10,
    total: 18,
    matchesPerSecond: null,
    leftMs: null,
  });
  const after = advance(before, [{ kind: "matches", records: records.slice(10, 14) }], 1000);
  const progress = progressAt(after, 2000);
  expect(progress).toMatchObject({ done: 14, matchesPerSecond: 2, turnsPerSecond: 20, leftMs: 2000 });
  expect(rates(progress, 0)).toEqual(["2 s left", "2 s elapsed", "2.0 matches/s", "20 turns/s"]);
});

test("an event of an unknown kind is refused, not passed over", () => {
  expect(() => advance(waiting, [{ kind: "paused" } as never], 0)).toThrow(
    new RangeError('there is no such event: {"kind":"paused"}'),
  );
});

test("a run that was asked to stop says so until it has ended", () => {
  const asked = stopping(advance(waiting, [started!], 0));
  expect(asked.status).toBe("stopping");
  expect(advance(asked, [{ kind: "ended", status: "stopped" }], 9)).toMatchObject({
    status: "stopped",
    endedMs: 9,
  });
  expect(stopping(advance(waiting, three.events, 0)).status).toBe("complete");
});

test("a run that never said how it ended was stopped", () => {
  expect(closed(advance(waiting, [started!, ...rest.slice(0, -1)], 0), 4)).toMatchObject({
    status: "stopped",
    endedMs: 4,
  });
});

test("a live table of many matches takes fewer resamples, never none", () => {
  expect([0, 10, 2_000, 4_000, 40_000, 1e7].map(liveResamples)).toEqual([1000, 1000, 1000, 500, 50, 50]);
});
