import { describe, expect, test } from "vitest";
import type { Strategy } from "../../src/core/player.ts";
import { stream } from "../../src/core/random.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { findPlayer } from "../../src/registry.ts";
import { observationsOf } from "../../src/stats/observations.ts";
import { seatsOf } from "../../src/stats/seats.ts";
import { standings, type Standing } from "../../src/stats/standings.ts";
import { tally, type MatchTally } from "../../src/stats/tally.ts";
import { prisonersDilemma as game, tallied } from "./records.ts";

const copiesOf = (tallies: readonly MatchTally[]): number[] =>
  observationsOf(seatsOf(tallies).get("a")!).map(({ copies }) => copies);

const repeated = (row: string, ...columns: readonly string[]): MatchTally[] =>
  columns.map((column, repetition) => tallied(row, column, { repetition }));

describe("an observation", () => {
  test("is a pairing whose repetitions came out alike, in as many copies as there are", () => {
    expect(copiesOf(repeated("a CCD", "b CDD", "b CDD", "b CDD"))).toEqual([3]);
    expect(copiesOf([...repeated("a CC", "b CC", "b CC"), ...repeated("a CC", "c DD", "c DD")])).toEqual([
      2, 2,
    ]);
  });

  test("is each match of a pairing that was left to chance, those that came out alike too", () => {
    expect(copiesOf(repeated("a CCD", "b CDD", "b CDD", "b CDC"))).toEqual([1, 1, 1]);
  });

  test("tells matches apart by their order, their length and their seats", () => {
    expect(copiesOf(repeated("a CDDC", "b CCCC", "b CCCC"))).toEqual([2]);
    expect(copiesOf([tallied("a CDDC", "b CCCC"), tallied("a CCDD", "b CCCC")])).toEqual([1, 1]);
    expect(copiesOf([tallied("a CC", "b CC"), tallied("a CCC", "b CCC")])).toEqual([1, 1]);
    expect(copiesOf([tallied("a CC", "b CC"), tallied("b CC", "a CC")])).toEqual([1, 1]);
  });

  test("covers every match once", () => {
    const tallies = [
      ...repeated("a CC", "b CC", "b CC", "b CC"),
      ...repeated("a CC", "c CD", "c DC"),
      tallied("d DD", "a CC"),
    ];
    expect(copiesOf(tallies)).toEqual([3, 1, 1, 1]);
  });
});

/** The table of a round robin of 20 turns, and the interval of each player in it. */
function tableOf(ids: readonly string[], repetitions: number, noise = 0): readonly Standing[] {
  return standings(talliesOf(ids, repetitions, noise), { players: ids, random: stream("table") });
}

function talliesOf(
  ids: readonly string[],
  repetitions: number,
  noise: number,
  turnsOf: (repetition: number) => number = () => 20,
): MatchTally[] {
  const players = ids.map((id) => findPlayer(id) as Strategy);
  const told = { game, noise, horizon: "unknown" } as const;
  return players.flatMap((row, i) =>
    players.slice(i + 1).flatMap((column) =>
      Array.from({ length: repetitions }, (_, repetition) => {
        const key = { seed: 1, row: row.id, column: column.id, repetition };
        return tally(playScalar(row, column, { ...key, game, turns: turnsOf(repetition), noise, told }));
      }),
    ),
  );
}

const intervalsOf = (table: readonly Standing[]) =>
  new Map(table.map(({ player, interval }) => [player, interval] as const));

const widthIn = (table: readonly Standing[], player: string): number => {
  const { low, high } = intervalsOf(table).get(player)!;
  return high - low;
};

const settled = ["tit-for-tat", "grudger", "defector", "cooperator", "alternator"];

describe("the interval of a mean", () => {
  test("is the same however often a tournament without chance is repeated", () => {
    const once = intervalsOf(tableOf(settled, 1));
    for (const repetitions of [2, 10, 100]) {
      expect(intervalsOf(tableOf(settled, repetitions))).toEqual(once);
    }
    for (const interval of once.values()) expect(interval!.low).toBeLessThan(interval!.high);
  });

  test("shrinks with the square root of the repetitions where all is left to chance", () => {
    const [few, many] = [25, 400].map((repetitions) => tableOf(settled, repetitions, 0.3));
    for (const player of settled) {
      const ratio = widthIn(few!, player) / widthIn(many!, player);
      // Three standard errors are a quarter: 3 % for 1,000 resamples, twice, and 7 % and 2 % for 100 and 1,600 matches.
      expect(Math.abs(ratio / 4 - 1), player).toBeLessThan(0.25);
    }
  });

  test("shrinks for a player of chance alone, where only its own matches are left to it", () => {
    const ids = [...settled, "random"];
    const [few, many] = [5, 100].map((repetitions) => tableOf(ids, repetitions));
    expect(widthIn(many!, "random")).toBeLessThan(widthIn(few!, "random") / 2);
  });

  test("of matches that differ in length is that of total payoff over total turns", () => {
    const random = stream("lengths");
    const lengths = Array.from({ length: 2000 }, () => 1 + random.below(40));
    const tallies = talliesOf(["tit-for-tat", "random"], lengths.length, 0.1, (i) => lengths[i]!);
    const table = standings(tallies, { players: ["tit-for-tat", "random"], random, resamples: 20_000 });
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    for (const { player, meanPayoffPerTurn, interval } of table) {
      const seats = seatsOf(tallies).get(player)!;
      const mean = sum(seats.map(({ score }) => score)) / sum(lengths);
      expect(meanPayoffPerTurn).toBeCloseTo(mean, 12);
      // The standard error of a ratio of sums, to first order.
      const residuals = sum(seats.map(({ score, turns }) => (score - mean * turns) ** 2));
      const reach = (1.96 * Math.sqrt(residuals)) / sum(lengths);
      // Three standard errors of a 2.5 % quantile of 20,000 means, and as much for the ratio's own bend.
      expect(Math.abs(interval!.low - (mean - reach)), player).toBeLessThan(0.06 * reach);
      expect(Math.abs(interval!.high - (mean + reach)), player).toBeLessThan(0.06 * reach);
    }
  });

  test("is there for no player with one settled pairing", () => {
    expect(intervalsOf(tableOf(["cooperator", "defector"], 50))).toEqual(
      new Map([
        ["cooperator", null],
        ["defector", null],
      ]),
    );
  });

  test("holds the mean of settled pairings and those left to chance, in any order of the matches", () => {
    const ids = [...settled, "random"];
    const tallies = talliesOf(ids, 10, 0);
    const options = { players: ids, random: stream("table") };
    const table = standings(tallies, options);
    expect(standings(tallies.toReversed(), { ...options, random: stream("table") })).toEqual(table);
    for (const { player, meanPayoffPerTurn, interval } of table) {
      expect(interval!.low, player).toBeLessThan(meanPayoffPerTurn!);
      expect(interval!.high, player).toBeGreaterThan(meanPayoffPerTurn!);
    }
  });
});
