import type { Graph } from "./graph.ts";
import type { Variables, Weights } from "./network.ts";

/** Weights as variables that TensorFlow.js can learn. */
export const variablesOf = (tf: Graph, weights: Weights): Variables =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => {
      const initial = tf.tensor(values, [...shape]);
      const variable = tf.variable(initial);
      initial.dispose();
      return [name, variable];
    }),
  );

/** What variables have come to, as plain data. */
export const weightsOf = (variables: Variables): Weights =>
  Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [
      name,
      { shape: variable.shape, values: variable.dataSync<"float32">().slice() },
    ]),
  );
