import type { Scalar } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { Batch, Network, Shape, Variables, Weights } from "../../src/models/network.ts";
import { adamW } from "../../src/models/optimiser.ts";
import { loadGraph } from "../../src/models/tensorflow.ts";
import { transformerNetwork } from "../../src/models/transformer.ts";
import { slopes, wrong } from "./gradients.ts";

const { graph: tf } = await loadGraph("wasm");

const shape: Shape = {
  trunk: "transformer",
  hidden: 16,
  embedding: 8,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD"],
  context: 0,
  blocks: 2,
  attentionHeads: 4,
  longest: 20,
};
const tiny: Shape = { ...shape, hidden: 8, embedding: 3, attentionHeads: 2, blocks: 1, longest: 5 };

/** Episodes of random outcomes, and random context where the shape has it. */
function episodes(turns: number, { context }: Shape, seed = 1): Batch {
  const random = stream("episodes", seed);
  const count = 16;
  const symbols = Uint8Array.from({ length: turns * count }, (_, i) => (i < count ? 4 : random.below(4)));
  if (context === 0) return { turns, episodes: count, symbols };
  const told = Float32Array.from({ length: count * context }, () => random.next() - 0.5);
  return { turns, episodes: count, symbols, context: told };
}

/** Fresh weights with some life in gains, shifts and biases too. */
function livelyWeights(network: Network): Weights {
  const random = stream("lively");
  return Object.fromEntries(
    Object.entries(network.initial(stream("weights"))).map(([name, weight]) => [
      name,
      { ...weight, values: weight.values.map((value) => value + 0.4 * (random.next() - 0.5)) },
    ]),
  );
}

const variablesOf = (weights: Weights): Variables =>
  Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      tf.variable(tf.tensor(weight.values, [...weight.shape])),
    ]),
  );

const disposed = (variables: Variables): void => Object.values(variables).forEach((each) => each.dispose());

/** [turns, outputs, episodes] */
function outputs(network: Network, weights: Weights, batch: Batch): Float32Array {
  const variables = variablesOf(weights);
  const values = tf.tidy(() => network.outputs(tf, variables, batch).dataSync<"float32">().slice());
  disposed(variables);
  return values;
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe.each([0, 3])("with %i numbers of context", (context) => {
  test("the walker says on every turn what the graph says, to 1e-4", () => {
    const network = transformerNetwork({ ...shape, context });
    const weights = livelyWeights(network);
    const batch = episodes(20, network.shape);
    const walker = network.walker(weights, batch.episodes, batch.context);
    const walked = Array.from({ length: batch.turns }, (_, turn) => [
      ...walker.step(
        batch.episodes,
        batch.symbols.subarray(turn * batch.episodes, (turn + 1) * batch.episodes),
      ),
    ]);
    const graph = outputs(network, weights, batch);
    expect(graph.some((value) => Math.abs(value) > 0.5)).toBe(true);
    expect(furthest(Float32Array.from(walked.flat()), graph)).toBeLessThan(1e-4);
  });

  // Losses are about 0.3 and bend much where a norm is of little: differences of width 0.002 err by 1e-3.
  test("gradients are slopes", () => {
    const network = transformerNetwork({ ...tiny, context });
    const batch = episodes(5, network.shape);
    const variables = variablesOf(livelyWeights(network));
    const loss = (): Scalar => tf.mean(tf.square(tf.tanh(network.outputs(tf, variables, batch))));
    expect(wrong(slopes(tf, variables, loss, { most: 12, step: 1e-3 }), 2e-3)).toEqual([]);
    disposed(variables);
  });
});

test("a later symbol changes no earlier output, and does change its own", () => {
  const network = transformerNetwork(shape);
  const weights = livelyWeights(network);
  const batch = episodes(20, shape);
  const changed = { ...batch, symbols: batch.symbols.slice() };
  changed.symbols[12 * batch.episodes] = (changed.symbols[12 * batch.episodes]! + 1) % 4;
  const [before, after] = [outputs(network, weights, batch), outputs(network, weights, changed)];
  const until = 12 * shape.outputs.length * batch.episodes;
  expect(after.subarray(0, until)).toEqual(before.subarray(0, until));
  expect(Math.abs(after[until]! - before[until]!)).toBeGreaterThan(1e-3);
});

test("one lane's symbols and context are nothing to another", () => {
  const network = transformerNetwork({ ...shape, context: 2 });
  const weights = livelyWeights(network);
  const alone = network.walker(weights, 1, Float32Array.of(0.1, 0.2));
  const together = network.walker(weights, 2, Float32Array.of(0.7, -0.3, 0.1, 0.2));
  for (const symbol of [4, 1, 2, 0]) {
    const [own, coPlayer] = alone.step(1, Uint8Array.of(symbol));
    const both = together.step(2, Uint8Array.of(symbol === 4 ? 4 : 3, symbol));
    expect([both[1], both[3]]).toEqual([own, coPlayer]);
  }
});

test("lanes that have ended leave the others as they were", () => {
  const network = transformerNetwork(shape);
  const weights = livelyWeights(network);
  const alone = network.walker(weights, 1);
  const first = network.walker(weights, 3);
  for (const [turn, symbol] of [4, 1, 2, 0, 3].entries()) {
    const [own] = alone.step(1, Uint8Array.of(symbol));
    expect(first.step(turn < 2 ? 3 : 1, new Uint8Array(3).fill(symbol))[0]).toBe(own);
  }
});

test("it learns in a few updates to foretell what comes next", () => {
  // Outcomes go round CC, CD, DC, DD from a random one; foretold is whether the co-player's next action is C.
  const network = transformerNetwork({ ...shape, longest: 8 });
  const random = stream("rounds");
  const count = 32;
  const turns = 8;
  const begun = Uint8Array.from({ length: count }, () => random.below(4));
  const outcome = (turn: number, episode: number): number => (begun[episode]! + turn) % 4;
  const symbols = Uint8Array.from({ length: turns * count }, (_, i) =>
    i < count ? 4 : outcome(Math.floor(i / count) - 1, i % count),
  );
  const signs = Float32Array.from({ length: turns * count }, (_, i) =>
    outcome(Math.floor(i / count), i % count) % 2 === 0 ? -1 : 1,
  );
  const variables = variablesOf(network.initial(stream("learns")));
  const optimiser = adamW(tf, variables, {
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.98,
    epsilon: 1e-8,
    weightDecay: 0.01,
    clipNorm: 1,
  });
  const loss = (): Scalar => {
    const own = tf.slice(network.outputs(tf, variables, { turns, episodes: count, symbols }), 0, [
      turns,
      1,
      count,
    ]);
    const wrongness = tf.softplus(tf.mul(own, tf.tensor3d(signs, [turns, 1, count])));
    // The first turn is a coin's: 7 of 8 can be known.
    return tf.mean(tf.slice(wrongness, 1));
  };
  const losses = Array.from({ length: 40 }, () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, Object.values(variables));
      optimiser.step(grads);
      return value.dataSync()[0]!;
    }),
  );
  expect(losses[0]).toBeGreaterThan(0.5);
  expect(losses.at(-1)).toBeLessThan(0.05);
  optimiser.dispose();
  disposed(variables);
});

