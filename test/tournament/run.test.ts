import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TournamentEvent } from "../../src/core/events.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { catalogue } from "../../src/registry.ts";
import { startPool, type WorkerPool } from "../../src/tournament/pool.ts";
import { runTournament, type RunOptions } from "../../src/tournament/run.ts";
import { planOf } from "../../src/tournament/schedule.ts";
import { createTournament, type Tournament } from "../../src/tournament/spec.ts";
import { asAgent } from "../conformance/agents.ts";
import type { Strategy } from "../../src/core/player.ts";

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
});
