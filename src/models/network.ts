import type { Tensor3D, Variable } from "@tensorflow/tfjs-core";
import type { Random } from "../core/random.ts";
import type { Graph } from "./graph.ts";

/**
 * What a network says after every turn, one number each: log-odds of C for `own` and `coPlayer…`, payoffs otherwise.
 * `coPlayer`, `reward` and `q` are conditional on the own action about to be played, C first.
 */
export const OUTPUTS = [
  "own",
  "coPlayerIfC",
  "coPlayerIfD",
  "rewardIfC",
  "rewardIfD",
  "value",
  "qIfC",
  "qIfD",
] as const;

export type Output = (typeof OUTPUTS)[number];

/** The alphabet a network reads: the last outcome, own action first, or START before the first turn. */
export const SYMBOLS = 5;

/** What a network is made of. */
export interface Shape {
  readonly trunk: "gru" | "transformer";
  /** Units of the trunk, a positive multiple of 4. */
  readonly hidden: number;
  /** Units of the embedding that the one-hot symbol goes through. */
  readonly embedding: number;
  /** Outputs it has, in the order of {@link OUTPUTS}. */
  readonly outputs: readonly Output[];
  /** Numbers that it is told before the first turn, such as who sits across the table; 0 for none. */
  readonly context: number;
  /** Of a transformer: blocks, heads of attention, and the longest episode. */
  readonly blocks?: number;
  readonly attentionHeads?: number;
  readonly longest?: number;
}

/** An array of numbers with a shape, row by row. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** All that a network has learned, by name. The order of names is the network's own. */
export type Weights = Readonly<Record<string, Weight>>;

/** A network as it plays: one step a turn for many lanes, with its state inside. Needs no TensorFlow.js. */
export interface Walker {
  /**
   * Reads the last outcome of lanes 0 to n − 1; lanes beyond n have ended and stay so.
   *
   * @param symbols one of the alphabet each, START on the first turn
   * @returns output `o` of lane `l` at `[o * lanes + l]`, `lanes` being what the walker was made for; valid until the next step
   */
  step(n: number, symbols: Uint8Array): Float32Array;
  close(): void;
}

/** Episodes to learn from, in lockstep, all equally long. */
export interface Batch {
  readonly turns: number;
  /** Episodes, a positive multiple of 16: pad with any episode that the loss leaves out. */
  readonly episodes: number;
  /** What is read on every turn: `symbols[turn * episodes + episode]`. */
  readonly symbols: Uint8Array;
  /** `context[episode * shape.context + i]`; absent where the shape has none. */
  readonly context?: Float32Array;
}

/** One architecture. */
export interface Network {
  readonly shape: Shape;
  /** Names and shapes of the weights. */
  readonly layout: Readonly<Record<string, readonly number[]>>;
  /** Fresh weights. */
  initial(random: Random): Weights;
  /**
   * All outputs on every turn of a batch, differentiable in the variables.
   *
   * @param variables one a weight, by the same names
   * @returns [turns, outputs, episodes]
   */
  outputs(graph: Graph, variables: Variables, batch: Batch): Tensor3D;
  /** @param context `context[lane * shape.context + i]`, where the shape has one */
  walker(weights: Weights, lanes: number, context?: Float32Array): Walker;
}

/** Weights as TensorFlow.js learns them. */
export type Variables = Readonly<Record<string, Variable>>;
