import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "../../../src/models/graph.ts";
import type { Lesson } from "../../../src/models/trainers/episodes.ts";
import type { Loss } from "../../../src/models/trainers/policy.ts";

/** Two turns of two episodes, each with a kind of co-player of its own: CC then DD, and DC then CD. */
export const lesson: Lesson = {
  turns: 2,
  episodes: 2,
  outcomes: Uint8Array.of(0, 2, 3, 1),
  kinds: ["learners", "tabular"],
  kindOf: Uint8Array.of(0, 1),
};

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The gradient of the entropy of choosing C at σ(x), negated: x σ(x) σ(−x). */
export const entropyGradient = (x: number): number => x * sigmoid(x) * sigmoid(-x);

/** A loss and its gradient in what the network says: [turns, outputs, episodes]. */
export function lossAndGradient(
  tf: Graph,
  said: readonly number[],
  lossOf: (outputs: Tensor3D) => Loss,
): { readonly loss: number; readonly parts: Loss["parts"]; readonly gradient: readonly number[] } {
  const outputs = tf.tensor3d([...said], [2, said.length / 4, 2]);
  let parts: Loss["parts"] = {};
  const { value, grad } = tf.valueAndGrad((x) => {
    const loss = lossOf(x as Tensor3D);
    ({ parts } = loss);
    return loss.loss;
  })(outputs);
  return { loss: value.dataSync()[0]!, parts, gradient: [...grad.dataSync()] };
}
