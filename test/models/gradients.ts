import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import type { Graph } from "../../src/models/graph.ts";

/** Analytic and numerical slopes of one weight. */
export interface Slopes {
  readonly name: string;
  readonly index: number;
  readonly analytic: number;
  readonly numerical: number;
}

/**
 * Slopes of a loss along every weight of every variable, or along `most` of each that are evenly spread: as
 * TensorFlow.js derives them, and as central differences of width 2 `step`, whose error in single precision is about
 * 1e-7 × loss / step plus step² × the third derivative.
 */
export function slopes(
  tf: Graph,
  variables: Readonly<Record<string, Variable>>,
  loss: () => Tensor,
  { step = 1e-2, most = Infinity }: { readonly step?: number; readonly most?: number } = {},
): Slopes[] {
  const valueOf = (): number => tf.tidy(() => loss().dataSync()[0]!);
  const { grads, value } = tf.variableGrads(() => loss() as never, Object.values(variables));
  value.dispose();
  const all: Slopes[] = [];
  for (const [name, variable] of Object.entries(variables)) {
    const gradient = grads[variable.name]!.dataSync<"float32">();
    const values = variable.dataSync<"float32">().slice();
    const at = (index: number, shift: number): number => {
      const moved = values.slice();
      moved[index]! += shift;
      tf.tidy(() => variable.assign(tf.tensor(moved, variable.shape)));
      return valueOf();
    };
    const stride = Math.max(1, Math.ceil(values.length / most));
    for (let index = 0; index < values.length; index += stride) {
      const numerical = (at(index, step) - at(index, -step)) / (2 * step);
      all.push({ name, index, analytic: gradient[index]!, numerical });
    }
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
  Object.values(grads).forEach((gradient) => gradient.dispose());
  return all;
}

/** Those that differ by more than `tolerance`, for a test to expect none. */
export const wrong = (all: readonly Slopes[], tolerance: number): Slopes[] =>
  all.filter(({ analytic, numerical }) => !(Math.abs(analytic - numerical) <= tolerance));
