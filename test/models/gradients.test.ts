import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { loadGraph } from "../../src/models/tensorflow.ts";
import { slopes, wrong } from "./gradients.ts";

const { graph: tf } = await loadGraph("wasm");

/** Away from 0, where some of them bend, and no two alike. */
const spread = (length: number): Float32Array => {
  const random = stream("gradients");
  return Float32Array.from(
    { length },
    (_, i) => (i % 2 === 0 ? 1 : -1) * (0.2 + i / length + 0.05 * random.next()),
  );
};
const variable = (...shape: number[]): Variable =>
  tf.variable(tf.tensor(spread(shape.reduce((a, b) => a * b, 1)), shape));
/** A weighted sum, so that no part of the gradient is like another. */
const sum = (y: Tensor): Tensor => tf.sum(tf.mul(y, tf.tensor(spread(y.size).reverse(), y.shape)));

const positive = (x: Tensor): Tensor => tf.add(tf.square(x), 0.5);

/** By kernel: the shapes of its inputs, and what is done with them. */
const cases: Readonly<Record<string, readonly [shapes: readonly number[][], f: (...x: Tensor[]) => Tensor]>> =
  {
    Add: [[[2, 3], [3]], (a, b) => tf.add(a, b)],
    Sub: [
      [
        [2, 1],
        [2, 3],
      ],
      (a, b) => tf.sub(a, b),
    ],
    Multiply: [
      [
        [2, 3],
        [1, 3],
      ],
      (a, b) => tf.mul(a, b),
    ],
    RealDiv: [[[2, 3], [3]], (a, b) => tf.div(a, positive(b))],
    SquaredDifference: [[[2, 3], [3]], (a, b) => tf.squaredDifference(a, b)],
    Maximum: [[[6], [1]], (a, b) => tf.maximum(a, tf.mul(b, 2))],
    Minimum: [[[6], [1]], (a, b) => tf.minimum(a, tf.mul(b, 2))],
    Neg: [[[3]], (x) => tf.neg(x)],
    Abs: [[[6]], (x) => tf.abs(x)],
    Square: [[[3]], (x) => tf.square(x)],
    Sqrt: [[[4]], (x) => tf.sqrt(positive(x))],
    Rsqrt: [[[4]], (x) => tf.rsqrt(positive(x))],
    Reciprocal: [[[4]], (x) => tf.reciprocal(positive(x))],
    Exp: [[[4]], (x) => tf.exp(x)],
    Log: [[[4]], (x) => tf.log(positive(x))],
    Log1p: [[[4]], (x) => tf.log1p(positive(x))],
    Sigmoid: [[[4]], (x) => tf.sigmoid(x)],
    Softplus: [[[4]], (x) => tf.softplus(x)],
    Tanh: [[[4]], (x) => tf.tanh(x)],
    Relu: [[[6]], (x) => tf.relu(x)],
    ClipByValue: [[[6]], (x) => tf.clipByValue(x, -0.5, 0.5)],
    Softmax: [[[2, 3]], (x) => tf.softmax(x)],
    LogSoftmax: [[[2, 3]], (x) => tf.logSoftmax(x)],
    LogSigmoid: [[[4]], (x) => tf.logSigmoid(x)],
    "Sum over one axis": [[[2, 3, 2]], (x) => tf.sum(x, 1)],
    "Sum over all": [[[2, 3]], (x) => tf.sum(x)],
    "Mean over the last axis, kept": [[[2, 3]], (x) => tf.mean(x, -1, true)],
    Max: [[[2, 3]], (x) => tf.max(x, 1)],
    BatchMatMul: [
      [
        [2, 3],
        [3, 4],
      ],
      (a, b) => tf.matMul(a, b),
    ],
    "BatchMatMul of aᵀ": [
      [
        [3, 2],
        [3, 4],
      ],
      (a, b) => tf.matMul(a, b, true),
    ],
    "BatchMatMul of bᵀ": [
      [
        [2, 3],
        [4, 3],
      ],
      (a, b) => tf.matMul(a, b, false, true),
    ],
    "BatchMatMul of aᵀ and bᵀ": [
      [
        [3, 2],
        [4, 3],
      ],
      (a, b) => tf.matMul(a, b, true, true),
    ],
    "BatchMatMul in batches": [
      [
        [2, 2, 3],
        [2, 3, 2],
      ],
      (a, b) => tf.matMul(a, b),
    ],
    Identity: [[[3]], (x) => tf.clone(x)],
    Cast: [[[3]], (x) => tf.cast(x, "float32")],
    Reshape: [[[2, 3]], (x) => tf.reshape(x, [3, 2])],
    ExpandDims: [[[3]], (x) => tf.expandDims(x, 0)],
    Tile: [[[2, 3]], (x) => tf.tile(x, [2, 3])],
    BroadcastTo: [[[2, 1]], (x) => tf.broadcastTo(x, [3, 2, 4])],
    Transpose: [[[2, 3, 2]], (x) => tf.transpose(x, [2, 0, 1])],
    Slice: [[[3, 4]], (x) => tf.slice(x, [1, 1], [2, 2])],
    "Slice to the end": [[[3, 4]], (x) => tf.slice(x, 1)],
    Concat: [
      [
        [2, 3],
        [2, 1],
      ],
      (a, b) => tf.concat([a, b], 1),
    ],
    SplitV: [[[2, 4]], (x) => tf.mul(...(tf.split(x, 2, 1) as [Tensor, Tensor]))],
    Pack: [[[3], [3]], (a, b) => tf.stack([a, b], 1)],
    Unpack: [[[2, 3]], (x) => tf.sub(...(tf.unstack(x) as [Tensor, Tensor]))],
    Select: [[[4], [4]], (a, b) => tf.where(tf.tensor1d([1, 0, 0, 1], "bool"), a, b)],
  };

// Inputs are about 1 and sums about 5: central differences of width 0.02 err by 1e-4 or less.
test.each(Object.entries(cases))("the gradient of %s is the slope", (_, [shapes, f]) => {
  const inputs = shapes.map((shape) => variable(...shape));
  const found = slopes(tf, Object.fromEntries(inputs.map((x, i) => [i, x])), () => sum(f(...inputs)));
  expect(wrong(found, 2e-3)).toEqual([]);
  inputs.forEach((x) => x.dispose());
});

test("a kernel without a gradient says so", () => {
  expect(() => tf.grad((x) => tf.cumsum(x))(tf.tensor1d([1, 2]))).toThrow("Cumsum");
});
