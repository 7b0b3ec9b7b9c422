import { expect, test } from "vitest";
import { findGame } from "../../src/classics.ts";
import type { MatchSpec } from "../../src/core/trajectory.ts";
import { laneOf } from "../../src/match/lockstep.ts";
import { gruNetwork } from "../../src/models/gru.ts";
import type { Weights } from "../../src/models/network.ts";
import { sampledSeat } from "../../src/models/sampled.ts";
import { tinyShape, untrained } from "./sample.ts";

const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");

const lanes = Array.from({ length: 400 }, (_, repetition) => {
  const told = { game, noise: 0, horizon: "unknown" } as const;
  const match: MatchSpec = { seed: 3, row: "a", column: "b", repetition, game, turns: 9, noise: 0, told };
  return laneOf(match, "row", { kind: "agent" });
});

/** A network whose log-odds of C never change. */
function steady(logOdds: number): Weights {
  const weights = untrained(tinyShape);
  const heads = { ...weights["heads"]!, values: weights["heads"]!.values.map(() => 0) };
  return { ...weights, heads, headBias: { shape: [3], values: Float32Array.of(logOdds, 5, -5) } };
}

test.each([-2, 0, 1])("C is drawn at the chance of log-odds %d, to 3 SE", (logOdds) => {
  const seat = sampledSeat(gruNetwork(tinyShape).walker(steady(logOdds), lanes.length), lanes);
  const actions = new Uint8Array(lanes.length);
  let cooperations = 0;
  for (let turn = 0; turn < 9; turn++) {
    seat.act(lanes.length, new Uint8Array(lanes.length).fill(turn === 0 ? 4 : 0), actions);
    cooperations += actions.filter((action) => action === 0).length;
  }
  seat.close();
  const [n, chance] = [9 * lanes.length, 1 / (1 + Math.exp(-logOdds))];
  expect(Math.abs(cooperations - n * chance)).toBeLessThan(3 * Math.sqrt(n * chance * (1 - chance)));
});

test("one number is drawn a turn, however sure the network is", () => {
  const [lane, twin] = [0, 0].map(() =>
    laneOf({ ...lanes[0]!.match } as MatchSpec, "column", { kind: "agent" }),
  );
  const seat = sampledSeat(gruNetwork(tinyShape).walker(steady(200), 1), [lane!]);
  for (let turn = 0; turn < 5; turn++) seat.act(1, Uint8Array.of(turn === 0 ? 4 : 0), new Uint8Array(1));
  for (let turn = 0; turn < 5; turn++) twin!.random.next();
  expect(lane!.random.uint32()).toBe(twin!.random.uint32());
});
