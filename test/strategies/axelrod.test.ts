import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import type { Strategy } from "../../src/core/player.ts";
import type { StrategyEntry } from "../../src/core/strategy.ts";
import type { MatchRecord, MatchSpec } from "../../src/core/trajectory.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { strategies } from "../../src/strategies/index.ts";
import { openLoop } from "./open-loop.ts";
import {
  deterministic,
  parametrised,
  sequences,
  stochastic,
  unknownLength,
  type DeterministicRow,
  type StochasticRow,
} from "./axelrod-vectors.ts";
import { ownSpelling } from "./axelrod-parameters.ts";

const game = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, "Axelrod1984");
const byAxelrodName = new Map<string, StrategyEntry>();
for (const entry of strategies) if (entry.axelrodName !== null) byAxelrodName.set(entry.axelrodName, entry);

function coPlayer(name: string): Strategy {
  const sequence = sequences.get(name);
  if (sequence !== undefined) return openLoop(sequence);
  const entry = byAxelrodName.get(name);
  if (entry === undefined) throw new Error(`no entry has the Axelrod name ${name}`);
  return entry.create();
}

function play(row: Strategy, column: Strategy, turns: number, known: boolean, repetition = 0): MatchRecord {
  const match: MatchSpec = {
    seed: 0,
    row: row.id,
    column: column.id,
    repetition,
    game,
    turns,
    noise: 0,
    told: { game, noise: 0, horizon: known ? { turns } : "unknown" },
  };
  return playScalar(row, column, match);
}

const word = (moves: Uint8Array): string => Array.from(moves, (move) => "CD"[move]).join("");

/** Names the first turn (from 1) at which two plays part, with what led to it. */
function difference(record: MatchRecord, row: DeterministicRow): string | null {
  const own = word(record.row);
  if (own === row.own_actions) return null;
  const turn = Array.from(own).findIndex((move, i) => move !== row.own_actions[i]);
  const from = Math.max(0, turn - 12);
  return [
    `against ${row.opponent} on turn ${turn + 1}: played ${own[turn] ?? "nothing"}, expected ${row.own_actions[turn] ?? "nothing"}`,
    `own   …${own.slice(from, turn + 1)}`,
    `wants …${row.own_actions.slice(from, turn + 1)}`,
    `other …${row.opponent_actions.slice(from, turn + 1)}`,
  ].join("\n");
}

function byStrategy<T extends { readonly strategy: string }>(rows: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    if (!byAxelrodName.has(row.strategy)) continue;
    const group = groups.get(row.strategy);
    if (group === undefined) groups.set(row.strategy, [row]);
    else group.push(row);
  }
  return [...groups];
}

describe("turn for turn as in the Axelrod library", () => {
  test.each(byStrategy(deterministic))("%s, known length", (name, rows) => {
    for (const row of rows) {
      const record = play(byAxelrodName.get(name)!.create(), coPlayer(row.opponent), row.turns, true);
      expect(difference(record, row)).toBeNull();
    }
  });

  test.each(byStrategy(unknownLength))("%s, unknown length", (name, rows) => {
    for (const row of rows) {
      const record = play(byAxelrodName.get(name)!.create(), coPlayer(row.opponent), row.turns, false);
      expect(difference(record, row)).toBeNull();
    }
  });

  test.each(byStrategy(parametrised))("%s at other parameters", (name, rows) => {
    for (const row of rows) {
      const spelling = ownSpelling(name, row.init_kwargs);
      if (spelling === undefined) continue;
      const entry = strategies.find(({ id }) => id === spelling.id)!;
      const record = play(entry.create(spelling.parameters), coPlayer(row.opponent), row.turns, true);
      expect(difference(record, row)).toBeNull();
    }
  });
});

interface Statistics {
  readonly mean: number;
  readonly standardError: number;
}

function statistics(values: readonly number[]): Statistics {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, standardError: Math.sqrt(variance / n) };
}

/**
 * Fails where ours and theirs are more than five joint standard errors apart: with some 1,000 cells and ten figures
 * each, five is where a true strategy still passes every time.
 */
function expectClose(what: string, ours: Statistics, mean: number, standardError: number): void {
  const tolerance = 5 * Math.sqrt(ours.standardError ** 2 + standardError ** 2) + 1e-9;
  expect(Math.abs(ours.mean - mean), `${what}: ours ${ours.mean}, theirs ${mean}`).toBeLessThanOrEqual(
    tolerance,
  );
}

/** A proportion with the standard error that the pooled rate of both samples gives. */
function expectSameRate(what: string, ours: [number, number], theirs: [number, number]): void {
  const [hits, n] = ours;
  const [theirHits, theirN] = theirs;
  if (n === 0 || theirN === 0) return;
  const pooled = (hits + theirHits) / (n + theirN);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / theirN));
  const gap = Math.abs(hits / n - theirHits / theirN);
  expect(gap, `${what}: ours ${hits}/${n}, theirs ${theirHits}/${theirN}`).toBeLessThanOrEqual(
    5 * standardError + 1e-9,
  );
}

function compareStatistics(strategy: Strategy, row: StochasticRow): void {
  const records = Array.from({ length: row.matches }, (_, repetition) =>
    play(strategy, coPlayer(row.opponent), row.turns, true, repetition),
  );
  const share = (moves: Uint8Array): number =>
    moves.reduce((n, move) => n + (move === 0 ? 1 : 0), 0) / moves.length;
  const payoff = [3, 0, 5, 1];
  const score = (own: Uint8Array, other: Uint8Array): number =>
    own.reduce((sum, move, turn) => sum + payoff[move * 2 + other[turn]!]!, 0) / own.length;

  const against = `against ${row.opponent}`;
  const cell = (figure: (record: MatchRecord) => number): Statistics => statistics(records.map(figure));
  expectClose(
    `cooperation ${against}`,
    cell((r) => share(r.row)),
    row.coop_mean,
    row.coop_se,
  );
  expectClose(
    `co-player's cooperation ${against}`,
    cell((r) => share(r.column)),
    row.opp_coop_mean,
    row.opp_coop_se,
  );
  expectClose(
    `score ${against}`,
    cell((r) => score(r.row, r.column)),
    row.score_mean,
    row.score_se,
  );
  expectClose(
    `co-player's score ${against}`,
    cell((r) => score(r.column, r.row)),
    row.opp_score_mean,
    row.opp_score_se,
  );

  row.coop_by_turn_1_20.forEach((rate, turn) => {
    const hits = records.filter((record) => record.row[turn] === 0).length;
    const theirs: [number, number] = [rate * row.matches, row.matches];
    expectSameRate(`turn ${turn + 1} ${against}`, [hits, records.length], theirs);
  });
}

describe("by its statistics as in the Axelrod library", () => {
  test.each(byStrategy(stochastic))("%s", (name, rows) => {
    for (const row of rows) compareStatistics(byAxelrodName.get(name)!.create(), row);
  });
});
