import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { freshWeight } from "../../src/models/initial.ts";

// The variance of a square of a uniform number within ±√3 is 4/5.
test("a fresh matrix is uniform with variance 1 / from, to 3 SE", () => {
  const { shape, values } = freshWeight([25, 400], stream("fresh"));
  const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  expect(shape).toEqual([25, 400]);
  expect(values.length).toBe(10_000);
  expect(values.every((value) => Math.abs(value) <= Math.sqrt(3 / 25))).toBe(true);
  expect(Math.abs(25 * variance - 1)).toBeLessThan(3 * Math.sqrt(0.8 / values.length));
});

test("a fresh bias is 0, and draws nothing", () => {
  const random = stream("fresh");
  expect(freshWeight([7], random).values).toEqual(new Float32Array(7));
  expect(random.uint32()).toBe(stream("fresh").uint32());
});
