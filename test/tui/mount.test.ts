import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { TournamentEvent } from "../../src/core/events.ts";
import { showTournament, type TournamentScreenOptions } from "../../src/tui/mount.tsx";
import { busy } from "./calls.ts";
import { endless, expectRestored, LEAVE, mounted, told } from "./mounted.ts";
import { Input } from "./terminals.ts";
import { axelrods, play } from "./tournaments.ts";

const three = await play(["tit-for-tat", "cooperator", "defector"]);

/** A run that comes to no end before somebody asks. */
const unending = () => endless<TournamentEvent>([three.events[0]!], { kind: "ended", status: "stopped" });

const open = (options: Partial<TournamentScreenOptions>, stdin?: Input) =>
  mounted(
    (place) =>
      showTournament({
        events: told(three.events),
        stop: () => undefined,
        match: three.find,
        ...place,
        ...options,
      }),
    stdin,
  );

const listeners = (): readonly number[] =>
  ["exit", "uncaughtExceptionMonitor"].map((event) => process.listenerCount(event));

test("a tournament that ended stays on the screen until q", async () => {
  const before = listeners();
  const screen = open({});
  await screen.until("complete");
  await setTimeout(100);
  expect(screen.stdout.all).not.toContain(LEAVE);
  screen.stdin.type("q");
  expect(await screen.shown).toEqual({ status: "complete" });
  expectRestored(screen);
  expect(listeners()).toEqual(before);
});

test.each([
  ["q", "q"],
  ["Ctrl-C", "\u0003"],
])("%s asks a run to stop and leaves when it has", async (_, key) => {
  const screen = open(unending());
  await screen.until("running");
  screen.stdin.type(key);
  expect(await screen.shown).toEqual({ status: "stopped" });
  expectRestored(screen);
});

test("a signal to the process does as q does", async () => {
  const quit = new AbortController();
  const screen = open({ ...unending(), quit: quit.signal });
  await screen.until("running");
  quit.abort();
  expect(await screen.shown).toEqual({ status: "stopped" });
  expectRestored(screen);
});

test("what calls have come to is followed while no match ends, and the totals stay", async () => {
  let calls = 0;
  let isOver = false;
  const status = () => (isOver ? null : { ...busy, spent: { ...busy.spent, calls: ++calls } });
  const screen = open({ ...unending(), calls: status });
  await screen.until(" · 4 calls");
  isOver = true;
  screen.stdout.resize(90, 24);
  await screen.until("[1 Standings]");
  const painted = screen.stdout.written.length;
  screen.stdin.type("5");
  while (screen.stdout.written.length === painted) await setTimeout(5);
  expect(screen.stdout.all.slice(-4000)).toMatch(/ · \d+ calls/);
  screen.stdin.type("q");
  expect(await screen.shown).toEqual({ status: "stopped" });
  expectRestored(screen);
});

test("a second Ctrl-C leaves a run that does not stop", async () => {
  let asked = 0;
  const screen = open({ events: unending().events, stop: () => (asked += 1) });
  await screen.until("running");
  screen.stdin.type("\u0003");
  await screen.until("stopping");
  screen.stdin.type("\u0003");
  expect(await screen.shown).toEqual({ status: "left" });
  expect(asked).toBe(1);
  expectRestored(screen);
});

test("without a keyboard the screen closes when the events end", async () => {
  const screen = open({}, new Input(false));
  expect(await screen.shown).toEqual({ status: "complete" });
  expectRestored(screen);
});

test("the terminal is restored after an exception in a screen, which is thrown on", async () => {
  const failure = new Error("no such row");
  const screen = open({
    match: () => {
      throw failure;
    },
  });
  await screen.until("complete");
  screen.stdin.type("4");
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
  expect(screen.stdout.all).not.toContain("no such row");
});

test("the terminal is restored after an exception in the events, which is thrown on", async () => {
  const failure = new Error("the disk is full");
  async function* failing(): AsyncGenerator<TournamentEvent> {
    yield three.events[0]!;
    throw failure;
  }
  const screen = open({ events: failing() });
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
});

test("the terminal is given back when the process ends meanwhile", async () => {
  const known = process.listeners("exit");
  const screen = open(unending());
  await screen.until("running");
  const [giveBack] = process.listeners("exit").filter((listener) => !known.includes(listener));
  giveBack!(0);
  expect(screen.stdout.written.at(-1)).toContain(LEAVE);
  screen.stdin.type("q");
  await screen.shown;
  expect(screen.stdout.all.split(LEAVE)).toHaveLength(2);
});

test("a resize is followed, to the smallest size and below", async () => {
  const screen = open({});
  await screen.until("complete");
  for (const [columns, rows] of [
    [200, 60],
    [40, 10],
    [20, 5],
    [100, 30],
  ] as const) {
    await setTimeout(100);
    screen.stdout.resize(columns, rows);
    const painted = screen.stdout.written.length;
    while (screen.stdout.written.length === painted) await setTimeout(5);
    const frame = screen.stdout.written.at(-1)!;
    expect(frame).toContain("\u001b[2J");
    expect(frame).not.toContain(`\u001b[${rows};1H`);
    if (rows >= 10) expect(frame).toContain(`\u001b[${rows - 1};1H`);
  }
  screen.stdin.type("q");
  await screen.shown;
});

test("100,000 matches at once are painted fifteen times a second at most", async () => {
  const { events } = await play(axelrods, { turns: 5 });
  const { records } = events.find((event) => event.kind === "matches")!;
  const many: TournamentEvent[] = Array.from({ length: 100_000 }, (_, i) => ({
    kind: "matches",
    records: [records[i % records.length]!],
  }));
  const startMs = performance.now();
  const screen = open({ events: told([events[0]!, ...many, events.at(-1)!]) });
  await screen.until("100,000 of");
  await screen.until("complete");
  const seconds = (performance.now() - startMs) / 1000;
  expect(screen.stdout.frames.length).toBeLessThanOrEqual(15 * seconds + 1);
  screen.stdin.type("q");
  expect(await screen.shown).toEqual({ status: "complete" });
});
