import { expect, test } from "vitest";
import { factorise, solve } from "../../../src/stats/rankings/cholesky.ts";
import { matrix } from "./fields.ts";

test("a factor's lower half, times its transpose, is the matrix it was made from", () => {
  // Of which the upper half is not read.
  const factor = matrix([4, 99, 99], [12, 37, 99], [-16, -43, 98]);
  factorise(factor);
  expect(factor.map((row, i) => [...row.slice(0, i + 1)])).toEqual([[2], [6, 1], [-8, 5, 3]]);
});

test("a system of equations is solved", () => {
  const factor = matrix([4, 0, 0], [12, 37, 0], [-16, -43, 98]);
  factorise(factor);
  const [x, y, z] = solve(factor, Float64Array.of(4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294));
  expect(x).toBeCloseTo(1, 10);
  expect(y).toBeCloseTo(2, 10);
  expect(z).toBeCloseTo(3, 10);
});
