import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  defineTournament,
  findPlayer,
  openStore,
  playTournament,
  rankedBy,
  rankings,
  rate,
  standings,
  standingsOf,
  stream,
  tally,
  type MatchRecord,
  type Store,
  type TournamentEvent,
} from "../src/index.ts";
import { always, answer } from "./llm/server/behaviours.ts";
import { environmentOf, startServer } from "./llm/server/server.ts";

function newStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), "coplay-library-"));
  const store = openStore(join(folder, "log.db"), { mode: "write" });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

async function recordsOf(events: AsyncIterable<TournamentEvent>): Promise<MatchRecord[]> {
  const records: MatchRecord[] = [];
  for await (const event of events) if (event.kind === "matches") records.push(...event.records);
  return records;
}

describe("a tournament in code", () => {
  test("seats LLM players by their ids, and as players that were found before", async () => {
    const players = ["tit-for-tat", "scripted/defector", findPlayer("scripted/tit-for-tat")];
    const table = await standingsOf(defineTournament({ players, turns: 10 }));
    expect(table.map(({ player, matches }) => [player, matches]).sort()).toEqual([
      ["scripted/defector", 2],
      ["scripted/tit-for-tat", 2],
      ["tit-for-tat", 2],
    ]);
  });

  test("asks real servers, writes down what was paid, and goes on with what it has spent", async () => {
    const server = await startServer(always(answer()));
    onTestFinished(() => server.close());
    for (const [name, value] of Object.entries(environmentOf(server))) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const store = newStore();
    const tournament = defineTournament({ players: ["tit-for-tat", "openai/gpt-5-mini"], turns: 5 });
    const records = await recordsOf(playTournament(tournament, { log: { store, now: () => 1 } }));
    expect(records.map(({ status, calls }) => [status, calls?.length])).toEqual([["complete", 5]]);
    expect(store.spending(store.latestRun()!.id).get("openai/gpt-5-mini")).toMatchObject({
      calls: 5,
      unpriced: 0,
    });
    expect(server.count).toBe(5);
  });

  test("is stopped by its signal, and goes on from its log", async () => {
    const store = newStore();
    const tournament = defineTournament({
      players: ["tit-for-tat", "scripted/tit-for-tat"],
      turns: 5,
      repetitions: 2000,
    });
    const stop = new AbortController();
    const log = { store, now: () => 1 };
    let before = 0;
    for await (const event of playTournament(tournament, { log, signal: stop.signal })) {
      if (event.kind === "matches") before += event.records.length;
      if (before > 0) stop.abort();
    }
    expect(before).toBeLessThan(2000);
    const records = await recordsOf(playTournament(tournament, { log }));
    expect(records).toHaveLength(2000);
    expect(store.runs()).toHaveLength(1);
  });

  test("stops when its budget is spent, and tells why", async () => {
    const server = await startServer(always(answer()));
    onTestFinished(() => server.close());
    for (const [name, value] of Object.entries(environmentOf(server))) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const log = { store: newStore(), now: () => 1 };
    const bounded = (calls: number) =>
      defineTournament({ players: ["tit-for-tat", "openai/gpt-5-mini"], turns: 5, budget: { calls } });
    const told: string[] = [];
    const onSpent = ({ message }: Error): void => void told.push(message);
    expect(await recordsOf(playTournament(bounded(3), { log, onSpent }))).toEqual([]);
    expect(told).toEqual(["the budget of the run is spent: 3 of 3 calls"]);
    expect(log.store.latestRun()).toMatchObject({ status: "stopped", aborted: 0 });
    expect(await recordsOf(playTournament(bounded(8), { log, onSpent }))).toHaveLength(1);
    expect(log.store.runs()).toHaveLength(1);
  });

  test("may have its questions answered by somebody else", async () => {
    const tournament = defineTournament({
      players: ["cooperator", "openai/gpt-5-mini(fallback=D)"],
      turns: 3,
    });
    const asked: number[] = [];
    const records = await recordsOf(
      playTournament(tournament, {
        operator: {
          ask: async ({ place }) => {
            asked.push(place.turn);
            const text = "I would rather not say.";
            const tokens = { input: 1, cached: null, output: 1, reasoning: null };
            const reply = {
              model: null,
              text,
              toolArguments: null,
              reasoning: null,
              stop: "end",
              tokens,
              cacheWriteTokens: 0,
              logprobs: null,
            } as const;
            return { reply, body: {}, error: null, isCached: false, retries: 0, latencyMs: 1, costUsd: 0 };
          },
        },
      }),
    );
    expect(asked).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect([...records[0]!.column]).toEqual([1, 1, 1]);
  });
});

describe("a ranking in code", () => {
  const tournament = defineTournament({
    players: ["cooperator", "defector", "tit-for-tat"],
    turns: 10,
    repetitions: 2,
  });
  const players = tournament.players.map(({ id }) => id);

  test("rates the players of a tournament, each figure with its interval", async () => {
    const tallies = (await recordsOf(playTournament(tournament))).map(tally);
    const wins = rate(
      tallies,
      rankings.find(({ id }) => id === "wins")!,
      { players, random: stream(1) },
    );
    expect(wins).toMatchObject({ lacking: null, remark: null, unsure: null });
    // The defector gets 5 and then 1 from tit for tat, which gets 0 and then 1: it wins both matches against either.
    expect(wins.ratings.map(({ value, interval }) => [value, interval])).toEqual(
      [0, 4, 0].map((value) => [value, { low: value, high: value }]),
    );
    const table = rankedBy(standings(tallies, { players, random: stream(2) }), wins, players);
    expect(table.map(({ rank, player, rating }) => [rank, player, rating])).toEqual([
      [1, "defector", 4],
      [2, "cooperator", 0],
      [2, "tit-for-tat", 0],
    ]);
  });

  test("says what the matches lack", async () => {
    const tallies = (await recordsOf(playTournament(tournament))).map(tally);
    const alphaRank = rankings.find(({ id }) => id === "alpha-rank")!;
    const { lacking, ratings } = rate(tallies, alphaRank, { players, random: stream(1) });
    expect(lacking).toBe("needs self-play, and cooperator has none (self-play: true in the tournament)");
    expect(ratings.map(({ value }) => value)).toEqual([null, null, null]);
  });
});
