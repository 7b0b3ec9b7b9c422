import { describe, expect, test } from "vitest";
import { findStrategy } from "../../../src/classics.ts";
import { CoplayError } from "../../../src/core/errors.ts";
import type { Agent, Lane } from "../../../src/core/player.ts";
import type { MatchSpec } from "../../../src/core/trajectory.ts";
import { laneOf, sitDown } from "../../../src/match/lockstep.ts";
import { networkOf } from "../../../src/models/networks.ts";
import { sampledSeat } from "../../../src/models/sampled.ts";
import { coin, tabular } from "../../../src/models/tabular.ts";
import { contextsOf } from "../../../src/models/trainers/context.ts";
import { sitting } from "../../../src/models/trainers/sitting.ts";
import type { SeatedModel } from "../../../src/models/trainers/tasks.ts";
import { tinyShape, untrained } from "../sample.ts";
import { game } from "./training.ts";

const lanes = (): Lane[] =>
  Array.from({ length: 40 }, (_, repetition) => {
    const told = { game, noise: 0, horizon: "unknown" } as const;
    const ids = { row: "learner-1", column: "tabular" };
    const match: MatchSpec = { seed: 2, ...ids, repetition, game, turns: 5, noise: 0, told };
    return laneOf(match, "row", { kind: "agent" });
  });

const shape = { ...tinyShape, context: 10 };
const weights = untrained(shape);
const model: SeatedModel = { kind: "model", id: "learner-1", shape, weights, acting: { kind: "sample" } };

/** First actions of a seat. */
function firstActions(seat: ReturnType<typeof sitDown>): Uint8Array {
  const actions = new Uint8Array(40);
  seat.act(40, new Uint8Array(40).fill(4), actions);
  return actions;
}

describe("at an episode", () => {
  test("a model is told whom it meets, where it has ears for it", () => {
    const player = sitting(model, { kind: "tabular" }, "column", findStrategy);
    const some = lanes();
    const told = contextsOf(some, { kind: "tabular" }, "column");
    const expected = sampledSeat(networkOf(shape).walker(weights, 40, told), some);
    expect(firstActions(sitDown(player, lanes()))).toEqual(firstActions(expected));
  });

  test("a model that is told otherwise plays otherwise", () => {
    // Not a chance is near ½ with weights ten times as large.
    const loud = Object.fromEntries(
      Object.entries(weights).map(([name, each]) => [
        name,
        { ...each, values: each.values.map((value) => 10 * value) },
      ]),
    );
    const [tabular, coin] = (["tabular", "coin"] as const).map((kind) =>
      firstActions(sitDown(sitting({ ...model, weights: loud }, { kind }, "column", findStrategy), lanes())),
    );
    expect(tabular).not.toEqual(coin);
  });

  test("the co-players that are drawn or tossed are those of the models' own", () => {
    expect(sitting({ kind: "tabular" }, model, "row", findStrategy)).toBe(tabular);
    expect(sitting({ kind: "coin" }, model, "row", findStrategy)).toBe(coin);
    expect(sitting({ kind: "tabular", group: 4 }, model, "row", findStrategy).id).toBe("tabular");
  });

  test("registered players are found by their ids", () => {
    const who = { kind: "registered", id: "gtft(generosity=0.2)" } as const;
    expect(sitting(who, model, "row", findStrategy).id).toBe(findStrategy(who.id).id);
  });

  test("nobody sits down who has to be waited for", () => {
    const agent: Agent = {
      kind: "agent",
      id: "slow",
      begin: () => {
        throw new Error("nobody should begin");
      },
    };
    expect(() => sitting({ kind: "registered", id: "slow" }, model, "row", () => agent)).toThrow(CoplayError);
  });
});
