import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { trembled } from "../../src/match/noise.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { findPlayer } from "../../src/registry.ts";
import type { Strategy } from "../../src/core/player.ts";
import { matchBetween } from "./matches.ts";

const strategyNamed = (id: string): Strategy => findPlayer(id) as Strategy;

describe("noise", () => {
  test("flips each move of each seat with probability ε, and says which", () => {
    const turns = 20_000;
    const record = playScalar(
      strategyNamed("cooperator"),
      strategyNamed("defector"),
      matchBetween("cooperator", "defector", { turns, noise: 0.1 }),
    );
    const total = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);
    for (const seat of ["row", "column"] as const) {
      // Three standard errors of a binomial count.
      expect(Math.abs(total(record.trembles[seat]) - turns * 0.1)).toBeLessThan(3 * Math.sqrt(turns * 0.09));
    }
    record.row.forEach((move, turn) => expect(move).toBe(record.trembles.row[turn]));
    record.column.forEach((move, turn) => expect(move).toBe(1 - record.trembles.column[turn]!));
  });

  test("of 1 flips every move", () => {
    const record = playScalar(
      strategyNamed("cooperator"),
      strategyNamed("cooperator"),
      matchBetween("cooperator", "cooperator", { turns: 50, noise: 1 }),
    );
    expect([...record.row]).toEqual(new Array(50).fill(1));
  });

  test("is seen by both players as it was realised", () => {
    const record = playScalar(
      strategyNamed("tit-for-tat"),
      strategyNamed("cooperator"),
      matchBetween("tit-for-tat", "cooperator", { turns: 500, noise: 0.2 }),
    );
    for (let turn = 1; turn < 500; turn++) {
      const meant = record.trembles.row[turn] === 1 ? 1 - record.row[turn]! : record.row[turn];
      expect(meant, `turn ${turn}`).toBe(record.column[turn - 1]);
    }
  });

  test("in a game of three actions picks either other one equally often", () => {
    const random = stream("trembles");
    const counts = [0, 0, 0];
    for (let i = 0; i < 10_000; i++) counts[trembled(1, 3, random)]!++;
    expect(counts[1]).toBe(0);
    // Three standard errors of a binomial count.
    expect(Math.abs(counts[0]! - 5000)).toBeLessThan(3 * Math.sqrt(2500));
  });
});
