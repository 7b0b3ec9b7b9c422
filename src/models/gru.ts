import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "./graph.ts";
import {
  gruKernel,
  type GruEpisodes,
  type GruLanes,
  type GruKernel,
  type GruTables,
  type PlanOptions,
} from "./kernels/gru-kernel.ts";
import { SYMBOLS, type Batch, type Network, type Shape, type Variables, type Weights } from "./network.ts";
import { freshWeight } from "./initial.ts";

/**
 * A gated recurrent unit over embedded symbols, with linear heads on the swish of its state. Since it reads one of five
 * symbols, embedding and input weights multiply out to a table of five rows: the kernels see that table alone. Context
 * is read as a symbol of its own, before the first turn.
 *
 * @see Weis2026
 */
export function gruNetwork(shape: Shape): Network {
  const { hidden: H, embedding: E, outputs, context } = shape;
  const O = outputs.length;
  const layout = {
    ...(context > 0 ? { context: [context, E] } : {}),
    embedding: [SYMBOLS, E],
    input: [E, 3 * H],
    inputBias: [3 * H],
    recurrent: [H, 3 * H],
    candidateBias: [H],
    heads: [H, O],
    headBias: [O],
  };
  const shaped = new Map<string, LoadedEpisodes>();
  const episodesOf = ({ turns, episodes }: Batch) => {
    const key = `${turns} × ${episodes}`;
    const known = shaped.get(key);
    if (known !== undefined) return known;
    const kernel = gruKernel(H, O);
    const made = { ...kernel.episodes(turns, episodes), load: kernel.load };
    shaped.set(key, made);
    return made;
  };
  return {
    shape,
    layout,
    initial: (random) =>
      Object.fromEntries(
        Object.entries(layout).map(([name, dimensions]) => [name, freshWeight(dimensions, random)]),
      ),
    outputs: (graph, variables, batch) => fused(graph, episodesOf(batch), variables, batch, shape),
    walker(weights, lanes, given) {
      const { step, padded } = walkingKernel(shape, weights, lanes, given);
      const said = new Float32Array(O * lanes);
      let isFirst = true;
      return {
        step(n, symbols) {
          const out = step(n, isFirst ? null : symbols);
          isFirst = false;
          for (let o = 0; o < O; o++) said.set(out.subarray(o * padded, o * padded + n), o * lanes);
          return said;
        },
        close: () => undefined,
      };
    },
  };
}

/** Lanes of a network that has weights, and plans where `options` say how. */
export function walkingKernel(
  shape: Shape,
  weights: Weights,
  lanes: number,
  context?: Float32Array,
  options?: PlanOptions,
): GruLanes {
  const kernel = gruKernel(shape.hidden, shape.outputs.length, options);
  const tables = tablesOf(weights);
  kernel.load(tables);
  const start =
    shape.context > 0 ? startsOf(shape, weights, tables.candidateBias, lanes, context!) : undefined;
  return kernel.lanes(lanes, start);
}

/** The product of two matrices [n, m] and [m, k], row by row, plus a row. */
function affine(left: Float32Array, right: Float32Array, row: Float32Array, n: number): Float32Array {
  const k = row.length;
  const m = left.length / n;
  const product = new Float32Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let column = 0; column < k; column++) {
      let sum = row[column]!;
      for (let j = 0; j < m; j++) sum += left[i * m + j]! * right[j * k + column]!;
      product[i * k + column] = sum;
    }
  }
  return product;
}

function tablesOf(weights: Weights): GruTables {
  const values = (name: string): Float32Array => weights[name]!.values;
  return {
    table: affine(values("embedding"), values("input"), values("inputBias"), SYMBOLS),
    recurrent: values("recurrent"),
    candidateBias: values("candidateBias"),
    heads: values("heads"),
    headBias: values("headBias"),
  };
}

/** Where lanes stand once they have read their context: one step from zero, [lanes, H]. */
function startsOf(
  { hidden: H, embedding: E }: Shape,
  weights: Weights,
  candidateBias: Float32Array,
  lanes: number,
  context: Float32Array,
): Float32Array {
  const embedded = affine(context, weights["context"]!.values, new Float32Array(E), lanes);
  const gates = affine(embedded, weights["input"]!.values, weights["inputBias"]!.values, lanes);
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const starts = new Float32Array(lanes * H);
  for (let lane = 0; lane < lanes; lane++) {
    const at = lane * 3 * H;
    for (let unit = 0; unit < H; unit++) {
      const r = sigmoid(gates[at + unit]!);
      const z = sigmoid(gates[at + H + unit]!);
      starts[lane * H + unit] = (1 - z) * Math.tanh(gates[at + 2 * H + unit]! + r * candidateBias[unit]!);
    }
  }
  return starts;
}

/** Batches of equal shape, by weights that can be changed. */
type LoadedEpisodes = GruEpisodes & Pick<GruKernel, "load">;

/** The kernels as one operation of the graph, with its gradient. */
function fused(
  tf: Graph,
  episodes: LoadedEpisodes,
  variables: Variables,
  batch: Batch,
  { hidden: H, outputs, context }: Shape,
): Tensor3D {
  const variable = (name: string): Tensor2D => variables[name] as unknown as Tensor2D;
  const [input, inputBias, candidateBias] = [
    variable("input"),
    variable("inputBias"),
    variable("candidateBias"),
  ];
  const table = tf.add(tf.matMul(variable("embedding"), input), inputBias);
  const start = context > 0 ? startTensor(tf, variables, batch, context, H) : tf.zeros([1, 1]);

  const operation = tf.customGrad((...inputs) => {
    const [t, u, b, s, w, c] = inputs as Tensor[];
    const read = (tensor: Tensor | undefined): Float32Array => tensor!.dataSync<"float32">();
    episodes.load({
      table: read(t),
      recurrent: read(u),
      candidateBias: read(b),
      heads: read(w),
      headBias: read(c),
    });
    const out = episodes.forward(batch.symbols, context > 0 ? read(s) : null);
    return {
      value: tf.tensor(out.slice(), [batch.turns, outputs.length, batch.episodes]),
      gradFunc: (dy) => {
        const g = episodes.backward(dy.dataSync<"float32">());
        return [
          tf.tensor(g.table, t!.shape),
          tf.tensor(g.recurrent, u!.shape),
          tf.tensor(g.candidateBias, b!.shape),
          context > 0 ? tf.tensor(g.start, s!.shape) : tf.zerosLike(s!),
          tf.tensor(g.heads, w!.shape),
          tf.tensor(g.headBias, c!.shape),
        ];
      },
    };
  });
  return operation(
    table,
    variable("recurrent"),
    candidateBias,
    start,
    variable("heads"),
    variable("headBias"),
  ) as Tensor3D;
}

/** {@link startsOf} in the graph. */
function startTensor(tf: Graph, variables: Variables, batch: Batch, context: number, H: number): Tensor2D {
  const told = tf.tensor2d(batch.context!, [batch.episodes, context]);
  const variable = (name: string): Tensor2D => variables[name] as unknown as Tensor2D;
  const embedded = tf.matMul(told, variable("context"));
  const gates = tf.add(tf.matMul(embedded, variable("input")), variable("inputBias"));
  const [r, z, n] = tf.split(gates, 3, 1) as [Tensor2D, Tensor2D, Tensor2D];
  const bias = tf.reshape(variables["candidateBias"] as unknown as Tensor1D, [1, H]);
  const candidate = tf.tanh(tf.add(n, tf.mul(tf.sigmoid(r), bias)));
  return tf.mul(tf.sub(1, tf.sigmoid(z)), candidate);
}
