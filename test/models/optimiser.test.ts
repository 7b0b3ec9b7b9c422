import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { Weights } from "../../src/models/network.ts";
import { adamW, type AdamWOptions, type Optimiser } from "../../src/models/optimiser.ts";
import { loadGraph } from "../../src/models/tensorflow.ts";

const { graph: tf } = await loadGraph("wasm");

const options: AdamWOptions = {
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: 1e9,
};

/** A matrix [[1, 2]] and a bias [3], learned by AdamW. */
function learning(change: Partial<AdamWOptions> = {}) {
  const matrix = tf.variable(tf.tensor2d([[1, 2]]));
  const bias = tf.variable(tf.tensor1d([3]));
  const optimiser = adamW(tf, { matrix, bias }, { ...options, ...change });
  return {
    optimiser,
    step: (ofMatrix: readonly number[], ofBias: number): number =>
      tf.tidy(() =>
        optimiser.step({
          [matrix.name]: tf.tensor2d([...ofMatrix], [1, 2]),
          [bias.name]: tf.tensor1d([ofBias]),
        }),
      ),
    values: (): number[] => [...matrix.dataSync(), ...bias.dataSync()],
  };
}

/** One weight by Adam as it is printed: in double precision, with nothing left out. */
function byHand(w: number, gradients: readonly number[]): number {
  const { learningRate, beta1, beta2, epsilon } = options;
  let m = 0;
  let v = 0;
  gradients.forEach((g, i) => {
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g ** 2;
    w -= (learningRate * (m / (1 - beta1 ** (i + 1)))) / (Math.sqrt(v / (1 - beta2 ** (i + 1))) + epsilon);
  });
  return w;
}

test("steps are those of Adam", () => {
  const { step, values } = learning();
  for (const g of [1, -2, 0.5]) step([g, 3 * g], 0.1);
  const expected = [byHand(1, [1, -2, 0.5]), byHand(2, [3, -6, 1.5]), byHand(3, [0.1, 0.1, 0.1])];
  values().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
});

test("matrices decay and biases do not, whatever the gradient", () => {
  const { step, values } = learning({ weightDecay: 0.5 });
  step([0, 0], 0);
  const expected = [1 * (1 - 0.1 * 0.5), 2 * (1 - 0.1 * 0.5), 3];
  values().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
});

test("the norm is of all gradients together, and a longer one is shortened to what is allowed", () => {
  const free = learning();
  const clipped = learning({ clipNorm: 6.5 });
  expect(clipped.step([3, 4], 12)).toBeCloseTo(13, 5);
  free.step([1.5, 2], 6);
  // Adam forgives the length of a first step: the second shows whether the first was shortened.
  expect(clipped.step([0.3, 0.4], 0)).toBeCloseTo(0.5, 5);
  free.step([0.3, 0.4], 0);
  const expected = free.values();
  clipped.values().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
});

test("a gradient that is no number is told by the norm, and nothing moves", () => {
  const { step, values, optimiser } = learning({ weightDecay: 0.5 });
  step([1, 1], 1);
  const before = [values(), optimiser.getState()];
  expect(step([Number.NaN, 0], 0)).toBeNaN();
  expect(step([Infinity, 0], 0)).toBe(Infinity);
  expect([values(), optimiser.getState()]).toEqual(before);
});

test("a weight without a gradient keeps its place among the moments", () => {
  const matrix = tf.variable(tf.tensor2d([[1, 2]]));
  const bias = tf.variable(tf.tensor1d([3]));
  const optimiser = adamW(tf, { matrix, bias }, options);
  for (let i = 0; i < 3; i++) tf.tidy(() => optimiser.step({ [bias.name]: tf.tensor1d([i]) }));
  expect([...matrix.dataSync()]).toEqual([1, 2]);
  expect(bias.dataSync()[0]).toBeCloseTo(byHand(3, [0, 1, 2]), 5);
});

test("one that goes on from a state makes the same steps, to the bit", () => {
  const random = stream("resume");
  const gradients = Array.from({ length: 40 }, () => [random.next() - 0.5, random.next(), -random.next()]);
  const run = (each: ReturnType<typeof learning>, from: number, to: number): void =>
    gradients.slice(from, to).forEach(([a, b, c]) => each.step([a!, b!], c!));
  const whole = learning({ weightDecay: 0.1, clipNorm: 0.5 });
  run(whole, 0, 40);

  const early = learning({ weightDecay: 0.1, clipNorm: 0.5 });
  run(early, 0, 25);
  const state = early.optimiser.getState();
  const values = early.values();
  const matrix = tf.variable(tf.tensor2d([values.slice(0, 2)]));
  const bias = tf.variable(tf.tensor1d(values.slice(2)));
  const late = adamW(tf, { matrix, bias }, { ...options, weightDecay: 0.1, clipNorm: 0.5 });
  late.setState(state);
  for (const [a, b, c] of gradients.slice(25))
    tf.tidy(() => late.step({ [matrix.name]: tf.tensor2d([[a!, b!]]), [bias.name]: tf.tensor1d([c!]) }));

  expect([...matrix.dataSync(), ...bias.dataSync()]).toEqual(whole.values());
  expect(late.getState()).toEqual(whole.optimiser.getState());
});

test("a state of other weights is refused, and nothing has changed", () => {
  const { optimiser, step } = learning();
  step([1, 2], 3);
  const before = optimiser.getState();
  const { "second/bias": _, ...lacking } = before;
  const longer: Weights = { ...before, "first/matrix": { shape: [3], values: new Float32Array(3) } };
  expect(() => optimiser.setState(lacking)).toThrow(
    "the optimiser's state must have 1 numbers in second/bias, got none",
  );
  expect(() => optimiser.setState(longer)).toThrow("2 numbers in first/matrix, got 3");
  expect(optimiser.getState()).toEqual(before);
});

test("steps leave no tensors behind, and neither does an optimiser that is disposed of", () => {
  const matrix = tf.variable(tf.ones([2, 2]));
  const before = tf.memory().numTensors;
  const optimiser: Optimiser = adamW(tf, { matrix }, options);
  tf.tidy(() => optimiser.step({ [matrix.name]: tf.ones([2, 2]) }));
  const held = tf.memory().numTensors;
  for (let i = 0; i < 5; i++) tf.tidy(() => optimiser.step({ [matrix.name]: tf.ones([2, 2]) }));
  expect(tf.memory().numTensors).toBe(held);
  optimiser.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
