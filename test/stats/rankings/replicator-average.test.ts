import { expect, test } from "vitest";
import { replicate, replicatorAverage } from "../../../src/stats/rankings/replicator-average.ts";
import { field, matrix } from "./fields.ts";

test("the published population of six models goes as it was published", () => {
  // CoopEval (github.com/Xiao215/CoopEval, 8559e85), prisoner's dilemma with repetition and δ = 0.9: the matrix of mean
  // discounted payoffs, the final shares, and the mean of the published history.
  const payoff = matrix(
    [2, 2, 2, 1.7429891218, 1.697406848, 2],
    [2, 2, 2, 2, 1.8165797321, 1.77805],
    [2, 2, 2, 1.8226, 2, 2],
    [2.1285054391, 2, 1.96045, 2, 1.7674305, 1.1617664455],
    [2.0918885138, 2.0006743392, 2, 1.7648655, 1.5230687945, 1.2929835294],
    [2, 1.92805, 2, 1.3471072719, 1.8759049538, 1.1343955244],
  );
  const { last, average } = replicate(payoff, 0.1, 1000);
  const published = [0.00224496544, 0.68393778538, 0.03714817862, 0.27518930864, 0.00147975307, 8.847e-9];
  published.forEach((share, i) => expect(last[i], `model ${i + 1}`).toBeCloseTo(share, 9));
  const history = [0.067452086, 0.465018987, 0.201563862, 0.217380651, 0.0355285, 0.013055914];
  history.forEach((share, i) => expect(average[i], `model ${i + 1}`).toBeCloseTo(share, 8));
});

test("where nobody's payoff depends on whom it meets, odds grow by the same factor in every step", () => {
  const { last, average } = replicate(matrix([3, 3], [1, 1]), 0.1, 40);
  const share = (step: number): number => 1 / (1 + Math.exp(-0.1 * 2 * step));
  expect(last[0]).toBeCloseTo(share(40), 12);
  const steps = Array.from({ length: 41 }, (_, step) => share(step));
  expect(average[0]).toBeCloseTo(steps.reduce((sum, value) => sum + value, 0) / 41, 12);
});

test("payoffs that are the same for all leave all shares as they are", () => {
  expect([...replicate(matrix([2, 2], [2, 2]), 0.1, 1000).average]).toEqual([0.5, 0.5]);
});

test("a field without self-play is not rated, and the reason names who lacks it", () => {
  const { values, lacking } = replicatorAverage.rate(field("ab", "a CC b DD", "a CC a CC"));
  expect(values).toEqual([null, null]);
  expect(lacking).toBe("needs self-play, and b has none (self-play: true in the tournament)");
});

test("a pair that never met leaves everyone without a figure", () => {
  const pairs = ["a C b D", "b C c D", "a C a C", "b C b C", "c C c C"];
  expect(replicatorAverage.rate(field("abc", ...pairs)).lacking).toBe(
    "needs a match of every pair, and a has none with c",
  );
});

test("a player that met nobody is left out", () => {
  const { values } = replicatorAverage.rate(field("abc", "a C b C", "a C a C", "b C b C", "c D c D"));
  expect(values).toEqual([0.5, 0.5, null]);
});
