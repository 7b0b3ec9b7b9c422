import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import type { Shape } from "../../../src/models/network.ts";
import { networkOf } from "../../../src/models/networks.ts";
import { loadGraph } from "../../../src/models/tensorflow.ts";
import { drawChances } from "../../../src/models/tabular.ts";
import { fit } from "../../../src/models/trainers/fit.ts";
import type { FitTask, Memory } from "../../../src/models/trainers/tasks.ts";

const { graph: tf } = await loadGraph();

const turns = 20;
const shape: Shape = {
  trunk: "gru",
  hidden: 16,
  embedding: 8,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD"],
  context: 0,
};
const adam = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 };

/** Episodes of two tabular players, and what a learner would be told of the second. */
function tabularMemory(episodes: number, ...key: readonly (string | number)[]) {
  const random = stream("memory", ...key);
  const outcomes = new Uint8Array(episodes * turns);
  const context = new Float32Array(episodes * 5);
  for (let episode = 0; episode < episodes; episode++) {
    const [own, other] = [drawChances(random), drawChances(random)];
    // From the first player's view, whose mirror the second's is.
    const seen = [0, 2, 1, 3, 4].map((state) => other[state]!);
    context.set(
      seen.map((chance) => 2 * chance - 1),
      episode * 5,
    );
    let last = 4;
    for (let turn = 0; turn < turns; turn++) {
      const outcome = 2 * Number(random.next() >= own[last]!) + Number(random.next() >= seen[last]!);
      outcomes[episode * turns + turn] = outcome;
      last = outcome;
    }
  }
  return { outcomes, context };
}

/** What the best of all sequence models loses on such episodes in nats a turn, own and co-player's: Laplace's rule. */
function laplaceLoss(outcomes: Uint8Array): number {
  let loss = 0;
  for (let from = 0; from < outcomes.length; from += turns) {
    const counts = new Float64Array(20).fill(1);
    let last = 4;
    for (const outcome of outcomes.subarray(from, from + turns)) {
      for (const [at, action] of [
        [4 * last, outcome >> 1],
        [4 * last + 2, outcome & 1],
      ] as const) {
        loss -= Math.log(counts[at + action]! / (counts[at]! + counts[at + 1]!));
        counts[at + action]!++;
      }
      last = outcome;
    }
  }
  return loss / outcomes.length;
}

const task = (memories: readonly Memory[], more: Partial<FitTask> = {}): FitTask => ({
  kind: "fit",
  shape,
  weights: networkOf(more.shape ?? shape).initial(stream("weights")),
  turns,
  memories,
  epochs: 1,
  batchSize: 32,
  optimiser: { learningRate: 0.02, ...adam },
  key: ["fit"],
  ...more,
});

/** Weights of a network that knows nothing. */
const blank = () =>
  Object.fromEntries(
    Object.entries(networkOf(shape).initial(stream("blank"))).map(([name, each]) => [
      name,
      { ...each, values: each.values.map(() => 0) },
    ]),
  );

const total = ({ own, coPlayer }: { own: number; coPlayer: number }): number => own + coPlayer;

