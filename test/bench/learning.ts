import { stream } from "../../dist/core/random.js";
import type { Shape, Weights } from "../../dist/models/network.js";
import { networkOf } from "../../dist/models/networks.js";
import type { FitTask, Memory } from "../../dist/models/trainers/tasks.js";

/** As the reproduction's networks learn. */
export const OPTIMISER = {
  learningRate: 0.003,
  beta1: 0.9,
  beta2: 0.98,
  epsilon: 1e-8,
  weightDecay: 0.01,
  clipNorm: 1,
};

/** A GRU that foretells both players' actions. */
export const gruOf = (hidden: number): Shape => ({
  trunk: "gru",
  hidden,
  embedding: 32,
  outputs: ["own", "coPlayerIfC", "coPlayerIfD"],
  context: 0,
});

export const freshWeights = (shape: Shape): Weights => networkOf(shape).initial(stream("bench", "weights"));

/** Outcomes by a four-sided die: what a network learns from them does not matter to its speed. */
export function thrown(n: number): Uint8Array {
  const random = stream("bench", "outcomes");
  return Uint8Array.from({ length: n }, () => random.below(4));
}

/** One pass over episodes: everything that a training does in an update, sampling included. */
export const fitOf = (
  shape: Shape,
  weights: Weights,
  memory: Memory,
  turns: number,
  batchSize: number,
): FitTask => ({
  kind: "fit",
  shape,
  weights,
  turns,
  memories: [memory],
  epochs: 1,
  batchSize,
  optimiser: OPTIMISER,
  key: ["bench"],
});
