import type { Scalar } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { START } from "../../src/core/outcome.ts";
import { stream } from "../../src/core/random.ts";
import { gruNetwork } from "../../src/models/gru.ts";
import type { Batch, Network, Shape, Weights } from "../../src/models/network.ts";
import { loadGraph } from "../../src/models/tensorflow.ts";
import { variablesOf } from "../../src/models/variables.ts";
import { slopes, wrong } from "./gradients.ts";
import { randomSymbols, uniform } from "./gru-reference.ts";

const { graph: tf } = await loadGraph("wasm");

const shape: Shape = {
  trunk: "gru",
  hidden: 8,
  embedding: 3,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD", "value"],
  context: 0,
};

/** Episodes of random outcomes, and random context where the shape has it. */
function episodes(turns: number, count: number, { context }: Shape): Batch {
  const random = stream("episodes", turns, count);
  const symbols = randomSymbols(turns, count, random);
  if (context === 0) return { turns, episodes: count, symbols };
  return { turns, episodes: count, symbols, context: uniform(count * context, 1, random) };
}

/** Fresh weights with some life in the biases too. */
function livelyWeights(network: Network): Weights {
  const random = stream("lively");
  return Object.fromEntries(
    Object.entries(network.initial(stream("weights"))).map(([name, weight]) => [
      name,
      { ...weight, values: weight.values.map((value) => value + 0.4 * (random.next() - 0.5)) },
    ]),
  );
}

/** [turns, outputs, episodes] */
function outputs(network: Network, weights: Weights, batch: Batch): Float32Array {
  const variables = variablesOf(tf, weights);
  const values = tf.tidy(() => network.outputs(tf, variables, batch).dataSync<"float32">().slice());
  Object.values(variables).forEach((variable) => variable.dispose());
  return values;
}

/** The same, step by step. */
function walked(
  network: Network,
  weights: Weights,
  { turns, episodes: n, symbols, context }: Batch,
): Float32Array {
  const walker = network.walker(weights, n, context);
  const all = new Float32Array(turns * network.shape.outputs.length * n);
  for (let turn = 0; turn < turns; turn++) {
    const said = walker.step(n, symbols.subarray(turn * n, (turn + 1) * n));
    all.set(said, turn * said.length);
  }
  walker.close();
  return all;
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe.each([0, 3])("with %i numbers of context", (context) => {
  const network = gruNetwork({ ...shape, context });
  const weights = livelyWeights(network);

  test("the walker says on every turn what the graph says, to 1e-4", () => {
    const batch = episodes(20, 32, network.shape);
    const graph = outputs(network, weights, batch);
    expect(graph.some((value) => Math.abs(value) > 0.3)).toBe(true);
    expect(furthest(walked(network, weights, batch), graph)).toBeLessThan(1e-4);
  });

  test("batches of one size leave those of another alone", () => {
    const [large, small] = [episodes(9, 32, network.shape), episodes(5, 16, network.shape)];
    const before = outputs(network, weights, large);
    outputs(network, livelyWeights(gruNetwork(network.shape)), small);
    expect(outputs(network, weights, large)).toEqual(before);
  });

  // Losses are about 0.3: central differences of width 0.02 err by less than 1e-3.
  test("gradients of all weights are slopes", () => {
    const batch = episodes(5, 16, network.shape);
    const variables = variablesOf(tf, weights);
    const loss = (): Scalar => tf.mean(tf.square(tf.tanh(network.outputs(tf, variables, batch))));
    const found = slopes(tf, variables, loss, { most: 12 });
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(Object.keys(network.layout)));
    expect(wrong(found, 1e-3)).toEqual([]);
    // Nothing is a slope of 0 throughout, which would be right of anything that does not matter.
    for (const name of Object.keys(weights))
      expect(
        found.some((slope) => slope.name === name && Math.abs(slope.analytic) > 1e-3),
        name,
      ).toBe(true);
    Object.values(variables).forEach((variable) => variable.dispose());
  });

  test("fresh weights are as the layout has them, and equal for equal seeds", () => {
    const [first, second, third] = ["a", "a", "b"].map((seed) => network.initial(stream(seed)));
    expect(Object.fromEntries(Object.entries(first!).map(([name, each]) => [name, each.shape]))).toEqual(
      network.layout,
    );
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
  });
});

test("lanes may be any number, and numbers of lanes that have ended stay as they were", () => {
  const network = gruNetwork(shape);
  const weights = livelyWeights(network);
  const batch = episodes(6, 16, shape);
  const whole = walked(network, weights, batch);
  const walker = network.walker(weights, 5);
  for (let turn = 0; turn < 6; turn++) {
    const n = turn < 3 ? 5 : 2;
    const said = walker.step(n, batch.symbols.subarray(turn * 16, turn * 16 + n));
    for (let o = 0; o < 4; o++) {
      const row = (turn * 4 + o) * 16;
      expect(said.slice(5 * o, 5 * o + n)).toEqual(whole.slice(row, row + n));
    }
  }
});

test("a lane's context is nothing to another", () => {
  const network = gruNetwork({ ...shape, context: 2 });
  const weights = livelyWeights(network);
  const alone = network.walker(weights, 1, Float32Array.of(0.1, 0.2));
  const together = network.walker(weights, 2, Float32Array.of(0.7, -0.3, 0.1, 0.2));
  for (const symbol of [START, 1, 2, 0]) {
    const [own] = alone.step(1, Uint8Array.of(symbol));
    const both = together.step(2, Uint8Array.of(symbol === START ? START : 3, symbol));
    expect(both[1]).toBe(own);
    expect(both[0]).not.toBe(own);
  }
});

test("a later symbol changes no earlier output, and does change those from its turn on", () => {
  const network = gruNetwork(shape);
  const weights = livelyWeights(network);
  const batch = episodes(20, 16, shape);
  const changed = { ...batch, symbols: batch.symbols.slice() };
  changed.symbols[12 * 16] = (changed.symbols[12 * 16]! + 1) % 4;
  const [before, after] = [outputs(network, weights, batch), outputs(network, weights, changed)];
  const until = 12 * 4 * 16;
  expect(after.subarray(0, until)).toEqual(before.subarray(0, until));
  expect(after[until]).not.toBe(before[until]);
});
