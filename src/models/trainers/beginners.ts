import { stream } from "../../core/random.ts";
import type { Output, Shape } from "../network.ts";
import { networkOf } from "../networks.ts";
import type { TrainingConfig } from "./config.ts";
import { CONTEXT } from "./context.ts";
import type { LearnerState } from "./events.ts";
import type { TrainingServices } from "./services.ts";

/** A network that says these things, made as a training wants it. */
export function shapeOf(config: TrainingConfig, outputs: readonly Output[]): Shape {
  const { trunk, hidden, embedding, blocks, turns } = config;
  const context = config["co-player-id"] ? CONTEXT : 0;
  const common = { trunk, hidden, embedding, outputs, context };
  if (trunk === "gru") return common;
  return { ...common, blocks, attentionHeads: config["attention-heads"], longest: turns };
}

/** Learners before their first update: fresh, or as the checkpoints they start from have them. */
export function beginners(config: TrainingConfig, { start }: TrainingServices, shape: Shape): LearnerState[] {
  return Array.from({ length: config.learners }, (_, i): LearnerState => {
    const learner = String(i + 1);
    const from = config.from[i];
    if (from !== undefined) return { learner, ...start(from) };
    return { learner, weights: networkOf(shape).initial(stream(config.seed, "weights", learner)) };
  });
}
