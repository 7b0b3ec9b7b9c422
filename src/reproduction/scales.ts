import type { TrainingData } from "../models/trainers/config.ts";
import type { ArmId } from "./arms.ts";

/** How large a reproduction is: the numbers that all arms share, and how long each of them learns. */
export interface Scale {
  /** For people: what it costs, and what it is good for. */
  readonly about: string;
  readonly training: Partial<TrainingData>;
  /** Phases of each arm. */
  readonly phases: Readonly<Record<ArmId, number>>;
  /** Episodes of a pairing that a verdict depends on; those that are only drawn get a quarter. */
  readonly evaluationEpisodes: number;
}

/** What all scales begin from. */
const common = {
  hidden: 32,
  embedding: 32,
  "learning-rate": 0.003,
  "weight-decay": 0.01,
  "adam-beta1": 0.9,
  "adam-beta2": 0.98,
  "clip-norm": 1,
  "batch-size": 256,
  "pretraining-episodes": 40_000,
  "pretraining-epochs": 10,
  epochs: 2,
  "fresh-start": false,
  "episodes-per-phase": 960,
  "replay-weight": 12,
  "replay-decay": 0.8,
  "look-ahead": 15,
  gain: 100,
} satisfies Partial<TrainingData>;

/**
 * Two CPU cores and hours: fewer units and far fewer episodes than the paper's. What is smaller in one place is made up
 * for in others: weights are kept from phase to phase, learners' own episodes weigh more, and half of what is planned by
 * is a learned Q instead of rollouts.
 */
const cpu: Scale = {
  about: "two CPU cores and hours",
  training: { ...common, rollouts: 16, "q-weight": 1, "q-rollouts": 16 },
  phases: {
    "best-response": 6,
    extortion: 6,
    "mixed-pool": 22,
    "no-tabular": 10,
    "co-player-id": 10,
    "two-extorters": 6,
    control: 1,
  },
  evaluationEpisodes: 2000,
};

/**
 * The paper's own numbers, for machines with accelerators. What it leaves open is chosen: 8 rollouts, and a gain of
 * 100, which is the reading of β = 0.01 that agrees with its curves.
 *
 * @see Weis2026
 */
const paper: Scale = {
  about: "the paper's own numbers: accelerators and days",
  training: {
    ...common,
    hidden: 128,
    "learning-rate": 0.0001,
    "pretraining-episodes": 200_000,
    epochs: 10,
    "fresh-start": true,
    "episodes-per-phase": 20_000,
    "replay-weight": 1,
    "replay-decay": 1,
    rollouts: 8,
  },
  phases: {
    "best-response": 30,
    extortion: 30,
    "mixed-pool": 30,
    "no-tabular": 30,
    "co-player-id": 30,
    "two-extorters": 30,
    control: 1,
  },
  evaluationEpisodes: 20_000,
};

/** The whole path in seconds: shows that it works, and nothing else. */
const miniature: Scale = {
  about: "seconds: shows that everything works, not what comes of it",
  training: {
    ...cpu.training,
    turns: 20,
    hidden: 8,
    embedding: 8,
    "batch-size": 32,
    "pretraining-episodes": 64,
    "pretraining-epochs": 2,
    epochs: 1,
    "episodes-per-phase": 32,
    rollouts: 4,
    "look-ahead": 5,
  },
  phases: {
    "best-response": 2,
    extortion: 2,
    "mixed-pool": 2,
    "no-tabular": 2,
    "co-player-id": 2,
    "two-extorters": 2,
    control: 1,
  },
  evaluationEpisodes: 32,
};

/** Every scale, by name. */
export const SCALES = { cpu, paper, miniature } as const satisfies Readonly<Record<string, Scale>>;

export type ScaleName = keyof typeof SCALES;

/** The scale whose results are kept. */
export const DEFAULT_SCALE: ScaleName = "cpu";
