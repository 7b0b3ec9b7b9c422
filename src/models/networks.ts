import { gruNetwork } from "./gru.ts";
import type { Network, Shape } from "./network.ts";
import { transformerNetwork } from "./transformer.ts";

/** The network of a shape. */
export const networkOf = (shape: Shape): Network =>
  shape.trunk === "gru" ? gruNetwork(shape) : transformerNetwork(shape);
