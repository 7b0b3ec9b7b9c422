import type { Tensor3D } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import { networkOf } from "../../../src/models/networks.ts";
import type { Shape, Weights } from "../../../src/models/network.ts";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { a2c, a2cShape } from "../../../src/models/trainers/a2c.ts";
import { fit } from "../../../src/models/trainers/fit.ts";
import { headLoss, headTask } from "../../../src/models/trainers/heads.ts";
import { magrpo, magrpoShape } from "../../../src/models/trainers/magrpo.ts";
import { ppi, ppiShape } from "../../../src/models/trainers/ppi.ts";
import { lesson } from "./losses.ts";
import { game, services, small, trained } from "./training.ts";

const { graph: tf } = await loadGraph();
const shape: Shape = {
  trunk: "gru",
  hidden: 16,
  embedding: 8,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD", "rewardIfC", "rewardIfD", "qIfC", "qIfD"],
  context: 0,
};
const payoff = [1, -1, 2, 0];

describe("the loss of heads", () => {
  // CC then DD, and DC then CD: rewards 1, 0 and 2, −1.
  const said = (head: readonly number[]): Tensor3D =>
    tf.tensor3d(
      [0, 1].flatMap((turn) => Array.from({ length: 14 }, (_, i) => (i < 6 ? 9 : head[i - 6]! + 10 * turn))),
      [2, 7, 2],
    );
  // Reward if C and if D, and Q if C and if D, of both episodes on the first turn; 10 more on the second.
  const outputs = said([0.5, 7, 7, 1.5, 0.25, 7, 7, 1]);

  test("is the squared error of the reward of the action that was played", () => {
    const { loss, parts } = headLoss(tf, outputs, shape, lesson, { payoff, rewardWeight: 3, lookAhead: 2 });
    // Of episode 1: C on turn 1 and D on turn 2; of episode 2 the other way about.
    const errors = [0.5 - 1, 17 - 0, 1.5 - 2, 17 - -1];
    const mean = errors.reduce((sum, error) => sum + error ** 2, 0) / 4;
    expect(Object.keys(parts)).toEqual(["reward"]);
    expect(parts["reward"]).toBeCloseTo(mean, 3);
    expect(loss.dataSync()[0]).toBeCloseTo(3 * mean, 3);
  });

  test("is that of the mean payoff of the look-ahead, on turns that have one", () => {
    const { parts } = headLoss(tf, outputs, shape, lesson, { payoff, qWeight: 1, lookAhead: 2 });
    const errors = [0.25 - (1 + 0) / 2, 1 - (2 - 1) / 2];
    expect(Object.keys(parts)).toEqual(["q"]);
    expect(parts["q"]).toBeCloseTo((errors[0]! ** 2 + errors[1]! ** 2) / 2, 5);
    const myopic = headLoss(tf, outputs, shape, lesson, { payoff, qWeight: 1, lookAhead: 1 });
    const all = [0.25 - 1, 17 - 0, 1 - 2, 17 - -1];
    expect(myopic.parts["q"]).toBeCloseTo(all.reduce((sum, error) => sum + error ** 2, 0) / 4, 3);
  });
});

