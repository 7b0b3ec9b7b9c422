import { expect, test } from "vitest";
import {
  crossLanguageInconsistency,
  internalVariability,
  payoffSensitivity,
  roundVariability,
} from "../../../src/stats/estimators/variability.ts";

test("internal variability is the variance over repetitions", () => {
  expect(internalVariability([0.2, 0.4, 0.6])).toBeCloseTo(0.08 / 3, 15);
  expect(internalVariability([0.3, 0.3])).toBe(0);
  expect(internalVariability([0.3])).toBeNull();
});

test("cross-language inconsistency averages the variances of the languages' means over cells", () => {
  // Means 1 and 3, and 2 and 2; a cell of one language and a language without matches say nothing.
  const cells = [[[0, 2], [3]], [[2], [1, 3]], [[5]], [[5], []]];
  expect(crossLanguageInconsistency(cells)).toBe((1 + 0) / 2);
  expect(crossLanguageInconsistency([[[1], []]])).toBeNull();
});

test("sensitivity to payoffs is the mean distance between the same cells", () => {
  expect(payoffSensitivity([1, 5, 2], [2, 3, 2])).toBe(1);
  expect(payoffSensitivity([], [])).toBeNull();
  expect(() => payoffSensitivity([1], [])).toThrow("1 harsh cells, 0 mild ones");
});

test("variability over rounds averages the variances within matches", () => {
  expect(roundVariability([[0, 2], [1, 1, 1], [9]])).toBe((1 + 0) / 2);
  expect(roundVariability([[1], []])).toBeNull();
});
