/* Long because it is a list: one entry a claim. */

/*
 * What counts as reproduced, as data: lines, each about one arm, made of criteria that measure one number of one seed
 * and hold it to a threshold. Where the paper's text leaves a figure to its plots, `paper` is read off those.
 */
import { meanOver, windowsOf, type Window } from "../stats/windows.ts";
import type { ArmId } from "./arms.ts";
import { pairingOf, phasesOf, type ArmResult } from "./results.ts";

/** The other arms of the same seed, where they are done. */
export type Others = (arm: ArmId) => ArmResult | null;

/** One number, and what it has to be. */
export interface Criterion {
  readonly what: string;
  readonly relation: ">=" | "<=" | ">" | "<";
  readonly threshold: number;
  /** The paper's value of the same number; null where it gives none. */
  readonly paper: number | null;
  /** The number; null where what it is taken from is not there. */
  readonly measure: (result: ArmResult, others: Others) => number | null;
}

/** One claim of the protocol. */
export interface Line {
  readonly id: string;
  readonly arm: ArmId;
  readonly claim: string;
  /** Whether four seeds in five have to meet all criteria, or the mean of the seeds each of them. */
  readonly over: "seeds" | "mean";
  readonly criteria: readonly Criterion[];
}

/** Share of seeds that have to meet a line's criteria. */
export const SHARE = 0.8;

type Measure = Criterion["measure"];
type SideName = "player" | "coPlayer";

const payoff =
  (pairing: string, side: SideName = "player"): Measure =>
  (result) =>
    pairingOf(result, pairing)?.[side].payoff ?? null;

const cooperation =
  (pairing: string, side: SideName = "player"): Measure =>
  (result) =>
    pairingOf(result, pairing)?.[side].cooperation ?? null;

/** The protocol's stretches are those of matches of 100 turns: 2 to 6 and 60 to 90. */
const { head: HEAD, tail: TAIL } = windowsOf(100);

const cooperationIn =
  (pairing: string, window: Window | null, side: SideName = "player"): Measure =>
  (result) => {
    const found = pairingOf(result, pairing);
    return found === null ? null : meanOver(found[side].cooperationByTurn, window);
  };

const both = (a: Measure, b: Measure, combine: (a: number, b: number) => number): Measure => {
  return (result, others) => {
    const first = a(result, others);
    const second = b(result, others);
    return first === null || second === null ? null : combine(first, second);
  };
};

const difference = (a: Measure, b: Measure): Measure => both(a, b, (x, y) => x - y);
const mean = (a: Measure, b: Measure): Measure => both(a, b, (x, y) => (x + y) / 2);
const lower = (a: Measure, b: Measure): Measure => both(a, b, Math.min);

const learnersCooperation = mean(cooperation("learners"), cooperation("learners", "coPlayer"));
const learnersPayoff = mean(payoff("learners"), payoff("learners", "coPlayer"));
const tabularPayoff = mean(payoff("tabular"), payoff("tabular, learner 2"));
/** Of what the two learners get from one another, how far apart. */
const payoffGap = both(payoff("learners"), payoff("learners", "coPlayer"), (a, b) => Math.abs(a - b));

/** How much less learners cooperate with one another than in the mixed pool of the same seed. */
const belowMixedPool: Measure = (result, others) => {
  const mixed = others("mixed-pool");
  const here = learnersCooperation(result, others);
  const there = mixed === null ? null : learnersCooperation(mixed, others);
  return here === null || there === null ? null : there - here;
};

/** Payoff against the frozen learner, less what it was in the first phase of learning. */
const gainSinceFirstPhase: Measure = (result, others) => {
  const first = result.curve[0]?.learners[0];
  const now = payoff("frozen")(result, others);
  const [met] = Object.values(first?.against ?? {});
  return met === undefined || now === null ? null : now - met.payoff;
};

