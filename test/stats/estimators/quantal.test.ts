import { expect, test } from "vitest";
import { dilemma, matrixGame, type Game } from "../../../src/core/game.ts";
import { quantalShares } from "../../../src/stats/estimators/cognitive-levels.ts";
import { quantalResponse, quantalResponseOver } from "../../../src/stats/estimators/quantal.ts";

/** The competitive game of Jia et al. (2025), 3 × 3. */
const competitive = matrixGame({
  id: "competitive",
  actions: ["A", "B", "C"].map((symbol) => ({ symbol, label: symbol })),
  row: [
    [10, 0, 5],
    [-10, 5, 8],
    [0, 5, -5],
  ],
  column: [
    [-10, 5, -8],
    [10, 0, -5],
    [0, -5, 5],
  ],
  cooperative: null,
  source: null,
});
const prisoners = dilemma("prisoners", { R: 3, S: 0, T: 5, P: 1 }, null);
const stag = dilemma("stag", { R: 8, S: 0, T: 7, P: 5 }, null);

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

test("without levels or without precision every action is as likely", () => {
  for (const [tau, gamma] of [
    [0, 3],
    [2, 0],
  ] as const) {
    quantalShares(competitive, "row", tau, gamma).forEach((share) => expect(share).toBeCloseTo(1 / 3, 14));
  }
});

test("level 1 answers a uniform co-player by logit, and level 2 answers levels 0 and 1", () => {
  const tau = 0.01;
  const gamma = 0.5;
  const f = [1, tau, tau ** 2 / 2].map((term) => Math.exp(-tau) * term) as [number, number, number];
  // Against a share c of C the prisoner's dilemma pays D by 2 c + (1 − c) more than C.
  const answer = (level: number, c: number): number => logistic(-gamma * level * (2 * c + (1 - c)));
  const one = answer(1, 0.5);
  const two = answer(2, (f[0] * 0.5 + f[1] * one) / (f[0] + f[1]));
  const expected = f[0] * 0.5 + f[1] * one + f[2] * two;
  // Levels above 2 are τ³/6 of all.
  expect(Math.abs(quantalShares(prisoners, "row", tau, gamma)[0]! - expected)).toBeLessThan(tau ** 3 / 6);
});

test("at the greatest precision it is the cognitive hierarchy: all but level 0 take the dominant action", () => {
  for (const tau of [0.5, 2, 5]) {
    expect(quantalShares(prisoners, "row", tau, 1000)[0]).toBeCloseTo(Math.exp(-tau) / 2, 9);
  }
});

test("seats of an asymmetric game face their own payoffs", () => {
  // Level 1 of the column expects 0, 0 and −8/3 from A, B and C; that of the row 5, 1 and 0.
  const tau = 1e-4;
  const [a, b, c] = quantalShares(competitive, "column", tau, 2);
  expect(Math.abs(a! - b!)).toBeLessThan(tau ** 2);
  expect(c! - 1 / 3).toBeLessThan(-tau / 4);
  const row = quantalShares(competitive, "row", tau, 2);
  expect(row[0]! - 1 / 3).toBeGreaterThan(tau / 2);
});

test.each([
  [1.5, 0.3],
  [0.3, 1],
  [2, 2],
  [4.7, 0.1],
])("τ = %d and γ = %d are found again from exact shares of both seats", (tau, gamma) => {
  const choices = (["row", "column"] as const).map((seat) => ({
    counts: quantalShares(competitive, seat, tau, gamma),
    game: competitive,
    seat,
  }));
  const fit = quantalResponseOver(choices)!;
  expect(fit.isIdentified).toBe(true);
  expect(Math.abs(fit.tau / tau - 1)).toBeLessThan(1e-4);
  expect(Math.abs(fit.gamma / gamma - 1)).toBeLessThan(1e-4);
  expect(fit.logLikelihood).toBeGreaterThan(fit.baseline);
  expect(fit.baseline).toBeCloseTo(-2 * Math.log(3), 12);
});

test("two games of two actions say two numbers, one does not", () => {
  const choices = (game: Game) => ({
    counts: quantalShares(game, "row", 1.2, 0.6),
    game,
    seat: "row" as const,
  });
  const both = quantalResponseOver([choices(prisoners), choices(stag)])!;
  expect(both.isIdentified).toBe(true);
  expect(both.tau).toBeCloseTo(1.2, 3);
  expect(both.gamma).toBeCloseTo(0.6, 3);

  const { counts, game, seat } = choices(prisoners);
  const one = quantalResponse(counts, game, seat)!;
  expect(one.isIdentified).toBe(false);
  expect(quantalShares(game, seat, one.tau, one.gamma)[0]).toBeCloseTo(counts[0]!, 6);
});

test("likelihoods are of counts, not of shares", () => {
  const fit = quantalResponse([30, 70], prisoners, "row")!;
  expect(fit.logLikelihood).toBeCloseTo(30 * Math.log(0.3) + 70 * Math.log(0.7), 6);
  expect(fit.baseline).toBeCloseTo(100 * Math.log(0.5), 12);
});

test("choices that are all alike are best explained by nothing at all", () => {
  const fit = quantalResponse([5, 5], prisoners, "row")!;
  expect(fit).toMatchObject({ tau: 0, gamma: 0, isIdentified: false });
  expect(fit.logLikelihood).toBeCloseTo(fit.baseline, 12);
});

test("choices against all payoffs cannot do better than chance", () => {
  const fit = quantalResponse([90, 10], prisoners, "row")!;
  expect(fit.logLikelihood).toBeCloseTo(fit.baseline, 9);
  expect(fit.isIdentified).toBe(false);
});

test("no choice, and payoffs that are all the same, have no fit", () => {
  expect(quantalResponse([0, 0], prisoners, "row")).toBeNull();
  expect(quantalResponseOver([])).toBeNull();
  expect(quantalResponse([1, 2], dilemma("flat", { R: 1, S: 1, T: 1, P: 1 }, null), "row")).toBeNull();
});
