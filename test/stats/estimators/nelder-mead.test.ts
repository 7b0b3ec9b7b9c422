import { expect, test } from "vitest";
import { nelderMead } from "../../../src/stats/estimators/nelder-mead.ts";

const box = [
  [-5, -5],
  [5, 5],
] as const;

test("Rosenbrock's curved ridge is climbed to its top", () => {
  const height = (x: number, y: number): number => -((1 - x) ** 2 + 100 * (y - x * x) ** 2);
  const { at, value } = nelderMead(height, [-1.2, 1], 0.5, box);
  expect(at[0]).toBeCloseTo(1, 6);
  expect(at[1]).toBeCloseTo(1, 6);
  expect(value).toBeCloseTo(0, 12);
});

test("a top outside the box is looked for at its edge", () => {
  const { at } = nelderMead((x, y) => x - (y - 1) ** 2, [4.9, 4], 0.5, box);
  expect(at[0]).toBeCloseTo(5, 6);
  expect(at[1]).toBeCloseTo(1, 4);
});

test("a plain leaves the climb where it began", () => {
  expect(nelderMead(() => 1, [2, 3], 0.1, box).value).toBe(1);
});
