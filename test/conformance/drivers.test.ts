import { describe, expect, test } from "vitest";
import type { Player, Strategy } from "../../src/core/player.ts";
import type { MatchRecord, MatchSpec } from "../../src/core/trajectory.ts";
import { playLanes } from "../../src/match/lanes.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { findGame, strategies } from "../../src/registry.ts";
import { matchBetween } from "../match/matches.ts";
import { asAgent, asPolicy } from "./agents.ts";

const { signal } = new AbortController();
const coPlayers = ["random", "tit-for-tat", "grudger"].map((id) =>
  strategies.find((entry) => entry.id === id)!.create(),
);

/** 64 matches of unequal lengths, with and without noise, told and untold. */
function matches(row: Strategy, column: Strategy, noise: number): MatchSpec[] {
  return Array.from({ length: 64 }, (_, repetition) => {
    const turns = 1 + ((repetition * 37) % 97);
    return matchBetween(row.id, column.id, { turns, noise, repetition, untold: repetition % 2 === 1 });
  });
}

async function inLanes(
  row: Player,
  column: Player,
  specs: readonly MatchSpec[],
  lanes: number,
): Promise<MatchRecord[]> {
  const records: MatchRecord[] = [];
  for (let from = 0; from < specs.length; from += lanes) {
    for await (const record of playLanes(row, column, specs.slice(from, from + lanes), signal))
      records.push(record);
  }
  return records.sort((a, b) => a.match.repetition - b.match.repetition);
}

/** Everything a record says, as bytes. */
function bytes(records: readonly MatchRecord[]): Buffer {
  return Buffer.concat(
    records.flatMap(({ row, column, trembles }) => [row, column, trembles.row, trembles.column]),
  );
}

describe.each(strategies.map((entry) => [entry.id, entry] as const))("%s", (_, entry) => {
  test("plays the same in either driver, alone or among 64", async () => {
    const player = entry.create();
    for (const coPlayer of coPlayers) {
      for (const noise of [0, 0.05]) {
        const specs = matches(player, coPlayer, noise);
        const scalar = bytes(specs.map((match) => playScalar(player, coPlayer, match)));
        for (const lanes of [1, 64]) {
          const records = await inLanes(player, coPlayer, specs, lanes);
          expect(bytes(records).equals(scalar), `${lanes} lanes against ${coPlayer.id}, noise ${noise}`).toBe(
            true,
          );
        }
      }
    }
  });
});

describe("behind another contract", () => {
  const row = coPlayers[0]!;
  const column = coPlayers[1]!;
  const specs = matches(row, column, 0.05);
  const scalar = bytes(specs.map((match) => playScalar(row, column, match)));
  const disguises: readonly (readonly [string, Player, Player])[] = [
    ["policy against strategy", asPolicy(row), column],
    ["strategy against policy", row, asPolicy(column)],
    ["agent against strategy", asAgent(row), column],
    ["agent against policy", asAgent(row), asPolicy(column)],
    ["agent against agent", asAgent(row), asAgent(column)],
  ];

  test.each(disguises)("%s gives the moves of the strategies", async (_, left, right) => {
    for (const lanes of [1, 64])
      expect(bytes(await inLanes(left, right, specs, lanes)).equals(scalar)).toBe(true);
  });
});

describe("games of more than two actions", () => {
  const anyGame = strategies.filter(({ actions }) => actions === "any").map((entry) => entry.create());

  test.each(["rock-paper-scissors", "travellers-dilemma", "matching-pennies"])("%s", async (id) => {
    const game = findGame(id);
    for (const row of anyGame) {
      for (const column of anyGame) {
        const specs = Array.from({ length: 8 }, (_, repetition) =>
          matchBetween(row.id, column.id, { game, noise: 0.1, repetition, turns: 10 + repetition }),
        );
        const scalar = bytes(specs.map((match) => playScalar(row, column, match)));
        expect(
          bytes(await inLanes(row, column, specs, 8)).equals(scalar),
          `${row.id} against ${column.id}`,
        ).toBe(true);
        for (const move of scalar) expect(move).toBeLessThan(game.actions.length);
      }
    }
  });
});
