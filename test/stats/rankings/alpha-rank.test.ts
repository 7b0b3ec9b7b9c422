import { expect, test } from "vitest";
import { alphaRank, masses } from "../../../src/stats/rankings/alpha-rank.ts";
import { logFixation } from "../../../src/stats/rankings/fixation.ts";
import { field, matrix } from "./fields.ts";

test("Han's game of five strategies has the stationary distribution that α-Rank's authors published", () => {
  // Han, Pereira, Santos & Lenaerts (2013), with R, S, T, P = 1, −1, 2, 0, δ = 4, ε = 0.25; the figures are those of
  // OpenSpiel's test of α-Rank, m = 20, α = 0.1.
  const [R, S, T, P, delta, epsilon] = [1, -1, 2, 0, 4, 0.25];
  const payoff = matrix(
    [R - epsilon / 2, R - epsilon, 0, S + delta - epsilon, R - epsilon],
    [R, R, S, S, S],
    [0, T, P, P, P],
    [T - delta, T, P, P, P],
    [R, T, P, P, P],
  );
  const published = [0.40966787, 0.07959841, 0.20506998, 0.08505983, 0.2206039];
  [...masses(payoff, 0.1, 20)].forEach((mass, i) => expect(mass).toBeCloseTo(published[i]!, 8));
});

test("rock, paper and scissors have a third each at any intensity, also where one wins by less", () => {
  const rps = matrix([0, -1, 1], [1, 0, -1], [-1, 1, 0]);
  const biased = matrix([0, -0.5, 1], [0.5, 0, -0.1], [-1, 0.1, 0]);
  for (const alpha of [0, 0.1, 1000]) {
    masses(rps, alpha, 50).forEach((mass) => expect(mass).toBeCloseTo(1 / 3, 12));
  }
  // The paper's example: strong selection leaves only who beats whom.
  masses(biased, 1000, 50).forEach((mass) => expect(mass).toBeCloseTo(1 / 3, 9));
});

test("a mutant that is as good as the residents takes over as one in m, a better one as Moran has it", () => {
  expect(Math.exp(logFixation(matrix([1, 1], [1, 1]), 0, 1, 7, 50))).toBeCloseTo(1 / 50, 12);
  // A constant advantage d makes it (1 − e^−αd) / (1 − e^−αdm).
  const better = matrix([1, 1], [1.5, 1.5]);
  const factor = Math.exp(-0.2 * 0.5);
  expect(Math.exp(logFixation(better, 0, 1, 0.2, 10))).toBeCloseTo((1 - factor) / (1 - factor ** 10), 12);
});

test("two kinds are there in proportion to the chances of taking over", () => {
  const payoff = matrix([3, 0], [5, 1]);
  const toSecond = logFixation(payoff, 0, 1, 0.3, 12);
  const toFirst = logFixation(payoff, 1, 0, 0.3, 12);
  const [first, second] = masses(payoff, 0.3, 12);
  expect(Math.log(second! / first!)).toBeCloseTo(toSecond - toFirst, 10);
});

test("chances beyond what a number holds still lead to the best", () => {
  // Each beats the one before it: only the last is there in the end, at an intensity where e^−α is 0.
  const payoff = matrix([1, 0, 0], [2, 2, 0], [3, 3, 3]);
  const [first, second, third] = masses(payoff, 5000, 50);
  expect([first, second, third]).toEqual([0, 0, 1]);
});

test("players whose payoffs are all alike share the time", () => {
  const { values } = alphaRank.rate(field("ab", "a CC b CC", "a CC a CC", "b CC b CC"));
  expect(values[0]).toBeCloseTo(0.5, 12);
  expect(values[1]).toBeCloseTo(0.5, 12);
});

test("a field without self-play is not rated", () => {
  expect(alphaRank.rate(field("ab", "a CC b DD")).lacking).toMatch(/^needs self-play, and a has none/);
});
