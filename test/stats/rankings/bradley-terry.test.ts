import { expect, test } from "vitest";
import { bradleyTerry, strengthsOf } from "../../../src/stats/rankings/bradley-terry.ts";
import { field, matrix } from "./fields.ts";

test("a baseball season has the published strengths", () => {
  // Agresti (2002), Categorical data analysis, tables 10.10 and 10.11: the American League's East in 1987.
  const wins = matrix(
    [0, 7, 9, 7, 7, 9, 11],
    [6, 0, 7, 5, 11, 9, 9],
    [4, 6, 0, 7, 7, 8, 12],
    [6, 8, 6, 0, 6, 7, 10],
    [6, 2, 6, 7, 0, 7, 12],
    [4, 4, 5, 6, 6, 0, 6],
    [2, 4, 1, 3, 1, 7, 0],
  );
  const strengths = strengthsOf(wins, 0);
  const aboveBaltimore = [...strengths].map((strength) => strength - strengths[6]!);
  expect(aboveBaltimore.map((value) => value.toFixed(2))).toEqual([
    "1.58",
    "1.44",
    "1.29",
    "1.25",
    "1.11",
    "0.68",
    "0.00",
  ]);
  expect(strengths.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
});

test("two players differ by the log odds of winning, a draw being half a win of either", () => {
  const two = field("ab", "a DD b CC", "a DD b CC", "a CC b DD", "a CC b CC");
  const { values, remark } = bradleyTerry.rate(two);
  expect(values[0]! - values[1]!).toBeCloseTo(Math.log(2.5 / 1.5), 5);
  expect(remark).toBeNull();
});

test("whoever is never beaten gets a finite strength by a draw that is given to all, and the remark says so", () => {
  const { values, remark } = bradleyTerry.rate(field("ab", "a DD b CC", "a DD b CC"));
  // Symmetric around strength 1: of π = x and 1/x, 2 + 1/2 = 2 x/(x + 1/x) + x/(x + 1), which the strengths must solve.
  const x = Math.exp(values[0]!);
  expect(2 / (1 + x ** -2) + x / (x + 1)).toBeCloseTo(2.5, 4);
  expect(values[1]).toBeCloseTo(-values[0]!, 5);
  expect(remark).toMatch(/never got a point/);
});

test("players that nothing connects cannot be compared", () => {
  const { values, lacking } = bradleyTerry.rate(field("abcd", "a DC b CC", "c DD d CC"));
  expect(values).toEqual([null, null, null, null]);
  expect(lacking).toBe("needs matches that connect all players, and nothing connects a and c");
});

test("a player that met nobody has no strength, and self-play gives none", () => {
  const { values, lacking } = bradleyTerry.rate(field("abc", "a DC b CC", "a CC b DC", "c DD c CC"));
  expect(values).toEqual([0, 0, null]);
  expect(lacking).toBeNull();
  expect(bradleyTerry.rate(field("ab", "a DD a CC")).lacking).toBe(
    "needs a complete match between two players",
  );
});
