import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TournamentEvent } from "../../src/core/events.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { catalogue } from "../../src/registry.ts";
import { startPool, type WorkerPool } from "../../src/tournament/pool.ts";
import { runTournament, type RunOptions } from "../../src/tournament/run.ts";
import { planOf } from "../../src/tournament/schedule.ts";
import { createTournament, type Tournament } from "../../src/tournament/spec.ts";
import { asAgent } from "../conformance/agents.ts";
import type { Agent, Strategy } from "../../src/core/player.ts";
import type { Catalogue } from "../../src/tournament/catalogue.ts";

const make = (data: object): Tournament => createTournament({ turns: 50, ...data }, catalogue, "test");

async function play(tournament: Tournament, options: Partial<RunOptions> = {}) {
  const logged: MatchRecord[] = [];
  const events: TournamentEvent[] = [];
  const sink = { append: (records: readonly MatchRecord[]) => void logged.push(...records) };
  for await (const event of runTournament(tournament, { sink, ...options })) events.push(event);
  return { logged, events };
}

const nameOf = ({ match }: MatchRecord): string => `${match.row} ${match.column} ${match.repetition}`;
const movesOf = (record: MatchRecord): string =>
  `${nameOf(record)} ${record.row.join("")} ${record.column.join("")}`;

const players = [
  "tit-for-tat",
  "random",
  "grudger",
  "joss",
  "defector",
  "memory-one(p=[0.9, 0.1, 0.6, 0.2])",
];

describe("a run", () => {
  test("tells its plan, logs every match before telling of it, and says how it ended", async () => {
    const tournament = make({ players, repetitions: 3 });
    const { logged, events } = await play(tournament);
    expect(events[0]).toMatchObject({
      kind: "started",
      alreadyPlayed: 0,
      plan: { matches: 45, turns: 2250 },
    });
    expect(events.at(-1)).toEqual({ kind: "ended", status: "complete" });
    const told = events.flatMap((event) => (event.kind === "matches" ? event.records : []));
    expect(told).toEqual(logged);
    expect(new Set(logged.map(nameOf)).size).toBe(planOf(tournament).matches);
  });

  test("plays only what is not finished", async () => {
    const tournament = make({ players, repetitions: 2 });
    const isFinished = ({ repetition }: { repetition: number }): boolean => repetition === 0;
    const { logged, events } = await play(tournament, { isFinished });
    expect(events[0]).toMatchObject({ alreadyPlayed: 15 });
    expect(logged).toHaveLength(15);
    expect(logged.every(({ match }) => match.repetition === 1)).toBe(true);
  });

  test("stops between matches and says so", async () => {
    const stop = new AbortController();
    const tournament = make({ players, repetitions: 400, turns: 100 });
    const sink = { append: () => stop.abort() };
    const events: TournamentEvent[] = [];
    for await (const event of runTournament(tournament, { sink, signal: stop.signal })) events.push(event);
    expect(events.at(-1)).toEqual({ kind: "ended", status: "stopped" });
    expect(events).toHaveLength(3);
  });

  test("adding a player changes no other match", async () => {
    const before = await play(make({ players, repetitions: 2, noise: 0.1 }));
    const after = await play(make({ players: ["gtft", ...players], repetitions: 2, noise: 0.1 }));
    const moves = new Set(after.logged.map(movesOf));
    for (const record of before.logged) expect(moves).toContain(movesOf(record));
  });

  test("settled pairings are logged for every repetition, and stochastic ones differ between them", async () => {
    const { logged } = await play(make({ players: ["tit-for-tat", "grudger", "random"], repetitions: 4 }));
    const pair = (row: string, column: string): string[] =>
      logged
        .filter(({ match }) => match.row === row && match.column === column)
        .map((r) => r.column.join(""));
    expect(new Set(pair("grudger", "tit-for-tat"))).toEqual(new Set(["0".repeat(50)]));
    expect(pair("grudger", "tit-for-tat")).toHaveLength(4);
    expect(new Set(pair("grudger", "random")).size).toBe(4);
  });

  test("a settled pairing of random lengths is cut from the longest", async () => {
    const data = {
      players: ["alternator", "tit-for-tat"],
      turns: undefined,
      continuation: 0.9,
      repetitions: 20,
    };
    const { logged } = await play(make(data));
    for (const { match, row } of logged)
      expect(row.join("")).toBe("01".repeat(match.turns).slice(0, match.turns));
  });
});

