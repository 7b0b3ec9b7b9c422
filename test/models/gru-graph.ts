import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "../../src/models/graph.ts";
import { SYMBOLS, type Batch } from "../../src/models/network.ts";

/** What a GRU that reads symbols is made of, as tensors. Gates: reset, update, candidate. */
export interface GruTensors {
  /** [5, 3H]: what each symbol adds to the gates, biases included. */
  readonly table: Tensor2D;
  /** [H, 3H] */
  readonly recurrent: Tensor2D;
  /** [H]: added to the candidate's recurrent part before the reset gate. */
  readonly candidateBias: Tensor1D;
  /** [episodes, H]: what episodes begin with. */
  readonly start: Tensor2D;
  /** [H, O] */
  readonly heads: Tensor2D;
  /** [O] */
  readonly headBias: Tensor1D;
}

/**
 * The GRU and its heads operation by operation, as one would write it without kernels of one's own: what the fused
 * kernels must equal, in value and gradient, and what the bench compares them with.
 *
 * r = σ(table_r + h·U_r), z = σ(table_z + h·U_z), n = tanh(table_n + r ∘ (h·U_n + b)), h' = (1 − z) ∘ n + z ∘ h;
 * outputs are heads of the swish of h'.
 *
 * @returns [turns, O, episodes]
 */
export function gruOutputsOpByOp(
  tf: Graph,
  { table, recurrent, candidateBias, start, heads, headBias }: GruTensors,
  { turns: T, episodes: B, symbols }: Pick<Batch, "turns" | "episodes" | "symbols">,
): Tensor3D {
  const H = candidateBias.size;
  let h: Tensor = start;
  const said: Tensor[] = [];
  for (let turn = 0; turn < T; turn++) {
    const rows = new Float32Array(B * SYMBOLS);
    for (let episode = 0; episode < B; episode++) rows[episode * SYMBOLS + symbols[turn * B + episode]!] = 1;
    // [B, 5] x [5, 3H] -> [B, 3H], and [B, H] x [H, 3H] -> [B, 3H]
    const [ofSymbol, ofCandidate] = tf.split(
      tf.matMul(tf.tensor2d(rows, [B, SYMBOLS]), table),
      [2 * H, H],
      1,
    );
    const [ofState, ofStateToCandidate] = tf.split(tf.matMul(h as Tensor2D, recurrent), [2 * H, H], 1);
    const [r, z] = tf.split(tf.sigmoid(tf.add(ofSymbol!, ofState!)), 2, 1) as [Tensor, Tensor];
    const n = tf.tanh(tf.add(ofCandidate!, tf.mul(r, tf.add(ofStateToCandidate!, candidateBias))));
    h = tf.add(n, tf.mul(z, tf.sub(h, n)));
    // [B, H] x [H, O] -> [B, O]
    said.push(tf.add(tf.matMul(tf.mul<Tensor2D>(h, tf.sigmoid(h)), heads), headBias));
  }
  return tf.transpose(tf.stack(said), [0, 2, 1]) as Tensor3D;
}