/** The least that learners cooperated with one another in the first third of the phases. */
const leastInFirstThird: Measure = (result) => {
  const phases = phasesOf(result, "learners", "cooperation");
  const third = phases.slice(0, Math.ceil(phases.length / 3)).filter((value) => value !== null);
  return third.length === 0 ? null : Math.min(...third);
};

const criterion = (
  what: string,
  measure: Measure,
  relation: Criterion["relation"],
  threshold: number,
  paper: number | null,
): Criterion => ({ what, measure, relation, threshold, paper });

/**
 * The protocol, in the order of its arms. Where a line speaks of two learners it means their mean, unless it says which.
 *
 * @see Weis2026
 */
export const LINES: readonly Line[] = [
  {
    id: "1a",
    arm: "best-response",
    claim: "responds well to tabular co-players on average",
    over: "seeds",
    criteria: [
      criterion("payoff against tabular", payoff("tabular"), ">=", 0.98, 1),
      criterion(
        "less always defecting against the same",
        (result) => pairingOf(result, "tabular")?.overDefector?.mean ?? null,
        ">=",
        -0.02,
        null,
      ),
    ],
  },
  {
    id: "1b",
    arm: "best-response",
    claim: "answers three co-players, who are known to nobody, as each deserves",
    over: "seeds",
    criteria: [
      criterion("C against tit for tat, turns 60–90", cooperationIn("tit-for-tat", TAIL), ">=", 0.85, 0.98),
      criterion("C against a cooperator, turns 60–90", cooperationIn("cooperator", TAIL), "<=", 0.02, 0),
      criterion("C against a defector, turns 60–90", cooperationIn("defector", TAIL), "<=", 0.15, 0.08),
      criterion("payoff against a cooperator", payoff("cooperator"), ">=", 1.95, 2),
      criterion("payoff against a defector", payoff("defector"), ">=", -0.15, null),
    ],
  },
  {
    id: "1c",
    arm: "best-response",
    claim: "learns within the episode, and has not learned by heart",
    over: "seeds",
    criteria: [
      criterion(
        "C against tit for tat, turns 60–90 less 2–6",
        difference(cooperationIn("tit-for-tat", TAIL), cooperationIn("tit-for-tat", HEAD)),
        ">=",
        0.4,
        0.8,
      ),
    ],
  },
  {
    id: "2",
    arm: "extortion",
    claim: "a learner extorts the frozen best responder",
    over: "seeds",
    criteria: [
      criterion("payoff of the learner", payoff("frozen"), ">=", 0.7, 0.88),
      criterion(
        "payoff, learner less frozen",
        difference(payoff("frozen"), payoff("frozen", "coPlayer")),
        ">=",
        0.4,
        0.64,
      ),
      criterion(
        "C, frozen less learner",
        difference(cooperation("frozen", "coPlayer"), cooperation("frozen")),
        ">=",
        0.12,
        0.21,
      ),
      criterion("payoff, last phase less first", gainSinceFirstPhase, ">=", 0.4, null),
      criterion(
        "payoff, learner less a defector in its seat",
        difference(payoff("frozen"), payoff("defector against frozen")),
        ">=",
        0.4,
        null,
      ),
    ],
  },
  {
    id: "4",
    arm: "mixed-pool",
    claim: "learners cooperate with one another, and still respond well to the pool",
    over: "seeds",
    criteria: [
      criterion("C with the other learner", learnersCooperation, ">=", 0.75, 0.89),
      criterion("payoff with the other learner", learnersPayoff, ">=", 0.75, 0.92),
      criterion("payoff against tabular", tabularPayoff, ">=", 0.93, 0.985),
    ],
  },
  {
    id: "4′",
    arm: "mixed-pool",
    claim: "defection comes first",
    over: "seeds",
    criteria: [criterion("least C in the first third of the phases", leastInFirstThird, "<=", 0.15, 0.03)],
  },
  {
    id: "5",
    arm: "no-tabular",
    claim: "without the pool there is no cooperation",
    over: "mean",
    criteria: [
      criterion("C with the other learner", learnersCooperation, "<=", 0.3, 0.15),
      criterion("C below the mixed pool's", belowMixedPool, ">=", 0.4, 0.74),
    ],
  },
  {
    id: "6",
    arm: "co-player-id",
    claim: "where nothing is left to infer there is no cooperation",
    over: "mean",
    criteria: [
      criterion("C with the other learner", learnersCooperation, "<=", 0.3, 0.09),
      criterion("C below the mixed pool's", belowMixedPool, ">=", 0.4, 0.8),
      criterion("payoff against tabular", tabularPayoff, ">=", 1, 1.03),
    ],
  },
  {
    id: "3a",
    arm: "two-extorters",
    claim: "two extorters come to cooperate more within an episode, before they learn",
    over: "seeds",
    criteria: [
      criterion(
        "C before learning, turns 80–100 less 3–8",
        difference(
          mean(
            cooperationIn("before", { from: 80, to: 100 }),
            cooperationIn("before", { from: 80, to: 100 }, "coPlayer"),
          ),
          mean(
            cooperationIn("before", { from: 3, to: 8 }),
            cooperationIn("before", { from: 3, to: 8 }, "coPlayer"),
          ),
        ),
        ">",
        0,
        0.13,
      ),
    ],
  },
  {
    id: "3b",
    arm: "two-extorters",
    claim: "learning against each other, both end in cooperation",
    over: "seeds",
    criteria: [
      criterion(
        "C, of the one that cooperates less",
        lower(cooperation("learners"), cooperation("learners", "coPlayer")),
        ">=",
        0.8,
        0.95,
      ),
    ],
  },
  {
    id: "C",
    arm: "control",
    claim: "with a gain of 0.01 there is no best response",
    over: "seeds",
    criteria: [criterion("payoff against tabular", payoff("tabular"), "<", 0.98, null)],
  },
];

