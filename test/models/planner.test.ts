import { describe, expect, test } from "vitest";
import { findGame } from "../../src/classics.ts";
import { C, D } from "../../src/core/action.ts";
import { CC, DC, START } from "../../src/core/outcome.ts";
import type { Lane } from "../../src/core/player.ts";
import type { MatchSpec } from "../../src/core/trajectory.ts";
import { laneOf } from "../../src/match/lockstep.ts";
import type { Shape, Weights } from "../../src/models/network.ts";
import { improved, planningSeat, type Planning } from "../../src/models/planner.ts";
import { tinyShape, untrained } from "./sample.ts";

const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");
const planning: Planning = { rollouts: 64, lookAhead: 3, gain: 100 };

/** Lanes of matches of a few turns; equal for equal numbers. */
const lanesOf = (...repetitions: readonly number[]): Lane[] =>
  repetitions.map((repetition) => {
    const told = { game, noise: 0, horizon: { turns: 3 } } as const;
    const match: MatchSpec = { seed: 5, row: "a", column: "b", repetition, game, turns: 3, noise: 0, told };
    return laneOf(match, "row", { kind: "agent" });
  });

const some = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** A network that takes its co-player for tit for tat, and itself for a coin. */
function believer(): Weights {
  const { embedding, input, ...others } = untrained({ ...tinyShape, embedding: 1 });
  const zeros = Object.fromEntries(
    Object.entries(others).map(([name, weight]) => [name, { ...weight, values: weight.values.map(() => 0) }]),
  );
  // +1 after an own C, −1 after an own D: the candidate of unit 0, past an update gate that is shut.
  const ofGates = new Float32Array(12);
  ofGates[8] = 100;
  const gates = new Float32Array(12).fill(-100, 4, 8);
  const heads = new Float32Array(12);
  heads.set([0, 400, 400]);
  return {
    ...zeros,
    embedding: { ...embedding!, values: Float32Array.of(1, 1, -1, -1, 1) },
    input: { ...input!, values: ofGates },
    inputBias: { shape: [12], values: gates },
    heads: { shape: [4, 3], values: heads },
    headBias: { shape: [3], values: Float32Array.of(0, -92, -92) },
  };
}

const believing = { ...tinyShape, embedding: 1 };

/** Actions of all turns, lane by lane, while the co-player's moves are C throughout. */
function actionsOf(seat: ReturnType<typeof planningSeat>, n: number, turns = 3): number[][] {
  const actions = new Uint8Array(n);
  const last = new Uint8Array(n).fill(START);
  const all = some(n).map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    seat.act(n, last, actions);
    actions.forEach((action, lane) => {
      all[lane]!.push(action);
      last[lane] = action === 0 ? CC : DC;
    });
  }
  seat.close();
  return all;
}

describe("a policy that plans", () => {
  test("cooperates with tit for tat to the last turn, as it looks beyond the end", () => {
    const seat = planningSeat(believing, believer(), planning, lanesOf(...some(20)));
    expect(actionsOf(seat, 20)).toEqual(some(20).map(() => [0, 0, 0]));
  });

  test("defects on everybody where it sees no further than the present turn", () => {
    const seat = planningSeat(believing, believer(), { ...planning, lookAhead: 1 }, lanesOf(...some(20)));
    expect(actionsOf(seat, 20)).toEqual(some(20).map(() => [1, 1, 1]));
  });

  test("plays its prior, to 3 SE, where nothing comes of planning", () => {
    const seat = planningSeat(believing, believer(), { ...planning, gain: 0 }, lanesOf(...some(400)));
    const defections = actionsOf(seat, 400)
      .flat()
      .reduce((sum, action) => sum + action, 0);
    expect(Math.abs(defections - 600)).toBeLessThan(3 * Math.sqrt(300));
  });

  test("draws four numbers a turn", () => {
    const [lane, twin] = lanesOf(1, 1);
    actionsOf(planningSeat(believing, believer(), planning, [lane!]), 1, 7);
    for (let i = 0; i < 28; i++) twin!.random.uint32();
    expect(lane!.random.uint32()).toBe(twin!.random.uint32());
  });

  test("plays a match alike, whichever others it plays beside", () => {
    const weights = untrained(tinyShape);
    // At a small gain what is drawn matters.
    const how = { ...planning, gain: 1 };
    const together = actionsOf(planningSeat(tinyShape, weights, how, lanesOf(...some(60))), 60, 20);
    const alone = actionsOf(planningSeat(tinyShape, weights, how, lanesOf(37)), 1, 20);
    const turned = actionsOf(planningSeat(tinyShape, weights, how, lanesOf(...some(60).reverse())), 60, 20);
    expect(alone[0]).toEqual(together[37]);
    expect(turned.reverse()).toEqual(together);
    expect(new Set(together.map((actions) => actions.join(""))).size).toBeGreaterThan(50);
  });

  // Looking one turn ahead at a co-player that tosses a coin, D is worth exactly 1 more by rollouts.
  test.each([
    ["what rollouts say, where Q counts for less", 7, D],
    ["what Q says, where it counts for more", 9, C],
  ])("does %s", (_, qRollouts, action) => {
    const shape: Shape = {
      ...tinyShape,
      outputs: [...tinyShape.outputs, "rewardIfC", "rewardIfD", "qIfC", "qIfD"],
    };
    const silent = Object.fromEntries(
      Object.entries(untrained(shape)).map(([name, weight]) => [
        name,
        {
          ...weight,
          values: name === "headBias" ? Float32Array.of(0, 0, 0, 9, -9, 1, 0) : weight.values.map(() => 0),
        },
      ]),
    );
    const how = { rollouts: 8, lookAhead: 1, gain: 100, qRollouts };
    const seat = planningSeat(shape, silent, how, lanesOf(...some(20)));
    expect(actionsOf(seat, 20)).toEqual(some(20).map(() => [action, action, action]));
  });

  test("heeds what it is told before the first turn, lane by lane", () => {
    const shape = { ...tinyShape, context: 2 };
    const { heads, ...others } = untrained(shape, 2);
    // Loud enough that what is left of the context after some turns is heard.
    const loud = { shape: [4, 3], values: heads!.values.map((weight) => 20 * weight) };
    const weights = { ...others, heads: loud };
    const told = Float32Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? 3 : -3) * (i < 60 ? 1 : -1));
    const how = { ...planning, gain: 1 };
    const half = some(30);
    const mixed = actionsOf(planningSeat(shape, weights, how, lanesOf(...half, ...half), told), 60, 20);
    const first = actionsOf(
      planningSeat(shape, weights, how, lanesOf(...half), told.subarray(0, 60)),
      30,
      20,
    );
    expect(mixed.slice(0, 30)).toEqual(first);
    expect(mixed.slice(30)).not.toEqual(first);
  });
});

describe("an improved chance of C", () => {
  test("is the prior's where both actions are worth the same", () => {
    expect(improved(0.7, 100, 0)).toBe(1 / (1 + Math.exp(-0.7)));
  });

  test("tilts the odds by e to the gain times what C is worth more", () => {
    const chance = improved(Math.log(2), 0.5, 3);
    expect(chance / (1 - chance)).toBeCloseTo(2 * Math.exp(1.5), 10);
  });

  test("is 0 or 1 where the gain is large", () => {
    expect([improved(3, 1e6, -1), improved(-3, 1e6, 1)]).toEqual([0, 1]);
  });
});
