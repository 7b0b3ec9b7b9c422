import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import type { StrategyEntry } from "../../src/core/strategy.ts";
import { noRandom, sfc32 } from "../../src/core/random.ts";
import { strategies } from "../../src/strategies/index.ts";
import { byMemoryOne } from "../../src/strategies/memory-one.ts";
import { equaliser, zdExtort, zdGenerous, zeroDeterminant } from "../../src/strategies/zero-determinant.ts";
import { prisonersDilemma, respond } from "./play.ts";

const named = (id: string): StrategyEntry => strategies.find((entry) => entry.id === id)!;
const quiet = { game: prisonersDilemma, noise: 0, horizon: "unknown" } as const;

/** Mean payoffs per turn of an entry against a memory-one co-player. */
function meanPayoffs(
  entry: StrategyEntry,
  raw: Readonly<Record<string, number>>,
  coPlayer: readonly number[],
) {
  const turns = 400_000;
  const row = entry.create(raw).begin(quiet, sfc32(1, 2, 3));
  const column = byMemoryOne(coPlayer, 1, sfc32(4, 5, 6));
  const total = { own: 0, other: 0 };
  let a = row(4);
  let b = column(4);
  for (let turn = 0; turn < turns; turn++) {
    total.own += [3, 0, 5, 1][a * 2 + b]!;
    total.other += [3, 0, 5, 1][b * 2 + a]!;
    [a, b] = [row(a * 2 + b), column(b * 2 + a)];
  }
  return { own: total.own / turns, other: total.other / turns };
}

// Payoffs of one turn lie within 5, and runs forget themselves within some ten turns: 3 standard errors are below
// 3 · 2.5 · √(2 · 10 / 400,000) = 0.053 for either seat.
const TOLERANCE = 0.06;
const coPlayers = [
  [0.7, 0.4, 0.6, 0.2],
  [0.9, 0.1, 0.8, 0.3],
  [0.5, 0.5, 0.5, 0.5],
];

describe("zero-determinant strategies", () => {
  test.each(coPlayers)("hold an extortioner's line against (%f, %f, %f, %f)", (...p) => {
    const { own, other } = meanPayoffs(zdExtort, { chi: 3 }, p);
    expect(Math.abs(own - 1 - 3 * (other - 1))).toBeLessThan(4 * TOLERANCE);
  });

  test.each(coPlayers)("hold a generous line against (%f, %f, %f, %f)", (...p) => {
    const { own, other } = meanPayoffs(zdGenerous, { chi: 2 }, p);
    expect(Math.abs(own - 3 - 2 * (other - 3))).toBeLessThan(3 * TOLERANCE);
  });

  test.each(coPlayers)("set the co-player's payoff against (%f, %f, %f, %f)", (...p) => {
    expect(Math.abs(meanPayoffs(equaliser, { payoff: 1.5 }, p).other - 1.5)).toBeLessThan(TOLERANCE);
  });

  test("play as Extort-2 and Press and Dyson's example at the default phi", () => {
    const word = "CDDCCDCDDDCC".repeat(20);
    const play = (entry: StrategyEntry, raw = {}): string => {
      const strategy = entry.create(raw);
      return respond({ ...strategy, id: "same stream" }, word);
    };
    expect(play(zdExtort)).toBe(play(named("zd-extort-2")));
    expect(play(zdExtort, { chi: 3 })).toBe(play(named("zd-extort-3")));
    expect(play(zeroDeterminant)).toBe(play(named("zd-extort-2")));
  });

  test("are tit for tat at factor 1 and the greatest phi", () => {
    const answer = zdExtort.create({ chi: 1, phi: 0.2 }).begin(quiet, noRandom("tit for tat"));
    expect([4, 0, 1, 2, 3].map(answer)).toEqual([0, 0, 1, 0, 1]);
  });

  test("take P and R from the game that is played", () => {
    const donation = dilemma("donation", { R: 1, S: -1, T: 2, P: 0 }, null);
    const answer = named("zd-extort-2")
      .create()
      .begin({ ...quiet, game: donation }, noRandom("not needed after DD"));
    expect(answer(3)).toBe(1);
  });

  test("say at the start of a match what the game does not allow", () => {
    const begin = (entry: StrategyEntry, raw = {}) => entry.create(raw).begin(quiet, sfc32(1, 2, 3));
    expect(() => begin(zdExtort, { chi: 2, phi: 0.5 })).toThrow(/phi must be at most 0.2222/);
    expect(() => begin(equaliser, { payoff: 4 })).toThrow(/equaliser cannot play prisoners-dilemma/);
  });

  test("refuse a factor below 1", () => {
    expect(() => zdExtort.create({ chi: 0.5 })).toThrow("chi must be a number in [1, 1000000], got 0.5");
  });
});
