import { expect, test } from "vitest";
import { memoryOneFit } from "../../../src/stats/estimators/memory-one-fit.ts";

test("the fit is the shares of C after each outcome", () => {
  const { p, moves } = memoryOneFit([9, 1, 2, 6, 0, 0, 1, 3]);
  expect(p).toEqual([9 / 10, 1 / 4, null, 1 / 4]);
  expect(moves).toBe(22);
});

test("likelihoods are those of Bernoulli trials, with a memory and without", () => {
  const { logLikelihood, constant } = memoryOneFit(Float64Array.of(3, 1, 1, 3, 0, 0, 0, 0));
  expect(logLikelihood).toBeCloseTo(2 * (3 * Math.log(3 / 4) + Math.log(1 / 4)), 12);
  expect(constant).toBeCloseTo(8 * Math.log(1 / 2), 12);
});

test("a player that is sure of itself is certain to do what it did", () => {
  expect(memoryOneFit([5, 0, 0, 5, 5, 0, 0, 5])).toEqual({
    p: [1, 0, 1, 0],
    logLikelihood: 0,
    constant: 20 * Math.log(1 / 2),
    moves: 20,
  });
});

test("no reply is no fit", () => {
  const nothing = { p: [null, null, null, null], logLikelihood: 0, constant: 0, moves: 0 };
  expect(memoryOneFit(new Float64Array(8))).toEqual(nothing);
});