describe("worker threads", () => {
  let pools: WorkerPool[] = [];
  beforeAll(() => {
    const entry = new URL("../../dist/worker.js", import.meta.url);
    pools = [startPool(entry, 1), startPool(entry, 3)];
  });
  afterAll(async () => {
    for (const pool of pools) await pool.close();
  });

  test.each([0, 0.05])(
    "give the same matches in the same order, whatever their number (noise %s)",
    async (noise) => {
      const tournament = make({ players, repetitions: 120, noise, "self-play": true });
      const here = await play(tournament);
      for (const pool of pools) {
        const { logged } = await play(tournament, { pool });
        expect(logged.map(movesOf)).toEqual(here.logged.map(movesOf));
        expect(logged.map(({ trembles }) => [...trembles.row])).toEqual(
          here.logged.map(({ trembles }) => [...trembles.row]),
        );
      }
    },
  );
});

describe("agents among strategies", () => {
  test("get the matches that the strategies behind them would have had", async () => {
    const withAgents = {
      ...catalogue,
      player: (id: string) =>
        id === "joss" ? asAgent(catalogue.player(id) as Strategy) : catalogue.player(id),
    };
    const data = { players, turns: 30, repetitions: 3, noise: 0.1 };
    const agents = await play(createTournament(data, withAgents, "test"));
    const plain = await play(createTournament(data, catalogue, "test"));
    expect(agents.logged.map(movesOf).sort()).toEqual(plain.logged.map(movesOf).sort());
  });

  const slow = (underWay: { now: number; most: number }): Agent => ({
    kind: "agent",
    id: "slow",
    begin: () => {
      underWay.most = Math.max(underWay.most, ++underWay.now);
      return {
        act: async () => setImmediate({ action: 0 }),
        close: () => underWay.now--,
      };
    },
  });
  const withSlow = (underWay: { now: number; most: number }): Catalogue => ({
    ...catalogue,
    player: (id) => (id === "slow" ? slow(underWay) : catalogue.player(id)),
  });

  test.each([
    [5, 4096],
    [50, 500],
    [1000, 256],
  ])("have as many matches of %i turns under way at once as memory has room for: %i", async (turns, most) => {
    const underWay = { now: 0, most: 0 };
    const data = { players: ["slow", "defector"], turns, repetitions: 5000 };
    const tournament = createTournament(data, withSlow(underWay), "test");
    const stop = new AbortController();
    const playing = play(tournament, { signal: stop.signal });
    await setImmediate();
    stop.abort();
    const { events } = await playing;
    expect(events.at(-1)).toEqual({ kind: "ended", status: "stopped" });
    expect(underWay).toEqual({ now: 0, most });
  });

  test("are logged together where they end together, and say when they were played", async () => {
    const data = { players: ["slow", "defector"], turns: 3, repetitions: 1200 };
    const sizes: number[] = [];
    const records: MatchRecord[] = [];
    const sink = {
      append: (batch: readonly MatchRecord[]) => {
        sizes.push(batch.length);
        records.push(...batch);
      },
    };
    let time = 0;
    const tournament = createTournament(data, withSlow({ now: 0, most: 0 }), "test");
    for await (const { kind } of runTournament(tournament, { sink, now: () => time++ }))
      expect(kind).toBeTruthy();
    expect(Math.max(...sizes)).toBe(500);
    expect(sizes.length).toBeLessThan(10);
    for (const { period } of records) expect(period!.endedAt).toBeGreaterThan(period!.startedAt);
  });

  test("talk where the tournament lets them", async () => {
    const chatty: Agent = {
      ...slow({ now: 0, most: 0 }),
      begin: () => ({
        say: async () => ({ text: "hi" }),
        act: async () => ({ action: 0 }),
        close: () => undefined,
      }),
    };
    const withChatty: Catalogue = {
      ...catalogue,
      player: (id) => (id === "slow" ? chatty : catalogue.player(id)),
    };
    const data = { players: ["slow", "defector"], turns: 2, talk: { line: "no" } };
    const { logged } = await play(createTournament(data, withChatty, "test"));
    expect(logged[0]!.messages!.map(({ text }) => text)).toEqual(["no", "hi", "no", "hi"]);
    expect(logged[0]!.match.talk).toEqual({ messages: 1, maxLength: 280, line: "no" });
  });
});
