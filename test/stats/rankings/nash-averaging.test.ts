import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import { nashAverage, nashAveraging } from "../../../src/stats/rankings/nash-averaging.ts";
import { field, matrix } from "./fields.ts";

const close = (values: Float64Array, expected: readonly number[], digits = 7): void => {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(values[i], `player ${i + 1}`).toBeCloseTo(value, digits));
};

const rps = [
  [0, -1, 1],
  [1, 0, -1],
  [-1, 1, 0],
] as const;

describe("the paper's examples", () => {
  test("a cycle of equals is uniform, and all have 0", () => {
    const { shares, averages } = nashAverage(matrix(...rps));
    close(shares, [1 / 3, 1 / 3, 1 / 3]);
    expect([...averages]).toEqual([0, 0, 0]);
  });

  test("a copy shares its original's mass and changes nobody's average", () => {
    // Log odds of three players of which each beats the next nine times in ten, as there, and the third twice.
    const w = 4.6;
    const { shares, averages } = nashAverage(
      matrix([0, w, -w, -w], [-w, 0, w, w], [w, -w, 0, 0], [w, -w, 0, 0]),
    );
    close(shares, [1 / 3, 1 / 3, 1 / 6, 1 / 6]);
    expect([...averages]).toEqual([0, 0, 0, 0]);
  });

  test("where skill is transitive the best has all the mass, and those as good share it", () => {
    const skills = [2, 5, 3, 5];
    const payoff = matrix(...skills.map((own) => skills.map((other) => own - other)));
    const { shares, averages } = nashAverage(payoff);
    close(shares, [0, 0.5, 0, 0.5]);
    close(averages, [2 - 5, 0, 3 - 5, 0]);
  });
});

test("a cycle of unequal margins has the mixture that makes everyone even", () => {
  const { shares, averages } = nashAverage(matrix([0, 3, -1], [-3, 0, 2], [1, -2, 0]));
  close(shares, [2 / 6, 1 / 6, 3 / 6]);
  expect([...averages]).toEqual([0, 0, 0]);
});

test("a dominated player has no mass, and its average is its margin against the mixture", () => {
  const payoff = matrix(...rps.map((row) => [...row, 3]), [-3, -2, -1, 0]);
  const { shares, averages } = nashAverage(payoff);
  close(shares, [1 / 3, 1 / 3, 1 / 3, 0]);
  // Its margins are half of own less other: (−3 − 3) / 2, (−2 − 3) / 2 and (−1 − 3) / 2.
  expect(averages[3]).toBeCloseTo(-2.5, 7);
});

test("a player beaten by the mixture but by no single one has no mass either", () => {
  const { shares, averages } = nashAverage(
    matrix([0, -1, 1, 0], [1, 0, -1, 0.1], [-1, 1, 0, 0.1], [0, -0.1, -0.1, 0]),
  );
  close(shares, [1 / 3, 1 / 3, 1 / 3, 0]);
  expect(averages[3]).toBeCloseTo(-0.2 / 3, 7);
});

test("what both sides of a pair get does not matter, only the margin between them does", () => {
  const { shares } = nashAverage(matrix([9, 0, 3], [2, 4, 1], [1, 3, 7]));
  const margins = nashAverage(matrix([0, -1, 1], [1, 0, -1], [-1, 1, 0]));
  close(shares, [...margins.shares]);
});

test.each([5, 12, 40])(
  "nobody gains against the mixture of %d players at random, and copies leave it",
  (n) => {
    const random = stream("nash", n);
    const payoff = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => random.next() * 5));
    const { shares, averages } = nashAverage(payoff);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const margin = (i: number): number =>
      payoff.reduce((sum, _row, j) => sum + ((payoff[i]![j]! - payoff[j]![i]!) / 2) * shares[j]!, 0);
    payoff.forEach((_row, i) => {
      expect(margin(i)).toBeLessThan(1e-8);
      if (shares[i]! > 1e-6) expect(averages[i]).toBe(0);
    });

    // The player with the most mass, once more, last.
    const top = shares.indexOf(Math.max(...shares));
    const doubled = [...payoff, payoff[top]!].map((row) => Float64Array.of(...row, row[top]!));
    doubled[top]![n] = payoff[top]![top]!;
    const again = nashAverage(doubled);
    close(again.averages.slice(0, n), [...averages], 6);
    close(
      again.shares.slice(0, n),
      [...shares].map((share, i) => (i === top ? share / 2 : share)),
      6,
    );
    expect(again.shares[n]).toBeCloseTo(shares[top]! / 2, 6);
  },
);

test("self-play is not needed, a match of every pair is", () => {
  expect(nashAveraging.rate(field("ab", "a DD b CC")).values).toEqual([0, -2.5]);
  expect(nashAveraging.rate(field("abc", "a DD b CC", "b CC c CC")).lacking).toBe(
    "needs a match of every pair, and a has none with c",
  );
});
