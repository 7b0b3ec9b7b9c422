import { describe, expect, test } from "vitest";
import { networkOf } from "../../../src/models/networks.ts";
import type { Shape, Weights } from "../../../src/models/network.ts";
import { a2c } from "../../../src/models/trainers/a2c.ts";
import type { TrainingConfig } from "../../../src/models/trainers/config.ts";
import type { CurvePoint, TrainingState } from "../../../src/models/trainers/events.ts";
import { magrpo } from "../../../src/models/trainers/magrpo.ts";
import { ppi } from "../../../src/models/trainers/ppi.ts";
import { probed } from "../../../src/models/trainers/probes.ts";
import type { SeatedModel } from "../../../src/models/trainers/tasks.ts";
import { backwardsCrew, services, small, trained } from "./training.ts";

const shape: Shape = { trunk: "gru", hidden: 4, embedding: 3, outputs: ["own"], context: 0 };

/** A learner with the same log-odds of C on every turn. */
function learner(i: number, logOdds: number): SeatedModel {
  const weights: Weights = Object.fromEntries(
    Object.entries(networkOf(shape).layout).map(([name, size]) => {
      const values = new Float32Array(size.reduce((product, length) => product * length, 1));
      if (name === "headBias") values[0] = logOdds;
      return [name, { shape: size, values }];
    }),
  );
  return { kind: "model", id: `learner-${i}`, shape, weights, acting: { kind: "sample" } };
}

const probing = (more: Partial<TrainingConfig> = {}) =>
  small({ algorithm: "a2c", probes: ["tit-for-tat", "defector", "tabular"], ...more });

describe("probes", () => {
  test("are what each learner gets and does, by the payoffs 1, −1, 2, 0", async () => {
    const [kind, mean] = await probed(probing(), services(), [learner(1, 1000), learner(2, -1000)], 3);
    const { tabular, ...kindness } = kind!.probes!;
    expect(kindness).toEqual({
      "tit-for-tat": {
        episodes: 64,
        payoff: 1,
        coPlayerPayoff: 1,
        cooperation: 1,
        coPlayerCooperation: 1,
      },
      defector: { episodes: 64, payoff: -1, coPlayerPayoff: 2, cooperation: 1, coPlayerCooperation: 0 },
    });
    expect(tabular!.cooperation).toBe(1);
    // Once it is defected on tit for tat defects: T, and P for the 19 turns that are left.
    expect(mean!.probes!["tit-for-tat"]!.payoff).toBeCloseTo(2 / 20, 12);
    expect(mean!.probes!["defector"]!.payoff).toBe(0);
  });

  test("are so many episodes as the training says, and none where it names nobody", async () => {
    const few = await probed(probing({ "probe-episodes": 300 }), services(), [learner(1, 0)], 1);
    expect(few[0]!.probes!["defector"]!.episodes).toBe(300);
    const { probes: _, ...none } = probing();
    expect(await probed(none, services(), [learner(1, 0)], 1)).toEqual([{}]);
  });

  test("follow from seed, step and learner, and from nobody's order of work", async () => {
    const models = [learner(1, 0.3), learner(2, 0.3)];
    const once = await probed(probing(), services(), models, 4);
    expect(await probed(probing(), services({ crew: backwardsCrew() }), models, 4)).toEqual(once);
    expect(await probed(probing(), services(), models, 5)).not.toEqual(once);
    expect(await probed(probing({ seed: 2 }), services(), models, 4)).not.toEqual(once);
    expect(once[1]).not.toEqual(once[0]);
  });
});

describe("a training with probes", () => {
  const common = {
    turns: 6,
    hidden: 4,
    embedding: 3,
    "batch-size": 16,
    learners: 2,
    "co-players": { learners: 1, tabular: 1 },
  } as const;
  const configs = {
    ppi: small({
      ...common,
      algorithm: "ppi",
      phases: 3,
      "pretraining-episodes": 32,
      "pretraining-epochs": 1,
      epochs: 1,
      "episodes-per-phase": 8,
      rollouts: 3,
      "look-ahead": 4,
    }),
    a2c: small({ ...common, algorithm: "a2c", updates: 6, "report-every": 2 }),
    magrpo: small({ ...common, algorithm: "magrpo", updates: 6, "report-every": 2, "group-size": 4 }),
  };
  const probes = { probes: ["tit-for-tat", "tabular"], "probe-episodes": 20 };
  const trainers = { ppi, a2c, magrpo };
  const without = (curve: readonly CurvePoint[]) =>
    curve.map((point) => ({ ...point, learners: point.learners.map(({ probes: _, ...own }) => own) }));
  const named = (end: TrainingState): string[] =>
    end.curve.flatMap(({ learners }) => learners.map((own) => Object.keys(own.probes ?? {}).join()));

  test.each(["ppi", "a2c", "magrpo"] as const)("by %s learns the same as without", async (algorithm) => {
    const train = trainers[algorithm];
    const plain = await trained(train(configs[algorithm], services(), null));
    const { end } = await trained(train({ ...configs[algorithm], ...probes }, services(), null));
    expect(end.learners).toEqual(plain.end.learners);
    expect(without(end.curve)).toEqual(plain.end.curve);
    expect(named(end)).toEqual(Array.from({ length: 6 }, () => "tit-for-tat,tabular"));
    expect(named(plain.end)).toEqual(Array.from({ length: 6 }, () => ""));
  });

  test.each(["ppi", "a2c"] as const)("by %s comes to the same curve when it goes on", async (algorithm) => {
    const train = trainers[algorithm];
    const config = { ...configs[algorithm], ...probes };
    const { states, end } = await trained(train(config, services({ crew: backwardsCrew() }), null));
    const resumed = await trained(train(config, services(), structuredClone(states[0]!)));
    expect(resumed.end).toEqual(end);
  });
});
