import { describe, expect, test } from "vitest";
import { noRandom, stream } from "../../src/core/random.ts";
import { meanOf, median, quantile } from "../../src/stats/average.ts";
import { bootstrapMean } from "../../src/stats/bootstrap.ts";

const noise = (n: number, ...key: (string | number)[]): number[] => {
  const random = stream("bootstrap", ...key);
  return Array.from({ length: n }, () => random.next());
};

test("the same stream gives the same interval, another a different one", () => {
  const values = noise(50);
  const interval = bootstrapMean(values, stream(1));
  expect(bootstrapMean(values, stream(1))).toEqual(interval);
  expect(bootstrapMean(values, stream(2))).not.toEqual(interval);
});

test("the order of the matches does not change the interval", () => {
  const values = noise(50);
  expect(bootstrapMean(values.toReversed(), stream(1))).toEqual(bootstrapMean(values, stream(1)));
});

test("of many values the interval is the normal one", () => {
  const values = noise(2000);
  const mean = meanOf(values)!;
  const variance = meanOf(values.map((value) => (value - mean) ** 2))!;
  const reach = 1.96 * Math.sqrt(variance / values.length);
  const { low, high } = bootstrapMean(values, stream(1), 20_000)!;
  // The standard error of a 2.5 % quantile of 20,000 normal means is 0.0095 of the reach; three of them.
  expect(Math.abs(low - (mean - reach))).toBeLessThan(0.03 * reach);
  expect(Math.abs(high - (mean + reach))).toBeLessThan(0.03 * reach);
});

test("19 of 20 intervals cover the mean they estimate", () => {
  const samples = 1000;
  let covered = 0;
  for (let sample = 0; sample < samples; sample++) {
    const { low, high } = bootstrapMean(noise(100, sample), stream("coverage", sample), 400)!;
    if (low <= 0.5 && 0.5 <= high) covered++;
  }
  const standardError = Math.sqrt((0.95 * 0.05) / samples);
  expect(Math.abs(covered / samples - 0.95)).toBeLessThan(3 * standardError);
});

test("two values resample to their extremes", () => {
  expect(bootstrapMean([1, 0], stream(1))).toEqual({ low: 0, high: 1 });
});

test("equal values need no chance", () => {
  expect(bootstrapMean([3, 3, 3], noRandom("this"))).toEqual({ low: 3, high: 3 });
});

test("fewer than two matches, or no resamples, have no interval", () => {
  expect(bootstrapMean([], stream(1))).toBeNull();
  expect(bootstrapMean([3], stream(1))).toBeNull();
  expect(bootstrapMean([1, 2], stream(1), 0)).toBeNull();
});

test("averages of nothing are null, and do not depend on the order of the values", () => {
  expect([meanOf([]), median([])]).toEqual([null, null]);
  expect(meanOf([1e16, 1, -1e16])).toBe(meanOf([-1e16, 1e16, 1]));
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

describe("weights", () => {
  const values = noise(40);
  const weights = values.map((_, i) => 1 + (i % 3));

  test("that are all the same are no weights", () => {
    const interval = bootstrapMean(values, stream(1));
    for (const weight of [1, 7, 0.1]) {
      expect(
        bootstrapMean(
          values,
          stream(1),
          1000,
          values.map(() => weight),
        ),
      ).toEqual(interval);
    }
  });

  test("do not keep two values from resampling to their extremes", () => {
    expect(bootstrapMean([1, 0], stream(1), 1000, [3, 1])).toEqual({ low: 0, high: 1 });
  });

  test("move the interval to around the weighted mean", () => {
    const figures = noise(2000, "weighted");
    const heavy = figures.map((figure) => (figure > 0.5 ? 3 : 1));
    const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0);
    const total = sum(heavy);
    const mean = sum(figures.map((figure, i) => figure * heavy[i]!)) / total;
    // The standard error of a ratio of sums, to first order.
    const reach =
      (1.96 * Math.sqrt(sum(figures.map((figure, i) => (heavy[i]! * (figure - mean)) ** 2)))) / total;
    const { low, high } = bootstrapMean(figures, stream(1), 20_000, heavy)!;
    // Three standard errors of a 2.5 % quantile of 20,000 means, as above, and as much for the ratio's own bend.
    expect(Math.abs(low - (mean - reach))).toBeLessThan(0.06 * reach);
    expect(Math.abs(high - (mean + reach))).toBeLessThan(0.06 * reach);
  });

  test("go with their values, whatever the order", () => {
    const tied = values.map((value, i) => (i % 2 === 0 ? 0.5 : value));
    const interval = bootstrapMean(tied, stream(1), 1000, weights);
    expect(bootstrapMean(tied.toReversed(), stream(1), 1000, weights.toReversed())).toEqual(interval);
    expect(bootstrapMean(tied, stream(1), 1000, weights.toReversed())).not.toEqual(interval);
  });

  test.each([
    [[1], "2 values need 2 weights, got 1"],
    [[1, 0], "a weight must be above 0, got 0"],
    [[NaN, 1], "a weight must be above 0, got NaN"],
  ])("%j are refused for two values", (wrong, message) => {
    expect(() => bootstrapMean([1, 2], stream(1), 1000, wrong)).toThrow(new RangeError(message));
  });
});
