import { expect, test } from "vitest";
import { eigenjesus, eigenmoses, principalEigenvector } from "../../src/stats/morality.ts";
import { pairwise } from "../../src/stats/pairwise.ts";
import { tallied } from "./records.ts";

const ratings = (metric: typeof eigenjesus, players: string, ...matches: [string, string][]) =>
  metric.measure(
    pairwise(
      matches.map(([row, column]) => tallied(row, column)),
      players.split(""),
    ),
  );

test("the principal eigenvector of a known matrix is found to machine precision", () => {
  const vector = principalEigenvector([
    [2, 1],
    [1, 2],
  ])!;
  expect(vector[0]).toBeCloseTo(Math.SQRT1_2, 14);
  const [x, y] = principalEigenvector([
    [3, 1],
    [0, 2],
  ])!;
  expect([x, y!]).toEqual([expect.closeTo(1, 13), expect.closeTo(0, 13)]);
});

test("a direction that hardly dominates is found all the same", () => {
  const vector = principalEigenvector([
    [1, 0.5],
    [0, 0.998],
  ])!;
  expect(vector[0]).toBeCloseTo(1, 10);
  expect(vector[1]).toBeCloseTo(0, 10);
});

test("a matrix without a dominant direction has no rating", () => {
  const zero = [
    [0, 1],
    [0, 0],
  ];
  const turning = [
    [0, 1],
    [-1, 0],
  ];
  const negative = [
    [-1, -1],
    [-1, -1],
  ];
  for (const matrix of [zero, turning, negative]) expect(principalEigenvector(matrix)).toBeNull();
});

test("a pair that was not played counts as the player's mean over those that were", () => {
  const without = ratings(eigenjesus, "ab", ["a CCCC", "b CDDD"]);
  const filled = ratings(eigenjesus, "ab", ["a CCCC", "a CCCC"], ["a CCCC", "b CDDD"], ["b CDDD", "b CDDD"]);
  expect(without).toEqual(filled);
});

test("a player without a match is left out and does not change the others", () => {
  const pair: [string, string] = ["a CCCC", "b CCDD"];
  const [a, b, c] = ratings(eigenjesus, "abc", pair);
  expect([a, b]).toEqual(ratings(eigenjesus, "ab", pair));
  expect(c).toBeNull();
});

test("where nobody ever cooperates nobody has a rating", () => {
  expect(ratings(eigenjesus, "ab", ["a DD", "b DD"])).toEqual([null, null]);
  expect(ratings(eigenmoses, "ab", ["a DD", "b DD"])).toEqual([null, null]);
});

test("eigenmoses falls below zero for one who defects against the good", () => {
  const [a, b, c] = ratings(
    eigenmoses,
    "abc",
    ["a CCCC", "b CCCC"],
    ["a CCCC", "c DDDD"],
    ["b CCCC", "c DDDD"],
  );
  expect(a).toBeGreaterThan(0);
  expect(b).toBe(a);
  expect(c).toBeLessThan(0);
});
