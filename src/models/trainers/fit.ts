import type { Scalar, Tensor1D, Tensor3D } from "@tensorflow/tfjs-core";
import { C } from "../../core/action.ts";
import { START } from "../../core/outcome.ts";
import { stream, type Random } from "../../core/random.ts";
import type { Graph } from "../graph.ts";
import type { Batch } from "../network.ts";
import { networkOf } from "../networks.ts";
import { adamW } from "../optimiser.ts";
import { loadGraph } from "../tensorflow.ts";
import { variablesOf, weightsOf } from "../variables.ts";
import { headLoss } from "./heads.ts";
import type { FitTask, Fitted, Memory } from "./tasks.ts";

/**
 * Fits a predictive model to episodes: the cross-entropy of both players' actions, in nats a turn, and the squared
 * errors of further heads where it has some.
 */
export async function fit(task: FitTask): Promise<Fitted> {
  const { graph: tf } = await loadGraph();
  const network = networkOf(task.shape);
  const variables = variablesOf(tf, task.weights);
  const optimiser = adamW(tf, variables, task.optimiser);
  const random = stream(...task.key);
  const sampler = samplerOf(task);
  let losses: Fitted["losses"] = { own: Number.NaN, coPlayer: Number.NaN };
  for (let epoch = 0; epoch < task.epochs; epoch++) {
    const order = sampler.order(random);
    const updates = Math.max(1, Math.floor(order.length / task.batchSize));
    const sums = { own: 0, coPlayer: 0 };
    const beside: Record<string, number> = {};
    for (let update = 0; update < updates; update++) {
      const drawn = sampler.draw(order, update * task.batchSize);
      let entropies = new Float32Array();
      const norm = tf.tidy(() => {
        const { grads } = tf.variableGrads(() => {
          const outputs = network.outputs(tf, variables, drawn.batch);
          const each = crossEntropies(tf, task.heads === undefined ? outputs : ownOf(tf, outputs), drawn);
          entropies = each.dataSync<"float32">().slice();
          const loss: Scalar = tf.sum(each);
          if (task.heads === undefined) return loss;
          const played = { ...drawn.batch, outcomes: drawn.outcomes };
          const further = headLoss(tf, outputs, task.shape, played, task.heads);
          for (const [name, part] of Object.entries(further.parts)) {
            beside[name] = (beside[name] ?? 0) + part / updates;
          }
          return tf.add(loss, further.loss);
        }, Object.values(variables));
        return optimiser.step(grads);
      });
      // Such a gradient moves nothing: whatever the loss says, the fit has come to its end.
      sums.own += Number.isFinite(norm) ? entropies[0]! : Number.NaN;
      sums.coPlayer += entropies[1]! + entropies[2]!;
    }
    losses = { own: sums.own / updates, coPlayer: sums.coPlayer / updates, ...beside };
    if (!Object.values(losses).every(Number.isFinite)) break;
  }
  const weights = weightsOf(variables);
  for (const variable of Object.values(variables)) variable.dispose();
  optimiser.dispose();
  return { weights, losses };
}

/** The outputs that foresee actions, which come first: [turns, outputs, episodes] -> [turns, 3, episodes]. */
function ownOf(tf: Graph, outputs: Tensor3D): Tensor3D {
  const [turns, , episodes] = outputs.shape;
  return tf.slice(outputs, [0, 0, 0], [turns, 3, episodes]);
}

/**
 * Cross-entropies of what each output says, in nats a turn: [own, coPlayerIfC, coPlayerIfD]. The last two count on the
 * turns with that own action alone, so that their sum is the co-player's.
 *
 * @param outputs [turns, 3, episodes]
 */
function crossEntropies(tf: Graph, outputs: Tensor3D, { signs, shares }: Drawn): Tensor1D {
  const losses = tf.softplus(tf.mul(outputs, tf.tensor3d(signs, outputs.shape)));
  return tf.sum(tf.mul(losses, tf.tensor3d(shares, outputs.shape)), [0, 2]);
}

