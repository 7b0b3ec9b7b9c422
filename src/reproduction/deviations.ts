import type { TrainingConfig } from "../models/trainers/config.ts";

/** Something that the paper does in one way and a reproduction in another, or that the paper leaves open. */
export interface Deviation {
  readonly what: string;
  readonly paper: string;
  readonly here: string;
}

const NOT_STATED = "not stated";

/**
 * In what a training differs from the paper's, and what was chosen where the paper is silent.
 *
 * @see Weis2026
 */
export function deviationsOf(config: TrainingConfig): readonly Deviation[] {
  const number = (value: number): string => value.toLocaleString("en-US");
  const rows: readonly Deviation[] = [
    { what: "units of the GRU (H)", paper: "128", here: number(config.hidden) },
    { what: "turns of an episode", paper: "100", here: number(config.turns) },
    {
      what: "episodes of pretraining (D0)",
      paper: "200,000",
      here: number(config["pretraining-episodes"]),
    },
    {
      what: "episodes of a phase, per learner (R_k)",
      paper: "20,000",
      here: number(config["episodes-per-phase"]),
    },
    { what: "phases", paper: "30", here: "per arm: see manifest.json" },
    {
      what: "weights at the beginning of a phase",
      paper: "initialised anew",
      here: config["fresh-start"] ? "initialised anew" : "those of the last phase (warm start)",
    },
    {
      what: "passes over kept episodes, first phase and later",
      paper: "10 and 10",
      here: `${config["pretraining-epochs"]} and ${config.epochs}`,
    },
    {
      what: "how often a fit draws an episode that the learner played, against 1 of pretraining",
      paper: "1",
      here: number(config["replay-weight"]),
    },
    {
      what: "what that is multiplied with for every phase since the episode was played",
      paper: "1",
      here: number(config["replay-decay"]),
    },
    { what: "learning rate", paper: "0.0001", here: String(config["learning-rate"]) },
    {
      what: "steps of the GRU a turn",
      paper: "one each for observation, reward and action",
      here: "one: outcome in, both actions out",
    },
    {
      what: "payoffs in rollouts",
      paper: "predicted, those of the turns that are drawn",
      here: "known, and at every turn those to be expected: the same mean with less noise, so that fewer rollouts do",
    },
    { what: "rollouts of each action (K)", paper: NOT_STATED, here: number(config.rollouts) },
    {
      what: "what Q is estimated by",
      paper: "rollouts; a learned Q is named as an extension",
      here:
        config["q-rollouts"] === undefined
          ? "rollouts"
          : `rollouts, and a learned Q that counts for ${number(config["q-rollouts"])} more of them`,
    },
    { what: "discount within a rollout", paper: NOT_STATED, here: "1" },
    {
      what: "rollouts near the end of an episode",
      paper: NOT_STATED,
      here: `go beyond it: always ${config["look-ahead"]} turns`,
    },
    {
      what: "gain on Q in π ∝ p·exp(gain·Q)",
      paper: "β = 0.01, called an inverse temperature; its curves agree with 1 / β",
      here: number(config.gain),
    },
    { what: "what a frozen learner does", paper: NOT_STATED, here: "goes on planning" },
    {
      what: "what two extorters begin with",
      paper: "“initialised with the extortion policies”",
      here: "weights and kept episodes of extorters of this seed and the next",
    },
    {
      what: "what a learner is told of tabular co-players (identity arm)",
      paper: "log-probabilities",
      here: "log-probabilities, not below log 0.001",
    },
  ];
  return rows.filter(({ paper, here }) => paper !== here);
}
