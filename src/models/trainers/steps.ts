import type { AdamWOptions } from "../optimiser.ts";
import type { TrainingConfig } from "./config.ts";

/** How large the steps of a training are. */
export const stepsOf = (config: TrainingConfig): AdamWOptions => ({
  learningRate: config["learning-rate"],
  beta1: config["adam-beta1"],
  beta2: config["adam-beta2"],
  epsilon: config["adam-epsilon"],
  weightDecay: config["weight-decay"],
  clipNorm: config["clip-norm"],
});
