import type { Scalar, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Game } from "../../core/game.ts";
import type { Graph } from "../graph.ts";
import type { Output, Shape } from "../network.ts";
import { lambdaReturns, less, standardise } from "./advantages.ts";
import { shapeOf } from "./beginners.ts";
import type { TrainingConfig } from "./config.ts";
import { rewardsOf, signsOf, type Lesson } from "./episodes.ts";
import type { TrainingEvent, TrainingState } from "./events.ts";
import { headOutputs } from "./heads.ts";
import { entropyOf, logChosen, numberOf, outputOf, type Loss } from "./policy.ts";
import type { TrainingServices } from "./services.ts";
import { runUpdates } from "./updates.ts";

/** What is trained: the log-odds of C, and what is to come of the payoffs, scaled and discounted. */
const OUTPUTS: readonly Output[] = ["own", "value"];

/** The shape of a training's models. */
export const a2cShape = (config: TrainingConfig): Shape =>
  shapeOf(config, [...OUTPUTS, ...headOutputs(config)]);

/**
 * Advantage actor-critic: each learner for itself, with weights and an optimiser of its own. Every update plays a batch
 * with the policies as they are, takes one step along the gradient of {@link actorCriticLoss}, and throws it away.
 *
 * @param state what an earlier run of the same training came to
 * @throws DivergenceError where a loss is no number any more
 * @see Weis2026
 */
export const a2c = (
  config: TrainingConfig,
  services: TrainingServices,
  state: TrainingState | null,
): AsyncGenerator<TrainingEvent> =>
  runUpdates(config, services, state, { shape: a2cShape(config), group: 1 });

/**
 * The loss of advantage actor-critic on one learner's episodes,
 *
 *     L = −A log π(a) + value-weight · (V − G)² − entropy-weight · H(π), the mean over turns and episodes,
 *
 * with TD(λ) returns G of the scaled payoffs, and generalised advantages A = G − V, brought to mean 0 and variance 1 for
 * each kind of co-player apart. Neither G nor A passes a gradient on. Nothing comes after the last turn: its value is
 * taken to be 0 and not estimated.
 *
 * @param outputs [turns, own and value, episodes]
 * @see Weis2026
 * @see Meulemans2024 for the returns, the scale and the kinds apart; it centres advantages and leaves their variance
 */
export function actorCriticLoss(
  tf: Graph,
  outputs: Tensor3D,
  lesson: Lesson,
  { payoff }: Game,
  config: TrainingConfig,
): Loss {
  const constant = (numbers: Float32Array): Tensor2D => tf.tensor2d(numbers, [lesson.turns, lesson.episodes]);
  const own = outputOf(tf, outputs, 0);
  const value = outputOf(tf, outputs, 1);

  const scaled = payoff.row.map((each) => each * config["reward-scale"]);
  const values = value.dataSync<"float32">();
  const returns = lambdaReturns(lesson, rewardsOf(lesson, scaled), values, config);
  const advantages = less(returns, values);
  if (config["normalise-advantages"]) standardise(advantages, lesson, lesson.kindOf);

  const gain = tf.mul(logChosen(tf, own, constant(signsOf(lesson))), constant(advantages));
  const policy: Scalar = tf.neg(tf.mean(gain));
  const critic: Scalar = tf.mean(tf.squaredDifference(value, constant(returns)));
  const entropy: Scalar = tf.mean(entropyOf(tf, own));
  const weighted = tf.sub(tf.mul(critic, config["value-weight"]), tf.mul(entropy, config["entropy-weight"]));
  return {
    loss: tf.add(policy, weighted),
    parts: { policy: numberOf(policy), value: numberOf(critic), entropy: numberOf(entropy) },
  };
}
