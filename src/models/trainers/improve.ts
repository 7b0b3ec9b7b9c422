import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { Graph } from "../graph.ts";
import type { Network, Shape } from "../network.ts";
import { networkOf } from "../networks.ts";
import { adamW } from "../optimiser.ts";
import { loadGraph } from "../tensorflow.ts";
import { variablesOf, weightsOf } from "../variables.ts";
import { actorCriticLoss } from "./a2c.ts";
import { batchOf } from "./episodes.ts";
import { headLoss, headTask } from "./heads.ts";
import { groupRelativeLoss, sharedAdvantages } from "./magrpo.ts";
import type { Loss } from "./policy.ts";
import { stepsOf } from "./steps.ts";
import type { Improved, ImproveTask } from "./tasks.ts";

/**
 * Improves a learner by the episodes of one update. Takes and gives plain data, so that it does not matter in which
 * thread it happens.
 */
export async function improve(task: ImproveTask): Promise<Improved> {
  const { graph: tf } = await loadGraph();
  const { config, weights } = task;
  const variables = variablesOf(tf, weights);
  const optimiser = adamW(tf, variables, stepsOf(config));
  if (task.optimiser !== null) optimiser.setState(task.optimiser);

  const network = knownNetwork(task.shape);
  const batch = batchOf(task.lesson);
  const { steps, lossOf } = methodOf(tf, task);
  const heads = headTask(config, task.game.payoff.row);
  const all: Loss["parts"][] = [];
  let norm = 0;
  for (let step = 0; step < steps; step++) {
    norm = tf.tidy(() => {
      const { grads } = tf.variableGrads(() => {
        const outputs = network.outputs(tf, variables, batch);
        const { loss, parts } = lossOf(outputs);
        if (heads === null) {
          all.push(parts);
          return loss;
        }
        const beside = headLoss(tf, outputs, task.shape, task.lesson, heads);
        all.push({ ...parts, ...beside.parts });
        return tf.add(loss, beside.loss);
      }, Object.values(variables));
      return optimiser.step(grads);
    });
  }
  const improved = {
    weights: weightsOf(variables),
    optimiser: optimiser.getState(),
    losses: meansOf(all),
    gradient: norm,
  };
  Object.values(variables).forEach((variable) => variable.dispose());
  optimiser.dispose();
  return improved;
}

/** How often a batch is learned from, and the loss at every step. */
interface Method {
  readonly steps: number;
  readonly lossOf: (outputs: Tensor3D) => Loss;
}

function methodOf(tf: Graph, { config, game, lesson }: ImproveTask): Method {
  if (config.algorithm === "a2c") {
    return { steps: 1, lossOf: (outputs) => actorCriticLoss(tf, outputs, lesson, game, config) };
  }
  const advantages = sharedAdvantages(lesson, game, config["group-size"]);
  let played: Float32Array | null = null;
  return {
    steps: config["updates-per-batch"],
    lossOf(outputs) {
      const loss = groupRelativeLoss(tf, outputs, lesson, advantages, played, config);
      played ??= loss.chosen;
      return loss;
    },
  };
}

const networks = new Map<string, Network>();

/** One network a shape and thread: its kernels are made once. */
function knownNetwork(shape: Shape): Network {
  const key = JSON.stringify(shape);
  const network = networks.get(key) ?? networkOf(shape);
  networks.set(key, network);
  return network;
}

function meansOf(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const mean = (name: string): number => parts.reduce((sum, each) => sum + each[name]!, 0) / parts.length;
  return Object.fromEntries(Object.keys(parts[0] ?? {}).map((name) => [name, mean(name)]));
}