/** Some episodes, as the network and its loss read them. */
interface Drawn {
  readonly batch: Batch;
  /** `outcomes[turn * episodes + episode]` */
  readonly outcomes: Uint8Array;
  /** log(1 + e^(sign · x)) is −log σ(x) for a C that came, and −log σ(−x) for a D. [turns, 3, episodes] */
  readonly signs: Float32Array;
  /** How much each of these counts: nothing where the other own action was played. [turns, 3, episodes] */
  readonly shares: Float32Array;
}

/**
 * Draws batches from memories. Turns come first, as the kernels read them. What it returns lasts until the next draw:
 * fresh arrays for every update would cost more time than filling them.
 */
function samplerOf({ turns, memories, batchSize, shape }: FitTask) {
  const symbols = new Uint8Array(turns * batchSize).fill(START);
  const outcomes = new Uint8Array(turns * batchSize);
  const context = new Float32Array(batchSize * shape.context);
  const told = shape.context > 0 ? { context } : {};
  const drawn: Drawn = {
    batch: { turns, episodes: batchSize, symbols, ...told },
    outcomes,
    signs: new Float32Array(turns * 3 * batchSize),
    shares: new Float32Array(turns * 3 * batchSize),
  };
  const sizes = memories.map((memory) => memory.outcomes.length / turns);
  return {
    /** As many draws as there are episodes, each as often as its weight says, in random order. */
    order: (random: Random): Uint32Array => shuffled(repeated(memories, sizes, random), random),
    /** The episodes at `from` and after in `order`, which begins anew where it ends. */
    draw(order: Uint32Array, from: number): Drawn {
      for (let i = 0; i < batchSize; i++) {
        let episode = order[(from + i) % order.length]!;
        let which = 0;
        while (episode >= sizes[which]!) episode -= sizes[which++]!;
        const memory = memories[which]!;
        const at = episode * turns;
        for (let turn = 0; turn < turns; turn++) outcomes[turn * batchSize + i] = memory.outcomes[at + turn]!;
        const of = episode * shape.context;
        const to = i * shape.context;
        if (memory.context === undefined) context.fill(0, to, to + shape.context);
        else context.set(memory.context.subarray(of, of + shape.context), to);
      }
      symbols.set(outcomes.subarray(0, (turns - 1) * batchSize), batchSize);
      mark(drawn, outcomes);
      return drawn;
    },
  };
}

/** Says which outputs each outcome puts to the test: `outcomes[turn * episodes + episode]`. */
function mark({ batch: { turns, episodes }, signs, shares }: Drawn, outcomes: Uint8Array): void {
  const share = 1 / (turns * episodes);
  for (let turn = 0; turn < turns; turn++) {
    for (let episode = 0; episode < episodes; episode++) {
      const outcome = outcomes[turn * episodes + episode]!;
      const action = outcome >> 1;
      const own = turn * 3 * episodes + episode;
      const coPlayer = own + (1 + action) * episodes;
      const untested = own + (2 - action) * episodes;
      signs[own] = action === C ? -1 : 1;
      signs[coPlayer] = (outcome & 1) === C ? -1 : 1;
      shares[own] = shares[coPlayer] = share;
      signs[untested] = shares[untested] = 0;
    }
  }
}

/**
 * Every episode as often as its weight says, scaled so that all together are as many as there are episodes: the whole
 * part of its share for certain, the rest by chance.
 */
function repeated(memories: readonly Memory[], sizes: readonly number[], random: Random): Uint32Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const heaviness = memories.reduce((sum, { weight }, i) => sum + weight * sizes[i]!, 0);
  const order: number[] = [];
  let episode = 0;
  memories.forEach(({ weight }, i) => {
    const share = (weight * total) / heaviness;
    for (const end = episode + sizes[i]!; episode < end; episode++) {
      const times = Math.floor(share) + Number(random.chance(share % 1));
      for (let time = 0; time < times; time++) order.push(episode);
    }
  });
  return Uint32Array.from(order);
}

/** In random order; in place. */
function shuffled(order: Uint32Array, random: Random): Uint32Array {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const other = order[j]!;
    order[j] = order[i]!;
    order[i] = other;
  }
  return order;
}
