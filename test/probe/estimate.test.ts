import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { meanEstimate, ratioEstimate } from "../../src/probe/estimate.ts";

const random = (...key: readonly (string | number)[]) => stream("estimate", ...key);
const floats = (figures: readonly number[]): Float64Array => Float64Array.from(figures);

test("a mean of one match has no interval", () => {
  expect(meanEstimate([2], random())).toEqual({ value: 2, interval: null });
});

test("a ratio is one of sums, not a mean of ratios", () => {
  expect(ratioEstimate(floats([1, 3]), floats([1, 1]), random())?.value).toBe(2);
  expect(ratioEstimate(floats([1, 0]), floats([1, 3]), random())?.value).toBe(0.25);
});

test("a ratio to nothing, or to next to nothing, is none", () => {
  expect(ratioEstimate(floats([1, 1]), floats([0, 0]), random())).toBeNull();
  expect(ratioEstimate(floats([1, 1]), floats([0.1, 0.1]), random(), { least: 0.2 })).toBeNull();
});

test("an interval is left out where too few matches have anything to compare with", () => {
  const lower = floats([1, ...Array<number>(19).fill(0)]);
  expect(ratioEstimate(floats(Array<number>(20).fill(-1)), lower, random())?.interval).toBeNull();
});

test("intervals of a ratio hold its true value about 95 times in 100", () => {
  let held = 0;
  for (let sample = 0; sample < 200; sample++) {
    const draws = random("coverage", sample);
    const lower = floats(Array.from({ length: 100 }, () => draws.next()));
    const upper = lower.map((figure) => figure * 3 * draws.next());
    const { low, high } = ratioEstimate(upper, lower, draws, { resamples: 300 })!.interval!;
    if (low <= 1.5 && 1.5 <= high) held++;
  }
  // 190 expected; 3 standard errors are 9.2, and the percentile bootstrap covers a little less than it says.
  expect(held).toBeGreaterThan(177);
});
