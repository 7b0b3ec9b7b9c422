import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { ArmResult } from "../../src/reproduction/results.ts";
import { judge, type Verdict } from "../../src/reproduction/verdicts.ts";
import { ablation, mixedPool, RISING } from "./results.ts";

const verdictOf = (...results: ArmResult[]): Verdict => judge(results, stream("test"));
const lineOf = ({ lines }: Verdict, id: string) => lines.find(({ line }) => line.id === id)!;
const seeds = [1, 2, 3, 4, 5];

/** Five seeds of the mixed pool at these levels, and both ablations at another. */
const whole = (levels: readonly number[], ablated = 0.1): Verdict =>
  verdictOf(
    ...levels.map((level, i) => mixedPool(i + 1, level)),
    ...levels.map((_, i) => ablation("no-tabular", i + 1, ablated)),
    ...levels.map((_, i) => ablation("co-player-id", i + 1, ablated)),
  );

describe("a line over seeds", () => {
  test("passes in four seeds of five, and not in three", () => {
    expect(lineOf(whole([0.9, 0.9, 0.9, 0.9, 0.2]), "4").passed).toBe(true);
    expect(lineOf(whole([0.9, 0.9, 0.9, 0.2, 0.2]), "4").passed).toBe(false);
  });

  test("needs all its criteria in the same seed", () => {
    const [criterion] = lineOf(whole([0.9]), "4").criteria;
    expect(criterion!.values).toEqual([{ seed: 1, value: 0.9, met: true }]);
    expect(lineOf(verdictOf(mixedPool(1, 0.74)), "4").seeds).toEqual([{ seed: 1, passed: false }]);
  });

  test("is open where its arm has not been run", () => {
    expect(lineOf(verdictOf(), "4")).toMatchObject({ seeds: [], passed: null });
  });
});

describe("a line over means", () => {
  test("lets one seed be above the threshold if the mean is below", () => {
    const pools = seeds.map((seed) => mixedPool(seed, 0.9));
    const ablated = seeds.map((seed) => ablation("no-tabular", seed, seed === 1 ? 0.8 : 0.1));
    const line = lineOf(verdictOf(...pools, ...ablated), "5");
    expect(line.passed).toBe(true);
    expect(line.seeds[0]).toEqual({ seed: 1, passed: false });
    expect(line.criteria[0]!.mean).toBeCloseTo(0.24);
    expect(line.criteria[0]!.deviation).toBeCloseTo(0.313, 3);
  });

  test("is open while the mixed pool of one seed is missing", () => {
    const pools = [1, 2].map((seed) => mixedPool(seed, 0.9));
    const ablated = [1, 2, 3].map((seed) => ablation("no-tabular", seed, 0.1));
    expect(lineOf(verdictOf(...pools, ...ablated), "5").passed).toBe(null);
    expect(lineOf(verdictOf(...pools, ...ablated.slice(0, 2)), "5").passed).toBe(true);
  });
});

describe("DIRECTION", () => {
  test("is a rise to 0.40 that is 0.30 above both ablations, after defection", () => {
    expect(whole([0.4, 0.4, 0.4, 0.4, 0.4]).direction.passed).toBe(true);
    expect(whole([0.39, 0.39, 0.39, 0.39, 0.39]).direction.passed).toBe(false);
    expect(whole([0.5, 0.5, 0.5, 0.5, 0.5], 0.21).direction.passed).toBe(false);
  });

  test("is not met where cooperation was there from the first", () => {
    const early = RISING.map(([payoff]) => [payoff, 0.16] as const);
    const { direction } = verdictOf(
      mixedPool(1, 0.9, early),
      ablation("no-tabular", 1, 0),
      ablation("co-player-id", 1, 0),
    );
    expect(direction).toEqual({ seeds: [{ seed: 1, passed: false }], passed: false });
  });

  test("is open while an ablation of one seed is missing, unless it fails already", () => {
    expect(verdictOf(mixedPool(1, 0.9), ablation("no-tabular", 1, 0)).direction.passed).toBe(null);
    expect(verdictOf(mixedPool(1, 0.3)).direction.passed).toBe(false);
  });
});

test("LEVEL is the mixed pool's own line", () => {
  const verdict = whole([0.9, 0.7, 0.9, 0.9, 0.9]);
  expect(verdict.level).toEqual({ seeds: lineOf(verdict, "4").seeds, passed: true });
});

describe("the headline", () => {
  test("holds where lines 4, 5 and 6 do and the intervals do not overlap", () => {
    const { contrasts, passed } = whole([0.9, 0.92, 0.88, 0.91, 0.89]).headline;
    expect(passed).toBe(true);
    for (const { difference, interval, mixedPool: pool, ablation: without } of contrasts) {
      expect(difference).toBeCloseTo(0.8);
      expect(interval!.low).toBeGreaterThan(0.75);
      expect(interval!.high).toBeLessThan(0.85);
      expect(pool!.low).toBeGreaterThan(without!.high);
    }
  });

  test("does not where intervals overlap, however far means are apart", () => {
    const results = seeds.flatMap((seed) => [
      mixedPool(seed, 0.7),
      ablation("no-tabular", seed, 0),
      ablation("co-player-id", seed, seed === 1 ? 1 : seed === 2 ? 0.9 : 0),
    ]);
    const { contrasts } = verdictOf(...results).headline;
    expect(contrasts.map(({ passed }) => passed)).toEqual([true, false]);
  });

  test("is open with one seed: it says nothing about how seeds vary", () => {
    expect(whole([0.9]).headline).toMatchObject({ passed: null });
  });
});

test("the verdict does not depend on the order of results", () => {
  const results = seeds.flatMap((seed) => [mixedPool(seed, 0.9), ablation("no-tabular", seed, 0.02 * seed)]);
  expect(verdictOf(...results.toReversed())).toEqual(verdictOf(...results));
});
