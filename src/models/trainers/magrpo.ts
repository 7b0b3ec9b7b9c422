import type { Scalar, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import { mirror, type Game } from "../../core/game.ts";
import type { Graph } from "../graph.ts";
import type { Output, Shape } from "../network.ts";
import { groupRelative, returnsToGo } from "./advantages.ts";
import { shapeOf } from "./beginners.ts";
import type { TrainingConfig } from "./config.ts";
import { rewardsOf, signsOf, type Lesson } from "./episodes.ts";
import type { TrainingEvent, TrainingState } from "./events.ts";
import { headOutputs } from "./heads.ts";
import { entropyOf, logChosen, numberOf, outputOf, type Loss } from "./policy.ts";
import type { TrainingServices } from "./services.ts";
import { runUpdates } from "./updates.ts";

/** What is trained: the log-odds of C. There is no critic: the group takes its place. */
const OUTPUTS: readonly Output[] = ["own"];

/** The shape of a training's models. */
export const magrpoShape = (config: TrainingConfig): Shape =>
  shapeOf(config, [...OUTPUTS, ...headOutputs(config)]);

/**
 * Multi-agent group-relative policy optimisation: learners are trained to cooperate by a reward that they share, each
 * with weights of its own and seeing its own seat alone, as in a decentralised partially observable decision process.
 *
 * Liu et al. train language models on tasks with one joint reward. Here that reward is the mean of both payoffs on every
 * turn, whoever sits across the table; the group is `group-size` episodes from the start against the same co-player, that
 * is the other learner, one and the same tabular player, or a registered one. As theirs, advantages are returns from the
 * turn on less the group's mean; ours are undiscounted. Several steps from a batch, with clipped ratios as PPO has them,
 * are an option.
 *
 * @param state what an earlier run of the same training came to
 * @throws DivergenceError where a loss is no number any more
 * @see Liu2025
 */
export const magrpo = (
  config: TrainingConfig,
  services: TrainingServices,
  state: TrainingState | null,
): AsyncGenerator<TrainingEvent> =>
  runUpdates(config, services, state, { shape: magrpoShape(config), group: config["group-size"] });

/**
 * How much better than its group an episode went on in the shared reward, from every turn on. Groups stand one after
 * the other in a lesson.
 */
export function sharedAdvantages(lesson: Lesson, { payoff }: Game, groupSize: number): Float32Array {
  const shared = payoff.row.map((own, outcome) => (own + payoff.row[mirror(outcome, 2)]!) / 2);
  const groupOf = Uint32Array.from({ length: lesson.episodes }, (_, i) => Math.floor(i / groupSize));
  return groupRelative(returnsToGo(lesson, rewardsOf(lesson, shared)), lesson, groupOf);
}

/**
 * The loss of group-relative policy optimisation on one learner's episodes,
 *
 *     L = −min(ρA, clip(ρ, 1 ± clip-ratio) A) − entropy-weight · H(π), the mean over turns and episodes,
 *
 * where ρ is how much likelier the action has become since it was played.
 *
 * @param outputs [turns, own, episodes]
 * @param played log-probabilities of the actions when they were played; null where that is what the outputs say
 * @see Schulman2017
 */
export function groupRelativeLoss(
  tf: Graph,
  outputs: Tensor3D,
  lesson: Lesson,
  advantages: Float32Array,
  played: Float32Array | null,
  config: TrainingConfig,
): Loss & { readonly chosen: Float32Array } {
  const constant = (numbers: Float32Array): Tensor2D => tf.tensor2d(numbers, [lesson.turns, lesson.episodes]);
  const own = outputOf(tf, outputs, 0);
  const now = logChosen(tf, own, constant(signsOf(lesson)));
  const chosen = now.dataSync<"float32">().slice();

  const ratio = tf.exp(tf.sub(now, constant(played ?? chosen)));
  const clip = config["clip-ratio"];
  const clipped = tf.clipByValue(ratio, 1 - clip, 1 + clip);
  const advantage = constant(advantages);
  const surrogate = tf.minimum(tf.mul(ratio, advantage), tf.mul(clipped, advantage));
  const policy: Scalar = tf.neg(tf.mean(surrogate));
  const entropy: Scalar = tf.mean(entropyOf(tf, own));
  return {
    loss: tf.sub(policy, tf.mul(entropy, config["entropy-weight"])),
    parts: { policy: numberOf(policy), entropy: numberOf(entropy) },
    chosen,
  };
}
