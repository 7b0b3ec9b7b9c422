import type { MatchRecord } from "../../core/trajectory.ts";
import type { Weights } from "../network.ts";

/** What one learner met with in one kind of co-player. */
export interface Against {
  readonly episodes: number;
  /** Mean payoff per turn of the learner, and of those it met. */
  readonly payoff: number;
  readonly coPlayerPayoff: number;
  /** Share of turns with C, of the learner, and of those it met. */
  readonly cooperation: number;
  readonly coPlayerCooperation: number;
}

/** What is known of one learner after a step. */
export interface LearnerPoint {
  /** "1", "2", … */
  readonly learner: string;
  /** Parts of the loss, by name, such as `own` and `coPlayer` in nats per turn; the last fit's or update's means. */
  readonly losses: Readonly<Record<string, number>>;
  /** By kind of co-player: "learners", "tabular", or the id of a registered player. */
  readonly against: Readonly<Record<string, Against>>;
  /** What it made of fixed co-players with its weights frozen, apart from training, by their ids; absent where nobody measured. */
  readonly probes?: Readonly<Record<string, Against>>;
}

/** One point of the training curve. */
export interface CurvePoint {
  /** Counts from 1: a phase of PPI, an update of the others (which report every `report-every` of them). */
  readonly step: number;
  /** Turns played so far by each learner, pretraining included. */
  readonly turns: number;
  readonly learners: readonly LearnerPoint[];
}

/** All that a training run needs to go on as if it had never stopped. Plain data. */
export interface TrainingState {
  /** Steps that are done. */
  readonly step: number;
  readonly learners: readonly LearnerState[];
  readonly curve: readonly CurvePoint[];
}

export interface LearnerState {
  readonly learner: string;
  readonly weights: Weights;
  /** Adam's moments and the number of its updates, where they outlive a step. */
  readonly optimiser?: Weights;
  /** Episodes that are kept for later phases: one outcome a turn, own action first, one episode after the other. */
  readonly replay?: Uint8Array;
}

/** What a trainer tells whoever listens. */
export type TrainingEvent =
  /** Of `of` steps, `step` are done already. */
  | { readonly kind: "started"; readonly step: number; readonly of: number }
  /** Something that takes long within a step: "pretraining", "fitting learner 1", "playing"; `done` in [0, 1]. */
  | { readonly kind: "progress"; readonly step: number; readonly what: string; readonly done: number }
  /** Episodes that have just been played, each told of once; those of probes are none. */
  | { readonly kind: "episodes"; readonly records: readonly MatchRecord[] }
  | { readonly kind: "point"; readonly point: CurvePoint; readonly of: number }
  /** A state worth keeping: whoever listens writes it down before asking for the next event. */
  | { readonly kind: "state"; readonly state: TrainingState }
  | { readonly kind: "finished"; readonly state: TrainingState };

/** What there is to see of a training. */
export type VisibleEvent = Exclude<TrainingEvent, { readonly kind: "episodes" }>;
