import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { dilemma, matrixGame, type Game } from "../../src/core/game.ts";
import { stream } from "../../src/core/random.ts";
import { NO_TREMBLES, type MatchRecord } from "../../src/core/trajectory.ts";
import type { CallRecord } from "../../src/core/call.ts";
import { openStore } from "../../src/store/open.ts";
import type { NewRun } from "../../src/store/runs.ts";
import type { Store } from "../../src/store/store.ts";

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "coplay-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed after the test. */
export function opened(path: string, mode: "write" | "read" = "write", busyTimeoutMs?: number): Store {
  const store = openStore(path, { mode, busyTimeoutMs });
  onTestFinished(() => store.close());
  return store;
}

/** A new log in a folder that is gone after the test. */
export const newStore = (): Store => opened(join(temporaryFolder(), "log.db"));

export const prisonersDilemma = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, "Axelrod1980");

/** Three actions, no symmetry, no cooperation, payoffs that are not whole. */
export const threeByThree = matrixGame({
  id: "three-by-three",
  actions: ["R", "P", "S"].map((symbol) => ({ symbol, label: symbol })),
  row: [
    [0.1, -1, 1],
    [1, 0.2, -1],
    [-1, 1, 0.3],
  ],
  column: [
    [0, 7.5, -1],
    [-1, 0, 1],
    [1, -1 / 3, 0],
  ],
  cooperative: null,
  source: null,
});

export const PERIOD = { startedAt: 1_763_647_200_000, endedAt: 1_763_647_200_250 };

/** A run that is about to begin; `changes` say what is special about it. */
export function newRun(changes: Partial<NewRun> & { readonly ids?: readonly string[] } = {}): NewRun {
  const { ids = ["tit-for-tat", "gtft(generosity=0.1)", "defector"], ...rest } = changes;
  const game = rest.game ?? prisonersDilemma;
  const noise = rest.noise ?? 0;
  return {
    name: "sample",
    spec: '{"name":"sample"}',
    specHash: "hash",
    seed: 7,
    game,
    noise,
    told: { game, noise, horizon: { turns: 20 } },
    plannedMatches: 100,
    plannedTurns: 1000,
    codeVersion: "0.1.0",
    nodeVersion: "v20.20.2",
    startedAt: 1_763_647_200_000,
    process: { pid: 4321, host: "laboratory" },
    players: ids.map((id) => ({ id, kind: "strategy", parameters: "{}" })),
    ...rest,
  };
}

/** A complete match of random moves, the same ones for the same arguments. */
export function sampleRecord(
  run: NewRun,
  row: number,
  column: number,
  repetition: number,
  turns = 20,
): MatchRecord {
  const { seed, game, noise, told, talk = null, players } = run;
  const talking = talk === null ? {} : { talk };
  const match = {
    seed,
    row: idOf(row),
    column: idOf(column),
    repetition,
    game,
    turns,
    noise,
    told,
    ...talking,
  };
  const random = stream("sample", row, column, repetition);
  const draw = (below: number): Uint8Array => Uint8Array.from({ length: turns }, () => random.below(below));
  const k = game.actions.length;
  return {
    match,
    row: draw(k),
    column: draw(k),
    trembles: noise > 0 ? { row: draw(2), column: draw(2) } : NO_TREMBLES,
    status: "complete",
  };

  function idOf(position: number): string {
    return players[position]!.id;
  }
}

/** The same match, aborted after some turns. */
export function abortedAfter(record: MatchRecord, turns: number): MatchRecord {
  const { row, column, trembles } = record;
  return {
    ...record,
    row: row.slice(0, turns),
    column: column.slice(0, turns),
    trembles: { row: trembles.row.slice(0, turns), column: trembles.column.slice(0, turns) },
    status: "aborted",
    reason: { code: "timeout", detail: "no reply within 60 s" },
  };
}

/** Every pairing of a run's players, self-play included, some repetitions of each. */
export function sampleRecords(run: NewRun, repetitions: number, turns?: number): MatchRecord[] {
  const positions = run.players.map((_, position) => position);
  return positions.flatMap((row) =>
    positions
      .filter((column) => column >= row)
      .flatMap((column) =>
        Array.from({ length: repetitions }, (_, repetition) =>
          sampleRecord(run, row, column, repetition, turns),
        ),
      ),
  );
}

/** A request with everything known about it; `changes` say what is not. */
export function sampleCall(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    seat: "row",
    turn: 0,
    purpose: "act",
    attempt: 0,
    provider: "openai",
    modelAsked: "gpt-5.2",
    modelAnswered: "gpt-5.2-2026-01-01",
    elicitation: "schema",
    prompt: "neutral.en",
    promptHash: "5f".repeat(32),
    labels: '{"C":"J","D":"F","order":["D","C"]}',
    request: '{"messages":[{"role":"user","content":"J or F?"}]}',
    reply: '{"choices":[{"message":{"content":"{\\"action\\":\\"J\\"}"}}]}',
    answer: '{"action":"J"}',
    reasoning: "They cooperated.",
    parseStatus: "ok",
    fault: null,
    distribution: null,
    labelProbabilities: '{"C":0.93,"D":0.06,"leftover":0.01}',
    tokens: { input: 812, cached: 512, output: 9, reasoning: 120 },
    costUsd: 0.00123,
    latencyMs: 812.5,
    retries: 1,
    isCached: false,
    error: null,
    ...changes,
  };
}

/** A game of its own for tests that need another one. */
export const otherGame: Game = { ...prisonersDilemma, id: "another" };
