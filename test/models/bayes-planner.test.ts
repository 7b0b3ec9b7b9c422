import { describe, expect, test } from "vitest";
import { findGame, findStrategy } from "../../src/classics.ts";
import type { Strategy } from "../../src/core/player.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { tabular } from "../../src/models/tabular.ts";
import { bayesPlanner } from "./bayes-planner.ts";

const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");
const turns = 100;
const told = { game, noise: 0, horizon: { turns } } as const;

/** What planning with exact inference comes to: means, and the standard errors of those that vary between episodes. */
function met(coPlayer: Strategy, episodes: number, gain = 100) {
  const planner = bayesPlanner({ rollouts: 64, lookAhead: 15, gain });
  const own: number[] = [];
  const others: number[] = [];
  const cooperations: number[] = [];
  const byTurn = new Float64Array(turns);
  for (let repetition = 0; repetition < episodes; repetition++) {
    const ids = { row: planner.id, column: coPlayer.id };
    const match = { seed: 1, ...ids, repetition, game, turns, noise: 0, told };
    const { row, column } = playScalar(planner, coPlayer, match);
    const total = (pay: (turn: number) => number): number =>
      row.reduce((sum, _, turn) => sum + pay(turn), 0) / turns;
    own.push(total((turn) => game.payoff.row[row[turn]! * 2 + column[turn]!]!));
    others.push(total((turn) => game.payoff.row[column[turn]! * 2 + row[turn]!]!));
    cooperations.push(total((turn) => 1 - row[turn]!));
    row.forEach((action, turn) => (byTurn[turn]! += (1 - action) / episodes));
  }
  return {
    own: summary(own),
    other: summary(others),
    cooperation: summary(cooperations),
    /** Share of C on a turn, counted from 1. */
    at: (turn: number): number => byTurn[turn - 1]!,
  };
}

function summary(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, error: Math.sqrt(variance / n) };
}

// Between a half of all matches' payoffs and the most that anyone earns who knows the co-player: 0.498 and 1.047.
describe("planning with the best model there is of tabular players", () => {
  test("earns nearly as much of them as one who knows them, and exploits them", () => {
    const { own, other, cooperation } = met(tabular, 200);
    expect(Math.abs(own.mean - 1)).toBeLessThan(0.05 + 3 * own.error);
    expect(Math.abs(other.mean + 0.37)).toBeLessThan(0.05 + 3 * other.error);
    expect(cooperation.mean).toBeGreaterThan(0.03);
    expect(cooperation.mean).toBeLessThan(0.13);
  });

  // Four standard errors of a share of 100 episodes are at most 0.2, and less near 0 and 1.
  test("finds out within an episode that tit for tat is worth cooperating with", () => {
    const { at } = met(findStrategy("tit-for-tat"), 100);
    expect(at(5)).toBeLessThan(0.4);
    expect(Math.abs(at(25) - 0.88)).toBeLessThan(3 * Math.sqrt((0.88 * 0.12) / 100));
    expect(at(80)).toBeGreaterThan(0.97);
    expect(at(100)).toBeLessThan(0.1);
  });

  test("finds out that nothing comes of cooperating with a defector, and not at all near the end", () => {
    const { at } = met(findStrategy("defector"), 100);
    expect(at(25)).toBeLessThan(0.35);
    expect(at(95)).toBeLessThan(0.04);
  });

  test("is worth no more than the prior where the gain is 0.01 instead of 100", () => {
    const { own, cooperation } = met(tabular, 200, 0.01);
    expect(Math.abs(own.mean - 0.5)).toBeLessThan(0.02 + 3 * own.error);
    expect(Math.abs(cooperation.mean - 0.5)).toBeLessThan(0.02 + 3 * cooperation.error);
  });
});
