import type { Scalar, Tensor, Variable } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { loadGraph } from "../../src/models/tensorflow.ts";
import { slopes, wrong } from "./gradients.ts";
import { gruOutputsOpByOp, type GruTensors } from "./gru-graph.ts";

const { graph: tf } = await loadGraph("wasm");

const H = 4;
const O = 3;
const turns = 6;
const episodes = 16;

const random = stream("gru-graph");
const symbols = Uint8Array.from({ length: turns * episodes }, (_, i) => (i < episodes ? 4 : random.below(4)));
const shapes = {
  table: [5, 3 * H],
  recurrent: [H, 3 * H],
  candidateBias: [H],
  start: [episodes, H],
  heads: [H, O],
  headBias: [O],
};

function variables(): Record<string, Variable> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const values = Float32Array.from({ length: size }, () => 2 * random.next() - 1);
      return [name, tf.variable(tf.tensor(values, shape))];
    }),
  );
}

/** One episode in plain numbers, by the equations. */
function byHand(of: Readonly<Record<string, Variable>>, episode: number): number[] {
  const at = (name: string, i: number): number => of[name]!.dataSync()[i]!;
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const units = Array.from({ length: H }, (_, i) => i);
  let h = units.map((i) => at("start", episode * H + i));
  return Array.from({ length: turns }, (_, turn) => {
    const symbol = symbols[turn * episodes + episode]!;
    const dot = (column: number): number =>
      h.reduce((sum, x, i) => sum + x * at("recurrent", i * 3 * H + column), 0);
    const fromTable = (column: number): number => at("table", symbol * 3 * H + column);
    h = units.map((i) => {
      const r = sigmoid(fromTable(i) + dot(i));
      const z = sigmoid(fromTable(H + i) + dot(H + i));
      const n = Math.tanh(fromTable(2 * H + i) + r * (dot(2 * H + i) + at("candidateBias", i)));
      return (1 - z) * n + z * h[i]!;
    });
    return Array.from({ length: O }, (_, o) =>
      h.reduce((sum, x, i) => sum + x * sigmoid(x) * at("heads", i * O + o), at("headBias", o)),
    );
  }).flat();
}

const outputs = (of: Readonly<Record<string, Variable>>): Tensor =>
  gruOutputsOpByOp(tf, of as unknown as GruTensors, { turns, episodes, symbols });

test("the graph says what the equations say, to 1e-5", () => {
  const of = variables();
  const said = tf.tidy(() => outputs(of).dataSync());
  for (const episode of [0, 7, 15])
    byHand(of, episode).forEach((value, i) =>
      expect(Math.abs(said[i * episodes + episode]! - value)).toBeLessThan(1e-5),
    );
});

// Losses are about 0.5: central differences of width 0.02 err by less than 1e-3.
test("its gradients are slopes", () => {
  const of = variables();
  const loss = (): Scalar => tf.mean(tf.square(outputs(of)));
  expect(wrong(slopes(tf, of, loss), 2e-3)).toEqual([]);
});