describe("heads that were fitted to episodes of a player at random", () => {
  const turns = 12;
  const lookAhead = 4;
  /** Against a cooperator, a defector, and tit for tat. */
  const answers = [() => 0, () => 1, (own: number) => own];
  const random = stream("heads");
  const outcomes = Uint8Array.from(
    Array.from({ length: 600 }, (_, episode) => {
      let own = 0;
      return Array.from({ length: turns }, (_, turn) => {
        const theirs = answers[episode % 3]!(turn === 0 ? 0 : own);
        own = random.below(2);
        return 2 * own + theirs;
      });
    }).flat(),
  );
  const fitted = fit({
    kind: "fit",
    shape,
    weights: networkOf(shape).initial(stream("weights")),
    turns,
    memories: [{ outcomes, weight: 1 }],
    epochs: 40,
    batchSize: 48,
    optimiser: {
      learningRate: 0.02,
      beta1: 0.9,
      beta2: 0.98,
      epsilon: 1e-8,
      weightDecay: 0,
      clipNorm: 1,
    },
    heads: { payoff, rewardWeight: 1, qWeight: 1, lookAhead },
    key: ["fit"],
  });

  /** What the network says of reward and Q after some outcomes. */
  async function read(seen: readonly number[]): Promise<readonly number[]> {
    const walker = networkOf(shape).walker((await fitted).weights, 1);
    let said = walker.step(1, Uint8Array.of(4));
    for (const outcome of seen) said = walker.step(1, Uint8Array.of(outcome));
    return [...said.subarray(3, 7)];
  }

  test.each([
    ["a cooperator", [2, 0, 2, 0, 2], [1, 2]],
    ["a defector", [1, 3, 1, 3, 3], [-1, 0]],
    ["tit for tat, after a D", [0, 2, 1, 0, 2], [-1, 0]],
    ["tit for tat, after a C", [2, 1, 2, 1, 0], [1, 2]],
  ])("foresee the reward against %s to 0.05", async (_, seen, [ifC, ifD]) => {
    const [rewardIfC, rewardIfD] = await read(seen);
    expect(rewardIfC).toBeGreaterThan(ifC! - 0.05);
    expect(rewardIfC).toBeLessThan(ifC! + 0.05);
    expect(rewardIfD).toBeGreaterThan(ifD! - 0.05);
    expect(rewardIfD).toBeLessThan(ifD! + 0.05);
  });

  // Own later actions are C at 1/2, and so are tit for tat's: a turn of both is worth 1/2, and the first is known.
  test.each([
    ["a cooperator", [2, 0, 2, 0, 2], [(1 + 3 * 1.5) / 4, (2 + 3 * 1.5) / 4]],
    ["a defector", [1, 3, 1, 3, 3], [(-1 + 3 * -0.5) / 4, (0 + 3 * -0.5) / 4]],
    ["tit for tat, after a C", [2, 1, 2, 1, 0], [(1 + 1.5 + 2 * 0.5) / 4, (2 - 0.5 + 2 * 0.5) / 4]],
  ])("foresee the mean payoff of four turns against %s to 0.15", async (_, seen, [ifC, ifD]) => {
    const [, , qIfC, qIfD] = await read(seen);
    expect(Math.abs(qIfC! - ifC!)).toBeLessThan(0.15);
    expect(Math.abs(qIfD! - ifD!)).toBeLessThan(0.15);
  });

  test("say how far off they are", async () => {
    const { losses } = await fitted;
    // What nobody can know, at 2 between a C and a D of the co-player's: on the first turn who it is, 4 · 2/9; and after
    // the first own D, which comes sooner or later, whether one who cooperated is tit for tat, 2/3 · 4 · 1/4.
    const unknowable = (8 / 9 + 2 / 3) / turns;
    expect(losses.reward).toBeGreaterThan(0.95 * unknowable);
    expect(losses.reward).toBeLessThan(1.1 * unknowable);
    expect(losses.q).toBeLessThan(0.3);
  });
});

describe("a training", () => {
  const common = { turns: 6, hidden: 4, embedding: 3, "batch-size": 16, updates: 2, "report-every": 1 };
  const predictive = {
    ...common,
    algorithm: "ppi",
    phases: 2,
    "pretraining-episodes": 32,
    "pretraining-epochs": 1,
    epochs: 1,
    "episodes-per-phase": 8,
    rollouts: 3,
    "look-ahead": 4,
  } as const;

  test.each([
    ["ppi", ppi, ppiShape, small({ ...predictive, "reward-weight": 1, "q-weight": 0.5 }), ["reward", "q"]],
    ["a2c", a2c, a2cShape, small({ ...common, algorithm: "a2c", "reward-weight": 1 }), ["reward"]],
    [
      "magrpo",
      magrpo,
      magrpoShape,
      small({ ...common, algorithm: "magrpo", "group-size": 4, "reward-weight": 1 }),
      ["reward"],
    ],
  ] as const)(
    "by %s has heads where they have a weight, and shows their errors",
    async (_, train, shapeOf, config, heads) => {
      const outputs = heads.flatMap((head) => [`${head}IfC`, `${head}IfD`]);
      expect(shapeOf(config).outputs.slice(-outputs.length)).toEqual(outputs);
      const { end } = await trained(train(config, services(), null));
      const [first, second] = end.curve.map(({ learners }) => learners[0]!.losses);
      for (const head of heads) {
        expect(first![head]).toBeGreaterThan(0);
        expect(second![head]).not.toBe(first![head]);
      }
      const layout: Weights = end.learners[0]!.weights;
      expect(Object.keys(layout)).toEqual(Object.keys(networkOf(shapeOf(config)).layout));
    },
  );

  test("without such weights has none", () => {
    const config = small(predictive);
    expect(headTask(config, game.payoff.row)).toBeNull();
    expect(ppiShape(config).outputs).toEqual(["own", "coPlayerIfC", "coPlayerIfD"]);
  });
});
