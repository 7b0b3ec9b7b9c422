/*
 * The experiments, as data. Every arm trains one or two learners from a seed, some of them from what an earlier arm has
 * trained, and then seats the frozen learners at the pairings that its verdict needs.
 */
import type { TrainingData } from "../models/trainers/config.ts";
import type { Scale } from "./scales.ts";

/** All arms, in an order in which each comes after those that it needs. */
export const ARM_IDS = [
  "best-response",
  "extortion",
  "mixed-pool",
  "no-tabular",
  "co-player-id",
  "two-extorters",
  "control",
] as const;

export type ArmId = (typeof ARM_IDS)[number];

/** The first learner of an arm, trained from the seed that is so many after the one at hand. */
export interface Source {
  readonly arm: ArmId;
  readonly seedsAhead: number;
}

/** Who sits down at an evaluation. */
export type Contestant =
  /** A learner of the arm at hand, frozen. */
  | { readonly learner: 1 | 2 }
  /** A learner of another arm, frozen. */
  | { readonly source: Source }
  /** A fresh memory-one player in every episode, each of its five chances uniform in [0, 1]. */
  | "tabular"
  /** A registered player. */
  | { readonly player: string };

/** Two who meet when learning is over. */
export interface Pairing {
  /** How results refer to it: unique within the arm. */
  readonly name: string;
  readonly player: Contestant;
  readonly coPlayer: Contestant;
  /** Whether a verdict depends on it, or only a curve. */
  readonly isJudged: boolean;
}

/** One experiment. */
export interface Arm {
  readonly id: ArmId;
  readonly title: string;
  /** What it is to show, in a sentence. */
  readonly claim: string;
  readonly learners: 1 | 2;
  /** Whom learners meet, and in what proportion. */
  readonly meets: {
    readonly learners?: number;
    readonly tabular?: number;
    readonly frozen?: readonly [Source, share: number];
  };
  /** What each learner starts from, weights and kept episodes; by default fresh weights. */
  readonly from?: readonly Source[];
  /** In what its training differs from the others'. */
  readonly training?: Partial<TrainingData>;
  readonly pairings: readonly Pairing[];
}

const FIRST = { learner: 1 } as const;
const SECOND = { learner: 2 } as const;
const TIT_FOR_TAT = { player: "tit-for-tat" };
const COOPERATOR = { player: "cooperator" };
const DEFECTOR = { player: "defector" };
const BEST_RESPONDER: Source = { arm: "best-response", seedsAhead: 0 };
const EXTORTER: Source = { arm: "extortion", seedsAhead: 0 };
const OTHER_EXTORTER: Source = { arm: "extortion", seedsAhead: 1 };

const judged = (name: string, player: Contestant, coPlayer: Contestant): Pairing => ({
  name,
  player,
  coPlayer,
  isJudged: true,
});

const drawn = (name: string, player: Contestant, coPlayer: Contestant): Pairing => ({
  name,
  player,
  coPlayer,
  isJudged: false,
});

/**
 * The arms of the paper, and a control in which planning hardly weighs.
 *
 * @see Weis2026
 */
