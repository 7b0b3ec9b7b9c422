import { describe, expect, test } from "vitest";
import { findGame, findStrategy } from "../../src/classics.ts";
import { CC, DC } from "../../src/core/outcome.ts";
import type { MatchRecord, MatchSpec } from "../../src/core/trajectory.ts";
import { playLockstep } from "../../src/match/lockstep.ts";
import { matchStream } from "../../src/match/streams.ts";
import { drawChances, firstOfGroup, tabular, tabularInGroups } from "../../src/models/tabular.ts";

const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");
const turns = 400;
const matches = Array.from({ length: 64 }, (_, repetition) => ({
  seed: 7,
  row: "cooperator",
  column: tabular.id,
  repetition,
  game,
  turns,
  noise: 0,
  told: { game, noise: 0, horizon: "unknown" } as const,
}));
const cooperator = findStrategy("cooperator");

const isC = (action: number | undefined): boolean => action === 0;
const shareOfC = (actions: Uint8Array): number => actions.filter(isC).length / actions.length;

/**
 * That co-players of an unconditional cooperator, who see CC or DC after every turn, go by the chances that were drawn
 * in some match: what they cooperate too often, in units of its standard deviation, is standard normal in every match,
 * so that the mean of its squares is 1, here within 3 SE.
 */
function expectToPlayBy(records: readonly MatchRecord[], drawnIn: (match: MatchSpec) => MatchSpec): void {
  const squares = records.map(({ match, column }) => {
    const chances = drawChances(matchStream(drawnIn(match), "column"));
    let surplus = 0;
    let variance = 0;
    for (let turn = 1; turn < turns; turn++) {
      const chance = chances[isC(column[turn - 1]) ? CC : DC]!;
      surplus += Number(isC(column[turn])) - chance;
      variance += chance * (1 - chance);
    }
    return surplus ** 2 / variance;
  });
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  expect(Math.abs(mean - 1)).toBeLessThan(3 * Math.sqrt(2 / squares.length));
}

describe("a tabular co-player", () => {
  test("plays by the chances that its stream begins with", () => {
    const records = playLockstep(cooperator, tabular, matches);
    expectToPlayBy(records, (match) => match);
  });

  test("is another one in every match", () => {
    const shares = playLockstep(cooperator, tabular, matches).map(({ column }) => shareOfC(column));
    expect(new Set(shares).size).toBeGreaterThan(50);
  });
});

describe("tabular co-players in groups", () => {
  test("of one are tabular co-players", () => {
    const moves = [tabular, tabularInGroups(1)].map((player) =>
      playLockstep(cooperator, player, matches).map(({ column }) => column),
    );
    expect(moves[1]).toEqual(moves[0]);
  });

  test("play by the chances of the group's first match, throughout the group", () => {
    const records = playLockstep(cooperator, tabularInGroups(16), matches);
    expectToPlayBy(records, (match) => firstOfGroup(match, 16));
  });

  test("do not play the same moves twice", () => {
    const records = playLockstep(cooperator, tabularInGroups(16), matches.slice(0, 16));
    expect(new Set(records.map(({ column }) => column.join(""))).size).toBe(16);
  });
});
