import { expect, test } from "vitest";
import { holm } from "../../src/stats/holm.ts";

test("multiplies the least p by how many there are, the next by one less, and never falls", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(adjusted[i]).toBeCloseTo(p, 12));
});

test("stops at 1", () => {
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
});

test("leaves a single one as it is, and nothing nothing", () => {
  expect(holm([0.04])).toEqual([0.04]);
  expect(holm([])).toEqual([]);
});