const arms: Readonly<Record<ArmId, Omit<Arm, "id">>> = {
  "best-response": {
    title: "Best response",
    claim:
      "Against a diverse pool, a learner comes to read its co-player within the episode and to best-respond.",
    learners: 1,
    meets: { tabular: 1 },
    pairings: [
      judged("tabular", FIRST, "tabular"),
      judged("tit-for-tat", FIRST, TIT_FOR_TAT),
      judged("cooperator", FIRST, COOPERATOR),
      judged("defector", FIRST, DEFECTOR),
    ],
  },
  extortion: {
    title: "Extortion",
    claim: "Whoever best-responds within the episode can be extorted: a new learner learns to.",
    learners: 1,
    meets: { frozen: [BEST_RESPONDER, 1] },
    pairings: [
      judged("frozen", FIRST, { source: BEST_RESPONDER }),
      judged("defector against frozen", DEFECTOR, { source: BEST_RESPONDER }),
    ],
  },
  "mixed-pool": {
    title: "Mixed pool",
    claim: "Two learners that also meet a diverse pool extort one another into cooperation.",
    learners: 2,
    meets: { learners: 1, tabular: 1 },
    pairings: [
      judged("learners", FIRST, SECOND),
      judged("tabular", FIRST, "tabular"),
      judged("tabular, learner 2", SECOND, "tabular"),
      drawn("tit-for-tat", FIRST, TIT_FOR_TAT),
      drawn("cooperator", FIRST, COOPERATOR),
      drawn("defector", FIRST, DEFECTOR),
    ],
  },
  "no-tabular": {
    title: "No tabular co-players",
    claim: "Without the pool, learners do not come to cooperate.",
    learners: 2,
    meets: { learners: 1 },
    // Nor does the pool enter by what learners have seen before they meet.
    training: { pretraining: "random" },
    pairings: [judged("learners", FIRST, SECOND), drawn("tit-for-tat", FIRST, TIT_FOR_TAT)],
  },
  "co-player-id": {
    title: "Co-player's identity",
    claim:
      "Learners that are told who sits across the table need not infer it, and do not come to cooperate.",
    learners: 2,
    meets: { learners: 1, tabular: 1 },
    training: { "co-player-id": true },
    pairings: [
      judged("learners", FIRST, SECOND),
      judged("tabular", FIRST, "tabular"),
      judged("tabular, learner 2", SECOND, "tabular"),
    ],
  },
  "two-extorters": {
    title: "Two extorters",
    claim: "Two extorters, each learning against the other, end in cooperation.",
    learners: 2,
    meets: { learners: 1 },
    from: [EXTORTER, OTHER_EXTORTER],
    pairings: [
      judged("before", { source: EXTORTER }, { source: OTHER_EXTORTER }),
      judged("learners", FIRST, SECOND),
      drawn("tabular", FIRST, "tabular"),
    ],
  },
  control: {
    title: "Control",
    claim: "Where planning hardly weighs against the prior, there is no best response.",
    learners: 1,
    meets: { tabular: 1 },
    training: { gain: 0.01 },
    pairings: [judged("tabular", FIRST, "tabular"), drawn("tit-for-tat", FIRST, TIT_FOR_TAT)],
  },
};

/** The arm with an id. */
export const armOf = (id: ArmId): Arm => ({ id, ...arms[id] });

/** What an arm cannot begin without. */
export const sourcesOf = ({ from = [], meets }: Arm): readonly Source[] => [
  ...from,
  ...(meets.frozen === undefined ? [] : [meets.frozen[0]]),
];

/** The game of all arms: T = 2, R = 1, P = 0, S = −1. */
export const GAME = "prisoners-dilemma(R=1,S=-1,T=2,P=0)";

/** Where checkpoints of other arms are found. */
export interface Locator {
  /** The checkpoint of a source. */
  readonly fileOf: (source: Source) => string;
  /** The player id of a checkpoint in a file. */
  readonly playerOf: (file: string) => string;
}

/** How an arm trains its learners from a seed. */
export function trainingOf(
  arm: Arm,
  seed: number,
  scale: Scale,
  { fileOf, playerOf }: Locator,
): TrainingData & { readonly name: string } {
  const { learners, tabular, frozen } = arm.meets;
  return {
    description: arm.claim,
    game: GAME,
    seed,
    algorithm: "ppi",
    ...scale.training,
    learners: arm.learners,
    "co-players": {
      ...(learners === undefined ? {} : { learners }),
      ...(tabular === undefined ? {} : { tabular }),
      ...(frozen === undefined ? {} : { [playerOf(fileOf(frozen[0]))]: frozen[1] }),
    },
    from: (arm.from ?? []).map(fileOf),
    phases: scale.phases[arm.id],
    ...arm.training,
    name: `${arm.id}-${seed}`,
  };
}
