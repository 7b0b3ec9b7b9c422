import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "./graph.ts";
import { SYMBOLS, type Batch, type Network, type Shape } from "./network.ts";
import {
  checked,
  checkTurns,
  freshWeights,
  layoutOf,
  NORM_EPSILON,
  tokensBefore,
  type TransformerShape,
} from "./transformer-shape.ts";
import { transformerWalker } from "./transformer-walker.ts";

/**
 * A causal transformer: embedded symbols plus learned positions; blocks of attention and a perceptron (swish), each of
 * which reads through a norm and adds to what it read; a last norm; linear heads. Context is a token of its own before
 * the first symbol.
 *
 * @throws SpecError where heads do not divide the units of the trunk, or a part of the shape is missing
 * @see Vaswani2017
 */
export function transformerNetwork(given: Shape): Network {
  const shape = checked(given);
  return {
    shape,
    layout: layoutOf(shape),
    initial: (random) => freshWeights(shape, random),
    outputs(tf, variables, batch) {
      checkTurns(shape, batch.turns);
      return outputsOf(tf, shape, variables, batch);
    },
    walker: (weights, lanes, context) => transformerWalker(shape, weights, lanes, context),
  };
}

type Tensors = Readonly<Record<string, Tensor>>;

function outputsOf(tf: Graph, shape: TransformerShape, weights: Tensors, batch: Batch): Tensor3D {
  const { hidden: H, outputs, blocks } = shape;
  const { turns: T, episodes: B } = batch;
  const before = tokensBefore(shape);
  const tokens = T + before;

  const affine = (x: Tensor, matrix: string, bias: string): Tensor =>
    tf.add(tf.matMul(x, weights[matrix]!), weights[bias]!);
  const norm = (x: Tensor, gain: string, shift: string): Tensor => {
    const centred = tf.sub(x, tf.mean(x, -1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), NORM_EPSILON));
    return tf.add(tf.mul(tf.mul(centred, scale), weights[gain]!), weights[shift]!);
  };

  // One row a symbol: [5, E] x [E, H] -> [5, H]
  const table = affine(weights["embedding"]!, "input", "inputBias");
  let embedded: Tensor = tf.reshape(tf.matMul(oneHot(tf, batch), table), [B, T, H]);
  if (before > 0) {
    const told = tf.tensor2d(batch.context!, [B, shape.context]);
    const token = affine(tf.matMul(told, weights["context"] as Tensor2D), "input", "inputBias");
    embedded = tf.concat([tf.reshape(token, [B, 1, H]), embedded], 1);
  }
  const positions = tf.slice(weights["positions"]!, [0, 0], [tokens, H]);
  // All tokens of an episode, one episode after the other: [B * tokens, H]
  let x = tf.reshape(tf.add(embedded, positions), [B * tokens, H]);

  const mask = causalMask(tf, tokens);
  for (let block = 0; block < blocks; block++) {
    const read = norm(x, `attentionGain${block}`, `attentionShift${block}`);
    const mixed = affine(read, `queryKeyValue${block}`, `queryKeyValueBias${block}`);
    const attended = attend(tf, mixed, mask, B, tokens, shape);
    x = tf.add(x, affine(attended, `attended${block}`, `attendedBias${block}`));
    const wide = affine(
      norm(x, `perceptronGain${block}`, `perceptronShift${block}`),
      `widen${block}`,
      `widenBias${block}`,
    );
    x = tf.add(x, affine(tf.mul(wide, tf.sigmoid(wide)), `narrow${block}`, `narrowBias${block}`));
  }

  const said = tf.reshape(affine(norm(x, "gain", "shift"), "heads", "headBias"), [B, tokens, outputs.length]);
  const ofTurns = before > 0 ? tf.slice(said, [0, before, 0], [B, T, outputs.length]) : said;
  return tf.transpose(ofTurns, [1, 2, 0]) as Tensor3D;
}

/** [B * tokens, 3H] -> [B * tokens, H]: every token takes up what it and earlier ones offer, head by head. */
function attend(
  tf: Graph,
  mixed: Tensor,
  mask: Tensor2D,
  B: number,
  tokens: number,
  { hidden: H, attentionHeads }: TransformerShape,
): Tensor {
  const D = H / attentionHeads;
  const byHead = (x: Tensor, order: number[]): Tensor =>
    tf.transpose(tf.reshape(x, [B, tokens, attentionHeads, D]), order);
  const [query, key, value] = tf.split(mixed, 3, 1) as [Tensor, Tensor, Tensor];
  // [B, heads, tokens, D] x [B, heads, D, tokens] -> [B, heads, tokens, tokens]
  const scores = tf.matMul(byHead(tf.mul(query, 1 / Math.sqrt(D)), [0, 2, 1, 3]), byHead(key, [0, 2, 3, 1]));
  const shares = tf.softmax(tf.add(scores, mask));
  const taken = tf.matMul(shares, byHead(value, [0, 2, 1, 3]));
  return tf.reshape(tf.transpose(taken, [0, 2, 1, 3]), [B * tokens, H]);
}

/** Far below any score above the diagonal, where later tokens stand; 0 elsewhere. */
function causalMask(tf: Graph, tokens: number): Tensor2D {
  const mask = new Float32Array(tokens * tokens);
  for (let row = 0; row < tokens; row++) mask.fill(-1e9, row * tokens + row + 1, (row + 1) * tokens);
  return tf.tensor2d(mask, [tokens, tokens]);
}

/** [B * T, 5], one episode after the other. Made here, as the WASM backend's own one-hot is wrong for floats. */
function oneHot(tf: Graph, { symbols, turns: T, episodes: B }: Batch): Tensor2D {
  const rows = new Float32Array(B * T * SYMBOLS);
  for (let turn = 0; turn < T; turn++) {
    for (let episode = 0; episode < B; episode++) {
      rows[(episode * T + turn) * SYMBOLS + symbols[turn * B + episode]!] = 1;
    }
  }
  return tf.tensor2d(rows, [B * T, SYMBOLS]);
}
