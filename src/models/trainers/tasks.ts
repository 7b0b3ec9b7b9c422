import type { Game } from "../../core/game.ts";
import type { MatchSpec } from "../../core/trajectory.ts";
import type { PackedMoves } from "../../match/packed.ts";
import type { Shape, Weights } from "../network.ts";
import type { AdamWOptions } from "../optimiser.ts";
import type { Planning } from "../planner.ts";
import type { TrainingConfig } from "./config.ts";
import type { Lesson } from "./episodes.ts";
import type { HeadTask } from "./heads.ts";

/** How a model acts: it draws from its own output, or plans. */
export type Acting = { readonly kind: "sample" } | ({ readonly kind: "plan" } & Planning);

/** A model that sits at an episode. */
export interface SeatedModel {
  readonly kind: "model";
  /** What matches call it. */
  readonly id: string;
  readonly shape: Shape;
  readonly weights: Weights;
  readonly acting: Acting;
}

/** Whoever sits at an episode: a model, a fresh memory-one player, one that tosses a coin, or a registered player. */
export type Seated =
  | SeatedModel
  /** So many repetitions in a row, counted from 0, meet the same one; by default 1. */
  | { readonly kind: "tabular"; readonly group?: number }
  | { readonly kind: "coin" }
  | { readonly kind: "registered"; readonly id: string };

/** Episodes between the same two, to be played in lockstep. */
export interface PlayTask {
  readonly kind: "play";
  readonly row: Seated;
  readonly column: Seated;
  readonly matches: readonly MatchSpec[];
}

/** Episodes as a learner saw them. What threads share is not copied. */
export interface Memory {
  /** One outcome a turn, own action first, one episode after the other. */
  readonly outcomes: Uint8Array;
  /** What it was told before each episode, `context[episode * shape.context + i]`; zeros where it is absent. */
  readonly context?: Float32Array;
  /** How often an episode is drawn, against those of other memories. */
  readonly weight: number;
}

/** Weights to be fitted to episodes. */
export interface FitTask {
  readonly kind: "fit";
  readonly shape: Shape;
  readonly weights: Weights;
  readonly turns: number;
  readonly memories: readonly Memory[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimiser: AdamWOptions;
  /** What further heads are to learn; absent where there are none. */
  readonly heads?: HeadTask;
  /** Seeds the order of the episodes. */
  readonly key: readonly (string | number)[];
}

/** What a fit came to. */
export interface Fitted {
  readonly weights: Weights;
  /** Means over the last pass, in nats a turn. NaN where the fit diverged. */
  readonly losses: {
    readonly own: number;
    readonly coPlayer: number;
    /** Squared errors of further heads, where there are any. */
    readonly reward?: number;
    readonly q?: number;
  };
}

/** A learner to be improved by what it has just played. */
export interface ImproveTask {
  readonly kind: "improve";
  readonly config: TrainingConfig;
  readonly game: Game;
  readonly shape: Shape;
  readonly weights: Weights;
  /** The optimiser's state; null before the first update. */
  readonly optimiser: Weights | null;
  readonly lesson: Lesson;
}

/** What an update came to. */
export interface Improved {
  readonly weights: Weights;
  readonly optimiser: Weights;
  /** Parts of the loss by name, means over the update's steps. */
  readonly losses: Readonly<Record<string, number>>;
  /** The gradient's norm at the last step. Where it is not finite, the step moved nothing: the training diverged. */
  readonly gradient: number;
}

export type Task = PlayTask | FitTask | ImproveTask;

/** What a task returns. */
export type Done<T extends Task> = T extends PlayTask ? PackedMoves : T extends FitTask ? Fitted : Improved;
