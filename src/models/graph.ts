import type * as tf from "@tensorflow/tfjs-core";

/** TensorFlow.js with a backend that is ready and gradients registered. */
export type Graph = typeof tf;