describe("a fit", () => {
  test("to tabular players learns most of what there is to learn in so few turns, and no more", async () => {
    const { outcomes } = tabularMemory(4000, "near");
    const larger = { ...shape, hidden: 24 };
    const { losses } = await fit(
      task([{ outcomes, weight: 1 }], { shape: larger, epochs: 10, batchSize: 64 }),
    );
    const best = laplaceLoss(outcomes);
    // What a coin loses more than the best.
    const most = 2 * Math.LN2 - best;
    expect(most).toBeGreaterThan(0.1);
    expect(total(losses) - best).toBeGreaterThan(0);
    expect(total(losses) - best).toBeLessThan(most / 4);
    // Own and co-player's moves are equally hard to foresee.
    expect(Math.abs(losses.own - losses.coPlayer)).toBeLessThan(0.02);
  });

  test("to players that it is told of foresees them better than anyone could that is not", async () => {
    const { outcomes, context } = tabularMemory(4000, "told");
    const told = { ...shape, context: 5 };
    const { losses } = await fit(
      task([{ outcomes, context, weight: 1 }], { shape: told, epochs: 10, batchSize: 128 }),
    );
    const best = laplaceLoss(outcomes) / 2;
    expect(losses.own).toBeGreaterThan(best);
    expect(losses.coPlayer).toBeLessThan(best - 0.03);
  });

  test("is the same to the bit for equal keys, and another for others", async () => {
    const memories = [{ outcomes: tabularMemory(200).outcomes, weight: 1 }];
    const [first, second, third] = await Promise.all(
      ["a", "a", "b"].map((key) => fit(task(memories, { key: [key] }))),
    );
    expect(second).toEqual(first);
    expect(third!.weights).not.toEqual(first!.weights);
  });

  test("does not mind how episodes are divided among memories of one weight", async () => {
    const { outcomes } = tabularMemory(100);
    const at = 37 * turns;
    const parts = [outcomes.subarray(0, at), outcomes.subarray(at)].map((part) => ({
      outcomes: part,
      weight: 5,
    }));
    expect(await fit(task(parts))).toEqual(await fit(task([{ outcomes, weight: 5 }])));
  });

  // Of 4,000 draws 2,000 are certain and 2,000 come of 3,000 chances of 2/3: 3 SE of their share are 0.01. The fewer than
  // 80 that are left over when batches are full are drawn by lot.
  test("draws an episode of weight 3 thrice as often as one of weight 1", async () => {
    const [all, turns] = [4000, 2];
    const outcomes = new Uint8Array(all * turns).fill(3, 3000 * turns);
    const memories = [
      { outcomes: outcomes.subarray(0, 3000 * turns), weight: 0.5 },
      { outcomes: outcomes.subarray(3000 * turns), weight: 1.5 },
    ];
    // Whose loss is 2 less for an own C than for a D.
    const weights = { ...blank(), headBias: { shape: [3], values: Float32Array.of(2, 0, 0) } };
    const optimiser = { ...adam, learningRate: 1e-9 };
    const { losses } = await fit(task(memories, { weights, turns, batchSize: 80, optimiser }));
    const share = (losses.own - Math.log1p(Math.exp(-2))) / 2;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.012);
    expect(losses.coPlayer).toBeCloseTo(Math.LN2, 4);
  });

  test("takes episodes that nothing is told of for such as zeros are told of", async () => {
    const { outcomes, context } = tabularMemory(64);
    const half = outcomes.length / 2;
    const [first, second] = [outcomes.subarray(0, half), outcomes.subarray(half)];
    const told = { outcomes: first, context: context.subarray(0, 32 * 5), weight: 1 };
    const more = { shape: { ...shape, context: 5 } };
    const [zeros, ones] = [0, 1].map((value) => new Float32Array(32 * 5).fill(value));
    const [untold, toldZeros, toldMore] = await Promise.all([
      fit(task([told, { outcomes: second, weight: 1 }], more)),
      fit(task([told, { outcomes: second, context: zeros!, weight: 1 }], more)),
      fit(task([told, { outcomes: second, context: ones!, weight: 1 }], more)),
    ]);
    expect(untold).toEqual(toldZeros);
    expect(untold).not.toEqual(toldMore);
  });

  test("loses 2 ln 2 with a network that knows nothing", async () => {
    const { losses } = await fit(
      task([{ outcomes: tabularMemory(32).outcomes, weight: 1 }], { weights: blank() }),
    );
    expect(losses.own).toBeCloseTo(Math.LN2, 4);
    expect(losses.coPlayer).toBeCloseTo(Math.LN2, 4);
  });

  test("of fewer episodes than a batch takes goes through them again", async () => {
    const { outcomes } = tabularMemory(16);
    const few = await fit(task([{ outcomes, weight: 1 }], { batchSize: 32 }));
    const again = await fit(task([{ outcomes, weight: 1 }], { batchSize: 16 }));
    expect(total(few.losses)).toBeCloseTo(total(again.losses), 6);
  });

  test("leaves the weights that it was given as they were, and no tensors behind", async () => {
    const given = task([{ outcomes: tabularMemory(64).outcomes, weight: 1 }]);
    const before = structuredClone(given.weights);
    const { weights } = await fit(given);
    expect(given.weights).toEqual(before);
    expect(weights).not.toEqual(before);
    const { numTensors } = tf.memory();
    await fit(given);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test("that diverges says so by losses that are no numbers", async () => {
    const optimiser = { ...adam, learningRate: 1e38 };
    const { losses } = await fit(
      task([{ outcomes: tabularMemory(320).outcomes, weight: 1 }], { optimiser, epochs: 3 }),
    );
    expect(Number.isFinite(total(losses))).toBe(false);
  });
});
