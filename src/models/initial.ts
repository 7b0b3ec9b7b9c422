import type { Random } from "../core/random.ts";
import type { Weight } from "./network.ts";

/**
 * A fresh weight: a matrix [from, to] uniform with variance 1 / from, so that what goes in and what comes out are
 * about equally large; a vector is a bias, and 0.
 */
export function freshWeight(shape: readonly number[], random: Random): Weight {
  const length = shape.reduce((product, size) => product * size, 1);
  const values = new Float32Array(length);
  if (shape.length > 1) {
    const bound = Math.sqrt(3 / shape[0]!);
    for (let i = 0; i < length; i++) values[i] = (2 * random.next() - 1) * bound;
  }
  return { shape, values };
}