/** Figures that are reported beside the lines, without a threshold. */
export const REPORTED: readonly (Pick<Criterion, "what" | "measure" | "paper"> & { readonly arm: ArmId })[] =
  [
    {
      arm: "extortion",
      what: "payoff of the frozen best responder",
      measure: payoff("frozen", "coPlayer"),
      paper: 0.24,
    },
    { arm: "extortion", what: "C of the learner", measure: cooperation("frozen"), paper: 0.45 },
    {
      arm: "extortion",
      what: "C of the frozen best responder",
      measure: cooperation("frozen", "coPlayer"),
      paper: 0.66,
    },
    {
      arm: "extortion",
      what: "payoff of a defector in the learner's seat",
      measure: payoff("defector against frozen"),
      paper: null,
    },
    { arm: "mixed-pool", what: "payoffs of the two learners, apart by", measure: payoffGap, paper: 0 },
    { arm: "no-tabular", what: "payoff with the other learner", measure: learnersPayoff, paper: 0.16 },
    { arm: "co-player-id", what: "payoff with the other learner", measure: learnersPayoff, paper: 0.1 },
    { arm: "two-extorters", what: "payoff with the other learner", measure: learnersPayoff, paper: 0.95 },
    { arm: "two-extorters", what: "payoffs of the two learners, apart by", measure: payoffGap, paper: 0 },
  ];

/** Whether a number is what a criterion wants; null where there is none. */
export function isMet({ relation, threshold }: Criterion, value: number | null): boolean | null {
  if (value === null) return null;
  switch (relation) {
    case ">=":
      return value >= threshold;
    case "<=":
      return value <= threshold;
    case ">":
      return value > threshold;
    case "<":
      return value < threshold;
  }
}

/** How much learners of a seed cooperate with one another: what the flags and the headline are about. */
export const cooperationOf = (result: ArmResult): number | null => learnersCooperation(result, () => null);

/** The least of the first third: whether defection came first. */
export const transientOf = (result: ArmResult): number | null => leastInFirstThird(result, () => null);