test("equal seeds give equal weights, and other seeds others", () => {
  const network = transformerNetwork(shape);
  const weights = network.initial(stream("a"));
  expect(network.initial(stream("a"))).toEqual(weights);
  expect(network.initial(stream("b"))["heads"]).not.toEqual(weights["heads"]);
  expect(Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight.shape]))).toEqual(
    network.layout,
  );
});

test("backends agree to 1e-5", async () => {
  const network = transformerNetwork({ ...shape, context: 3 });
  const weights = livelyWeights(network);
  const batch = episodes(20, network.shape);
  const wasm = outputs(network, weights, batch);
  await tf.setBackend("cpu");
  try {
    expect(furthest(outputs(network, weights, batch), wasm)).toBeLessThan(1e-5);
  } finally {
    await tf.setBackend("wasm");
  }
});

describe("what cannot be is refused:", () => {
  test("heads that do not divide the units", () => {
    expect(() => transformerNetwork({ ...shape, attentionHeads: 3 })).toThrow(
      "hidden must be a multiple of attention-heads, got 16 and 3",
    );
  });

  test("a shape without blocks", () => {
    const { blocks: _, ...flat } = shape;
    expect(() => transformerNetwork(flat)).toThrow("a transformer's blocks must be an integer of at least 1");
  });

  test("episodes that are longer than what it was made for, in the graph and on the walk", () => {
    const network = transformerNetwork(tiny);
    const weights = network.initial(stream("weights"));
    expect(() => outputs(network, weights, episodes(6, tiny))).toThrow(
      "this transformer reads at most 5 turns, got 6",
    );
    const walker = network.walker(weights, 1);
    for (let turn = 0; turn < 5; turn++) walker.step(1, Uint8Array.of(turn === 0 ? 4 : 0));
    expect(() => walker.step(1, Uint8Array.of(0))).toThrow("at most 5 turns, got 6");
  });

  test("context of the wrong length", () => {
    const network = transformerNetwork({ ...tiny, context: 2 });
    expect(() => network.walker(network.initial(stream("weights")), 3, new Float32Array(2))).toThrow(
      "context must have 2 numbers for each of 3 lanes, got 2",
    );
  });
});
