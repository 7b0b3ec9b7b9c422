import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { noRandom, stream } from "../../../src/core/random.ts";
import { climb, type Mixture } from "../../../src/stats/estimators/mixture.ts";
import { strategyFrequencies } from "../../../src/stats/estimators/strategy-frequencies.ts";
import { COIN, matchCounts, STRATEGY_SET } from "../../../src/stats/estimators/strategy-set.ts";

interface Published {
  readonly strategies: readonly string[];
  readonly moves: readonly number[];
  readonly matching: readonly (readonly number[])[];
  readonly estimates: {
    readonly beta: number;
    readonly logLikelihood: number;
    readonly shares: readonly number[];
  };
}

const fixture = new URL("../../fixtures/romero-2018/frequencies.json", import.meta.url);
const published = JSON.parse(readFileSync(fixture, "utf8")) as Published;
const people = Float64Array.from(published.matching.flat());
const peoplesMoves = Float64Array.from(published.moves);

const K = STRATEGY_SET.length;
const place = (id: string): number => STRATEGY_SET.findIndex((one) => one.id === id);

/** Plays `matches` of so many turns against coin tossers, each by a strategy drawn by its share, and counts them. */
function simulated(
  shares: Readonly<Record<string, number>>,
  beta: number,
  matches: number,
  turns: number,
  seed: number,
): { matching: Float64Array; moves: Float64Array } {
  const random = stream(seed, "simulated");
  const matching = new Float64Array(matches * K);
  const out = new Float64Array(K);
  for (let match = 0; match < matches; match++) {
    let left = random.next();
    const id = Object.keys(shares).find((one) => (left -= shares[one]!) < 0)!;
    const other = Uint8Array.from({ length: turns }, () => random.below(2));
    const own = new Uint8Array(turns);
    for (let turn = 0; turn < turns; turn++) {
      if (id === "random") own[turn] = random.below(2);
      else {
        // The action of the strategy after this history is that of the two which matches one move more.
        const before = own.subarray(0, turn + 1);
        before[turn] = 0;
        matchCounts(before, other.subarray(0, turn + 1), null, out, 0);
        const withC = out[place(id)]!;
        before[turn] = 1;
        matchCounts(before, other.subarray(0, turn + 1), null, out, 0);
        const meant = out[place(id)]! > withC ? 1 : 0;
        own[turn] = random.chance(beta) ? meant : 1 - meant;
      }
    }
    matchCounts(own, other, null, matching, match * K);
  }
  return { matching, moves: new Float64Array(matches).fill(turns) };
}

test("published counts of 82 people come to the published shares, β and likelihood", () => {
  const fit = strategyFrequencies(people, peoplesMoves, null, stream(1))!;
  const { beta, logLikelihood, shares } = published.estimates;
  expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 3);
  expect(fit.beta).toBeCloseTo(beta, 4);
  // Two shares that are hard to tell apart differ by 10⁻⁴; ours are no less likely.
  published.strategies.forEach((name, k) => {
    expect(Math.abs(fit.shares[k]! - shares[k]!), name).toBeLessThan(5e-4);
  });
});

test("no step of the climb makes the mixture less likely", () => {
  const data = {
    strategies: 20,
    coin: null,
    matching: people,
    moves: peoplesMoves,
    weights: new Float64Array(82).fill(1),
  };
  let mixture: Mixture = { shares: new Float64Array(20).fill(1 / 20), beta: 0.6 };
  let before = -Infinity;
  for (let step = 0; step < 200; step++) {
    const { mixture: next, logLikelihood } = climb(data, mixture);
    expect(logLikelihood, `step ${step}`).toBeGreaterThanOrEqual(before - 1e-9);
    before = logLikelihood;
    mixture = next;
  }
});

