import * as z from "zod";

const IN_UNIT = "must be in [0, 1]";
const unit = z.number().min(0, IN_UNIT).max(1, IN_UNIT);
const BELOW_ONE = "must be in [0, 1)";
const belowOne = z.number().min(0, BELOW_ONE).lt(1, BELOW_ONE);
const positive = z.number().positive("must be above 0");
const whole = (min: number, max: number): z.ZodInt => {
  const bounds = `must be an integer in [${min}, ${max}]`;
  return z.int(bounds).min(min, bounds).max(max, bounds);
};

/** How a model is trained: one flat record, as it stands under `train:` in a training file. Unknown keys are errors. */
export const trainingSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens")
    .describe("What the checkpoint is called: `trained/<name>`. By default the file's name.")
    .optional(),
  description: z.string().describe("What the training is for.").optional(),
  game: z
    .string()
    .default("prisoners-dilemma(R=1,S=-1,T=2,P=0)")
    .describe("A symmetric game of two actions."),
  turns: whole(2, 10_000).default(100).describe("Turns of every episode."),
  seed: whole(0, Number.MAX_SAFE_INTEGER)
    .default(1)
    .describe("Everything left to chance follows from this number."),
  algorithm: z
    .enum(["ppi", "a2c", "magrpo"])
    .describe(
      "ppi: predictive policy improvement; a2c: advantage actor-critic, each learner for itself; magrpo: group-relative policy optimisation with a shared reward.",
    ),

  trunk: z
    .enum(["gru", "transformer"])
    .default("gru")
    .describe("What remembers the episode. PPI plans with a GRU only."),
  hidden: whole(4, 512).multipleOf(4, "must be a multiple of 4").default(32).describe("Units of the trunk."),
  embedding: whole(1, 512).default(32).describe("Units that a symbol is embedded in."),
  blocks: whole(1, 12).default(2).describe("Blocks of a transformer."),
  "attention-heads": whole(1, 16)
    .default(4)
    .describe("Heads of a transformer's attention; they divide `hidden`."),
  "reward-weight": positive
    .describe(
      "Weight of a further output's squared error: what the turn will pay, for either own action. It is learned beside the rest, and nobody acts by it. By default there is no such output.",
    )
    .optional(),
  "q-weight": positive
    .describe(
      "PPI: weight of a further output's squared error: the mean payoff of the look-ahead, for either own action. It is learned beside the rest; whether planning heeds it is for `q-rollouts` to say. By default there is no such output.",
    )
    .optional(),
  "q-rollouts": positive
    .max(4096, "must be at most 4096")
    .describe(
      "PPI: how many rollouts that output counts for when actions are planned, beside those of `rollouts`. By default none.",
    )
    .optional(),
  "co-player-id": z
    .boolean()
    .default(false)
    .describe(
      "Whether learners are told who sits across the table: a tabular co-player's log-probabilities, or zeros.",
    ),

  learners: whole(1, 2).default(1).describe("Models that are trained at once, each with weights of its own."),
  "co-players": z
    .record(z.string().min(1), positive)
    .default({ tabular: 1 })
    .describe(
      "Whom learners meet, and in what proportion: `learners` (the other learner), `tabular` (a fresh memory-one co-player, each of its five chances uniform in [0, 1]), and ids of players.",
    ),
  probes: z
    .array(z.string().min(1))
    .min(1, "must name somebody, or be left out")
    .max(16, "must name at most 16")
    .describe(
      "Whom every learner plays whenever the curve gets a point, to show where it has got to: ids of players, or `tabular`. Nothing is learned from it, and the training comes out the same. By default nobody.",
    )
    .optional(),
  "probe-episodes": whole(1, 100_000).describe("Episodes against each probe. By default 64.").optional(),
  from: z
    .array(z.string())
    .max(2)
    .default([])
    .describe(
      "Checkpoints (files or `trained/<name>`) whose weights the learners start from. By default fresh weights.",
    ),

  "batch-size": whole(16, 65_536)
    .multipleOf(16, "must be a multiple of 16")
    .default(256)
    .describe("Episodes of one update."),
  "learning-rate": positive.default(0.003).describe("Adam's step size."),
  "weight-decay": z.number().min(0).default(0.01).describe("Decoupled weight decay (AdamW)."),
  "adam-beta1": belowOne.default(0.9).describe("Decay of Adam's first moment."),
  "adam-beta2": belowOne.default(0.98).describe("Decay of Adam's second moment."),
  "adam-epsilon": positive.default(1e-8).describe("Adam's guard against division by 0."),
  "clip-norm": positive.default(1).describe("Largest norm of the gradient of all weights together."),

  phases: whole(1, 100_000).default(20).describe("PPI: rounds of fitting and playing."),
  "pretraining-episodes": whole(16, 10_000_000)
    .default(40_000)
    .describe("PPI: episodes that come before the first phase."),
  pretraining: z
    .enum(["tabular", "random"])
    .default("tabular")
    .describe("PPI: who plays them: two tabular players, or two that choose C and D at 1/2."),
  "pretraining-epochs": whole(1, 1000).default(10).describe("PPI: passes over them before the first phase."),
  epochs: whole(1, 1000)
    .default(3)
    .describe("PPI: passes in every later phase; one draws as many episodes as are kept."),
  "fresh-start": z
    .boolean()
    .default(false)
    .describe("PPI: whether every phase fits fresh weights instead of going on from the last."),
  "episodes-per-phase": whole(2, 10_000_000)
    .default(960)
    .describe("PPI: episodes that each learner plays in a phase."),
  "replay-weight": positive
    .default(5)
    .describe(
      "PPI: how often the fit draws an episode that a learner played, against 1 for one of pretraining.",
    ),
  "replay-decay": unit
    .default(1)
    .describe(
      "PPI: what an episode's chance to be drawn is multiplied with for every phase since it was played.",
    ),
  rollouts: whole(1, 4096).default(8).describe("PPI: K, rollouts of each action at every turn."),
  "look-ahead": whole(1, 1000)
    .default(15)
    .describe("PPI: turns of a rollout; they may go beyond the episode's end."),
  gain: z
    .number()
    .min(0)
    .default(100)
    .describe("PPI: how strongly the estimated payoff weighs against the prior: π ∝ p · exp(gain · Q)."),

  updates: whole(1, 10_000_000).default(2000).describe("A2C and MAGRPO: updates in all."),
  discount: unit.default(0.99).describe("A2C: γ."),
  lambda: unit.default(0.99).describe("A2C: λ of the advantages and of the value's targets."),
  "normalise-advantages": z
    .boolean()
    .default(true)
    .describe(
      "A2C: whether advantages are centred and scaled to unit variance, for each kind of co-player apart.",
    ),
  "reward-scale": positive.default(0.2).describe("A2C: what payoffs are multiplied with while learning."),
  "value-weight": z.number().min(0).default(0.5).describe("A2C: weight of the value's squared error."),
  "entropy-weight": z
    .number()
    .min(0)
    .default(0.001)
    .describe("A2C and MAGRPO: weight of the policy's entropy."),
  "group-size": whole(2, 4096)
    .default(16)
    .describe("MAGRPO: episodes against the same co-player that are compared with each other."),
  "clip-ratio": positive
    .default(0.2)
    .describe("MAGRPO: how far a policy may move from the one that played, as a ratio."),
  "updates-per-batch": whole(1, 100).default(1).describe("MAGRPO: updates from the same episodes."),

  "report-every": whole(1, 100_000)
    .default(10)
    .describe("A2C and MAGRPO: updates between two points of the curve, and between two checkpoints."),
});

/** A training as it may be written, before anything is filled in. */
export type TrainingData = z.input<typeof trainingSchema>;

/** A training as it runs. */
export type TrainingConfig = z.output<typeof trainingSchema>;
