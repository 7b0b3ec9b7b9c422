/* A policy's chances of C and D in TensorFlow.js, from the log-odds of C: never from chances, which lose digits. */
import type { Scalar, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "../graph.ts";

/** What a loss comes to, and the parts of it worth showing. */
export interface Loss {
  readonly loss: Scalar;
  readonly parts: Readonly<Record<string, number>>;
}

/** One output of a network: [turns, outputs, episodes] -> [turns, episodes]. */
export const outputOf = (tf: Graph, outputs: Tensor3D, i: number): Tensor2D => {
  const [turns, , episodes] = outputs.shape;
  return tf.reshape(tf.slice(outputs, [0, i, 0], [turns, 1, episodes]), [turns, episodes]);
};

/**
 * Log-probabilities of the actions that were chosen: log σ(x) of C, log σ(−x) of D.
 *
 * @param own log-odds of C
 * @param signs +1 where C was chosen, −1 where D was
 */
export const logChosen = (tf: Graph, own: Tensor2D, signs: Tensor2D): Tensor2D =>
  tf.neg(tf.softplus(tf.neg(tf.mul(own, signs))));

/** The entropy of choosing between C and D, in nats: log(1 + eˣ) − x σ(x). */
export const entropyOf = (tf: Graph, own: Tensor2D): Tensor2D =>
  tf.sub(tf.softplus(own), tf.mul(own, tf.sigmoid(own)));

/** The number that a scalar holds. */
export const numberOf = (scalar: Scalar): number => scalar.dataSync()[0]!;