test("shares that moves were simulated with are found again", () => {
  const shares = {
    "tit-for-tat": 0.4,
    grim: 0.25,
    "always-defect": 0.15,
    "win-stay-lose-shift": 0.1,
    random: 0.1,
  };
  const matches = 600;
  const { matching, moves } = simulated(shares, 0.92, matches, 40, 7);
  const fit = strategyFrequencies(matching, moves, null, stream(7))!;
  for (const { id } of STRATEGY_SET) {
    const share = (shares as Record<string, number>)[id] ?? 0;
    // Three standard errors of a share that is seen outright, and 0.01 for what cannot be told apart.
    const tolerance = 3 * Math.sqrt((share * (1 - share)) / matches) + 0.01;
    expect(Math.abs(fit.shares[place(id)]! - share), id).toBeLessThan(tolerance);
  }
  expect(Math.abs(fit.beta - 0.92)).toBeLessThan(3 * Math.sqrt((0.92 * 0.08) / (matches * 40)));
});

test("a coin tosser is told from those whose moves happen to match as often as not", () => {
  const { matching, moves } = simulated({ random: 0.5, "tit-for-tat": 0.5 }, 0.95, 200, 60, 8);
  const { shares, beta } = strategyFrequencies(matching, moves, null, stream(8))!;
  expect(Math.abs(shares[COIN]! - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / 200));
  expect(shares[COIN]! + shares[place("tit-for-tat")]!).toBeCloseTo(1, 2);
  expect(Math.abs(beta - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / (100 * 60)));
});

test("a player of tit for tat is nothing else, and β comes to its bound", () => {
  const { matching, moves } = simulated({ "tit-for-tat": 1 }, 1, 20, 60, 9);
  const { shares, beta, logLikelihood } = strategyFrequencies(matching, moves, null, stream(9))!;
  expect(shares[place("tit-for-tat")]).toBeCloseTo(1, 9);
  expect(beta).toBe(1 - 1e-6);
  expect(logLikelihood).toBeCloseTo(20 * 60 * Math.log(1 - 1e-6), 6);
});

test("weights count an observation as often as they say", () => {
  const doubled = new Float64Array(people.length * 2);
  doubled.set(people);
  doubled.set(people, people.length);
  const twice = strategyFrequencies(
    doubled,
    Float64Array.of(...peoplesMoves, ...peoplesMoves),
    null,
    stream(2),
  )!;
  const weighted = strategyFrequencies(people, peoplesMoves, new Float64Array(82).fill(2), stream(2))!;
  expect(weighted).toEqual(twice);

  const some = Float64Array.from({ length: 82 }, (_, i) => (i < 40 ? 1 : 0));
  const first = strategyFrequencies(people.slice(0, 40 * 20), peoplesMoves.slice(0, 40), null, stream(2))!;
  expect(strategyFrequencies(people, peoplesMoves, some, stream(2))).toEqual(first);
});

test("the order of the observations does not change the result", () => {
  const order = Array.from({ length: 82 }, (_, i) => (i * 37) % 82);
  const mixed = Float64Array.from(order.flatMap((i) => [...published.matching[i]!]));
  const ordered = strategyFrequencies(people, peoplesMoves, null, stream(3))!;
  const fit = strategyFrequencies(
    mixed,
    Float64Array.from(order, (i) => peoplesMoves[i]!),
    null,
    stream(3),
  )!;
  expect(fit.logLikelihood).toBeCloseTo(ordered.logLikelihood, 6);
  fit.shares.forEach((share, k) => expect(share).toBeCloseTo(ordered.shares[k]!, 3));
});

test("a start that is given needs no chance", () => {
  const start = strategyFrequencies(people, peoplesMoves, null, stream(4))!;
  const options = { restarts: 0, start };
  const again = strategyFrequencies(people, peoplesMoves, null, noRandom("this"), options)!;
  expect(again.logLikelihood).toBeGreaterThanOrEqual(start.logLikelihood);
});

test("nothing to count is no mixture, and counts of another shape are refused", () => {
  expect(strategyFrequencies(new Float64Array(0), new Float64Array(0), null, stream(0))).toBeNull();
  expect(strategyFrequencies(new Float64Array(K), new Float64Array(1), null, stream(0))).toBeNull();
  expect(strategyFrequencies(people, peoplesMoves, new Float64Array(82), stream(0))).toBeNull();
  expect(() => strategyFrequencies(new Float64Array(5), new Float64Array(2), null, stream(0))).toThrow(
    "5 counts, 2 observations and 2 weights",
  );
});
