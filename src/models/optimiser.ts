import type { NamedTensorMap, Scalar, Tensor, Variable } from "@tensorflow/tfjs-core";
import type { Graph } from "./graph.ts";
import type { Variables, Weight, Weights } from "./network.ts";

/** How large the steps are. */
export interface AdamWOptions {
  readonly learningRate: number;
  /** Decay of the mean of gradients, in [0, 1). */
  readonly beta1: number;
  /** Decay of the mean of their squares, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the squares, so that nothing is divided by 0. */
  readonly epsilon: number;
  /** Share of a matrix that a step takes away, in units of the learning rate. */
  readonly weightDecay: number;
  /** Largest norm of the gradient of all weights together: a longer one is shortened to it. */
  readonly clipNorm: number;
}

/** Moves variables against their gradients, and remembers those. */
export interface Optimiser {
  /**
   * Makes one step.
   *
   * @param gradients by the names that TensorFlow.js gave the variables, as `variableGrads` returns them; one that is
   *   absent counts as 0
   * @returns the gradient's norm before it was clipped; where it is not finite, nothing has moved
   */
  step(gradients: NamedTensorMap): number;
  /** Both moments of every weight (`first/<name>`, `second/<name>`), and the powers of the betas, which count the steps. */
  getState(): Weights;
  /**
   * Goes on from a state: the next steps are to the bit those that would have followed it.
   *
   * @throws RangeError where it belongs to other weights; nothing has changed then
   */
  setState(state: Weights): void;
  dispose(): void;
}

/** What TensorFlow.js's Adam keeps to itself. Its own `getWeights` is asynchronous, and rounds the powers anew. */
interface Memory {
  accBeta1: Variable;
  accBeta2: Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
}

interface Moment {
  readonly originalName: string;
  readonly variable: Variable;
}

const POWERS = "powers";

/**
 * AdamW: TensorFlow.js's Adam, with the gradient's norm clipped before, and decay decoupled from the moments:
 * w ← w − η · (m̂ / (√v̂ + ε) + λ · w), where λ is the weight decay for matrices and 0 for biases and gains.
 *
 * @see Kingma2015
 * @see Loshchilov2019
 */
export function adamW(tf: Graph, variables: Variables, options: AdamWOptions): Optimiser {
  const { learningRate, beta1, beta2, epsilon, weightDecay, clipNorm } = options;
  const names = Object.keys(variables);
  const learned = Object.values(variables);
  const matrices = learned.filter(({ rank }) => rank > 1);
  const adam = tf.train.adam(learningRate, beta1, beta2, epsilon);
  const memory = adam as unknown as Memory;

  // Made by hand, since Adam itself makes them at its first step only.
  const moments = (name: string): Moment[] =>
    learned.map((variable, i) => ({
      originalName: `${names[i]!}/${name}`,
      variable: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
    }));
  memory.accumulatedFirstMoment = moments("m");
  memory.accumulatedSecondMoment = moments("v");
  const kept = [
    ["first", memory.accumulatedFirstMoment],
    ["second", memory.accumulatedSecondMoment],
  ] as const;

  return {
    step: (gradients) =>
      tf.tidy(() => {
        // Always all, always in this order: Adam finds its moments by position.
        const all = learned.map((variable) => gradients[variable.name] ?? tf.zerosLike(variable));
        const norm = normOf(tf, all);
        if (!Number.isFinite(norm)) return norm;
        for (const matrix of matrices) matrix.assign(tf.mul(matrix, 1 - learningRate * weightDecay));
        const scale = norm > clipNorm ? clipNorm / norm : 1;
        const clipped = scale < 1 ? all.map((gradient) => tf.mul(gradient, scale)) : all;
        adam.applyGradients(clipped.map((tensor, i) => ({ name: learned[i]!.name, tensor })));
        return norm;
      }),

    getState: () => ({
      [POWERS]: { shape: [2], values: Float32Array.of(...read(memory.accBeta1), ...read(memory.accBeta2)) },
      ...Object.fromEntries(
        kept.flatMap(([moment, list]) =>
          list.map(({ variable }, i): [string, Weight] => [
            `${moment}/${names[i]!}`,
            { shape: [...variable.shape], values: read(variable) },
          ]),
        ),
      ),
    }),

    setState(state) {
      const targets: [string, Variable][] = kept.flatMap(([moment, list]) =>
        list.map(({ variable }, i): [string, Variable] => [`${moment}/${names[i]!}`, variable]),
      );
      const powers = valuesOf(state, POWERS, 2);
      const values = targets.map(([name, { size }]) => valuesOf(state, name, size));
      tf.tidy(() => {
        memory.accBeta1.assign(tf.scalar(powers[0]!));
        memory.accBeta2.assign(tf.scalar(powers[1]!));
        targets.forEach(([, variable], i) => variable.assign(tf.tensor(values[i]!.slice(), variable.shape)));
      });
    },

    dispose: () => adam.dispose(),
  };
}

/** Of all gradients together. */
const normOf = (tf: Graph, gradients: readonly Tensor[]): number =>
  tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum<Scalar>(tf.square(gradient))))).dataSync()[0]!;

const read = (variable: Variable): Float32Array => variable.dataSync<"float32">().slice();

function valuesOf(state: Weights, name: string, length: number): Float32Array {
  const values = state[name]?.values;
  if (values?.length === length) return values;
  throw new RangeError(
    `the optimiser's state must have ${length} numbers in ${name}, got ${values?.length ?? "none"}`,
  );
}
