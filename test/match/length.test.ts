import { describe, expect, test } from "vitest";
import { lengthMoments, turnsOf } from "../../src/match/length.ts";

const key = (repetition: number) => ({ seed: 3, row: "a", column: "b", repetition });

describe("the length of a match", () => {
  test("is what was fixed, up to the cap", () => {
    expect(turnsOf({ turns: 200 }, 1000, key(0))).toBe(200);
    expect(turnsOf({ turns: 200 }, 50, key(0))).toBe(50);
  });

  test("with continuation probability δ is geometric with mean 1 / (1 − δ)", () => {
    const delta = 0.9;
    const n = 20_000;
    const lengths = Array.from({ length: n }, (_, i) => turnsOf({ continuation: delta }, 1_000_000, key(i)));
    const mean = lengths.reduce((sum, turns) => sum + turns, 0) / n;
    // Three standard errors; the variance of the geometric distribution is δ / (1 − δ)².
    expect(Math.abs(mean - 10)).toBeLessThan(3 * Math.sqrt(delta / (1 - delta) ** 2 / n));
    const ones = lengths.filter((turns) => turns === 1).length;
    expect(Math.abs(ones / n - 0.1)).toBeLessThan(3 * Math.sqrt(0.09 / n));
  });

  test("that is random stops at the cap and is the same for the same match", () => {
    expect(turnsOf({ continuation: 0.999_999 }, 30, key(0))).toBe(30);
    expect(turnsOf({ continuation: 0 }, 30, key(0))).toBe(1);
    expect(turnsOf({ continuation: 0.99 }, 5000, key(4))).toBe(turnsOf({ continuation: 0.99 }, 5000, key(4)));
  });

  test.each([
    [0.9, 1_000_000],
    [0.75, 6],
    [0, 3],
  ])("has the moments of its distribution at δ = %d and a cap of %i", (continuation, cap) => {
    // P(L = k) = δ^(k − 1) (1 − δ) below the cap, and all the rest at it.
    let mean = 0;
    let square = 0;
    for (let turns = 1; turns <= Math.min(cap, 1000); turns++) {
      const chance = continuation ** (turns - 1) * (turns === cap ? 1 : 1 - continuation);
      mean += turns * chance;
      square += turns ** 2 * chance;
    }
    const moments = lengthMoments({ continuation }, cap);
    expect(moments.mean).toBeCloseTo(mean, 9);
    expect(moments.variance).toBeCloseTo(square - mean ** 2, 9);
    expect(lengthMoments({ turns: 7 }, 5)).toEqual({ mean: 5, variance: 0 });
  });
});
