import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import { drawCoPlayers, extortioner, namedCoPlayers } from "../../src/probe/co-players.ts";
import { expectedUnder } from "../../src/stats/markov.ts";
import { game } from "./games.ts";

describe("co-players drawn at random", () => {
  test("are the same for a seed, and the first ones whatever their number", () => {
    expect(drawCoPlayers(3, 20).slice(0, 5)).toEqual(drawCoPlayers(3, 5));
    expect(drawCoPlayers(4, 5)).not.toEqual(drawCoPlayers(3, 5));
  });

  test("have chances that are uniform in [0, 1]", () => {
    const chances = drawCoPlayers(1, 2000).flatMap(({ vector: { p, first } }) => [...p, first]);
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    // 10,000 draws of standard deviation √(1/12): 3 standard errors are 0.0087.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0087);
    expect(Math.min(...chances)).toBeLessThan(0.001);
    expect(Math.max(...chances)).toBeGreaterThan(0.999);
  });
});

describe("an extortioner", () => {
  test.each([1.5, 2, 5])("of %d makes its surplus so many times the co-player's, whoever that is", (chi) => {
    for (const p of [
      [1, 1, 1, 1],
      [0.7, 0.3, 0.6, 0.4],
      [0.9, 0.5, 0.1, 0.8],
    ]) {
      const pair = { row: extortioner(game, chi)!, column: { p, first: 1 }, game, noise: 0 };
      const { row, column } = expectedUnder(pair, 1).payoff;
      expect(row).toBeCloseTo(chi * column, 9);
    }
  });

  test("opens with D, and has only chances for chances", () => {
    for (const chi of [1, 3, 100]) {
      const { p, first } = extortioner(game, chi)!;
      expect(first).toBe(0);
      expect(p.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
    }
  });

  test("is not there where the game has no line to hold", () => {
    const chicken = dilemma("chicken", { R: 0, S: -1, T: 1, P: -10 }, null);
    expect(namedCoPlayers(chicken).some(({ chi }) => chi !== undefined)).toBe(false);
    const harmony = dilemma("harmony", { R: 0, S: 0, T: 0, P: 1 }, null);
    expect(extortioner(harmony, 2)).toBeNull();
  });
});
