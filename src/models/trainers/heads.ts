/*
 * Heads that are learned beside what a trainer learns by. Payoffs are known here, so nobody who acts needs what a turn
 * pays; what an action is worth in the long run spares whoever plans rollouts (../planner.ts). Both shape what the trunk
 * remembers, and may be read off a checkpoint. They cost nothing where they are not asked for: the network then has none.
 */
import type { Scalar, Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "../graph.ts";
import type { Output, Shape } from "../network.ts";
import type { TrainingConfig } from "./config.ts";
import { numberOf, type Loss } from "./policy.ts";

/** What heads are trained to say of either own action, by what came of the one that was played. */
export interface HeadTask {
  /** Of the turn: by outcome, own action first. */
  readonly payoff: readonly number[];
  /** Weights of the squared errors; a head without one is not there. */
  readonly rewardWeight?: number;
  readonly qWeight?: number;
  /** Turns that Q goes over, the present one included. */
  readonly lookAhead: number;
}

/** The outputs of the heads that a training asks for, which come after its own. */
export const headOutputs = (config: TrainingConfig): readonly Output[] => [
  ...(config["reward-weight"] === undefined ? [] : (["rewardIfC", "rewardIfD"] as const)),
  ...(config["q-weight"] === undefined ? [] : (["qIfC", "qIfD"] as const)),
];

/** What the heads of a training are to say; null where there are none. */
export function headTask(config: TrainingConfig, payoff: ArrayLike<number>): HeadTask | null {
  const { "reward-weight": rewardWeight, "q-weight": qWeight, "look-ahead": lookAhead } = config;
  if (rewardWeight === undefined && qWeight === undefined) return null;
  return {
    payoff: Array.from(payoff),
    ...(rewardWeight === undefined ? {} : { rewardWeight }),
    ...(qWeight === undefined ? {} : { qWeight }),
    lookAhead,
  };
}

/** Episodes as heads are trained by them. */
interface Played {
  readonly turns: number;
  readonly episodes: number;
  /** Own action first: `outcomes[turn * episodes + episode]`. */
  readonly outcomes: Uint8Array;
}

/**
 * The weighted squared errors of the heads on what was played, means over the turns that say something: the reward head's
 * against the payoff of the turn, Q's against the mean payoff of the look-ahead, on turns that have one.
 *
 * @param outputs [turns, outputs, episodes]
 * @returns parts that are not weighted
 */
export function headLoss(tf: Graph, outputs: Tensor3D, shape: Shape, played: Played, task: HeadTask): Loss {
  const { payoff, rewardWeight, qWeight, lookAhead } = task;
  const parts: Record<string, number> = {};
  let loss: Scalar = tf.scalar(0);
  const learn = (name: string, first: Output, weight: number, byTurn: Float32Array, turns: number): void => {
    const error = squaredError(tf, pairOf(tf, outputs, shape.outputs.indexOf(first)), played, byTurn, turns);
    parts[name] = numberOf(error);
    loss = tf.add(loss, tf.mul(error, weight));
  };
  const rewards = Float32Array.from(played.outcomes, (outcome) => payoff[outcome]!);
  if (rewardWeight !== undefined) learn("reward", "rewardIfC", rewardWeight, rewards, played.turns);
  if (qWeight !== undefined) {
    const worth = meansAhead(rewards, played, lookAhead);
    learn("q", "qIfC", qWeight, worth, played.turns - lookAhead + 1);
  }
  return { loss, parts };
}

/** The two outputs of a head: [turns, outputs, episodes] -> [turns, 2, episodes]. */
function pairOf(tf: Graph, outputs: Tensor3D, at: number): Tensor3D {
  const [turns, , episodes] = outputs.shape;
  return tf.slice(outputs, [0, at, 0], [turns, 2, episodes]);
}

/**
 * The mean over the first `turns` turns of (what is said of the action that was played − what came of it)².
 *
 * @param said [turns, 2, episodes]
 * @param came `[turn * episodes + episode]`
 */
function squaredError(tf: Graph, said: Tensor3D, played: Played, came: Float32Array, turns: number): Scalar {
  const { episodes, outcomes } = played;
  const targets = new Float32Array(2 * outcomes.length);
  const shares = new Float32Array(2 * outcomes.length);
  for (let i = 0; i < turns * episodes; i++) {
    const at = (2 * Math.floor(i / episodes) + (outcomes[i]! >> 1)) * episodes + (i % episodes);
    targets[at] = came[i]!;
    shares[at] = 1 / (turns * episodes);
  }
  const errors = tf.squaredDifference(said, tf.tensor3d(targets, said.shape));
  return tf.sum(tf.mul(errors, tf.tensor3d(shares, said.shape)));
}

/** The mean payoff of every turn and those after it, `lookAhead` in all; 0 where the episode ends before. */
function meansAhead(rewards: Float32Array, { turns, episodes }: Played, lookAhead: number): Float32Array {
  const means = new Float32Array(rewards.length);
  for (let episode = 0; episode < episodes; episode++) {
    let sum = 0;
    for (let turn = turns - 1; turn >= 0; turn--) {
      const ahead = turn + lookAhead;
      sum += rewards[turn * episodes + episode]!;
      if (ahead < turns) sum -= rewards[ahead * episodes + episode]!;
      if (ahead <= turns) means[turn * episodes + episode] = sum / lookAhead;
    }
  }
  return means;
}
