import { expect, test } from "vitest";
import { wilson } from "../../src/stats/wilson.ts";

// Newcombe, R. G. (1998), Statistics in Medicine 17:857–872, table I, method 3: four examples to four digits.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the interval of %d in %d is the published one", (hits, trials, low, high) => {
  const interval = wilson(hits, trials)!;
  expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(0.5e-4);
  expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(0.5e-4);
});

test("the interval stays inside [0, 1] and touches the ends only where all or none hit", () => {
  for (const trials of [1, 2, 7, 1000, 1e9]) {
    expect(wilson(0, trials)!.low).toBe(0);
    expect(wilson(trials, trials)!.high).toBe(1);
    expect(wilson(0, trials)!.high).toBeGreaterThan(0);
    expect(wilson(trials, trials)!.low).toBeLessThan(1);
  }
});

test("the interval is symmetric in hits and misses", () => {
  const hits = wilson(3, 10)!;
  const misses = wilson(7, 10)!;
  expect(hits.low).toBeCloseTo(1 - misses.high, 14);
  expect(hits.high).toBeCloseTo(1 - misses.low, 14);
});

test("no trials, no interval", () => {
  expect(wilson(0, 0)).toBeNull();
});
