import { TrainingApp } from "../../src/tui/components/training-app.tsx";
import type { Size } from "../../src/tui/hooks/use-size.ts";
import {
  told,
  waitingFor,
  type Met,
  type Training,
  type TrainingNews,
  type TrainingPlan,
  type TrainingPoint,
} from "../../src/tui/training.ts";
import { showing, type Shown } from "./screens.tsx";

/** A training of two learners in a mixed pool. */
export const mixed: TrainingPlan = {
  name: "mixed-pool",
  algorithm: "ppi",
  game: "prisoners-dilemma(R=1, S=-1, T=2, P=0)",
  unit: "phase",
  steps: 20,
  earlier: [],
};

const met = (payoff: number, cooperation: number): Met => ({
  episodes: 480,
  payoff,
  cooperation,
  coPlayerPayoff: payoff / 2,
  coPlayerCooperation: cooperation / 2,
});

/** A point in which learners come to cooperate; the second of them later than the first. */
export function pointAt(step: number, learners = 2): TrainingPoint {
  const rise = (late: number): number => 0.05 + 0.9 / (1 + Math.exp(8 + late - step));
  return {
    step,
    turns: 4_000_000 + step * 96_000,
    learners: Array.from({ length: learners }, (_, i) => ({
      learner: String(i + 1),
      losses: { own: 0.6 - step / 100, coPlayer: 0.55 - step / 90 },
      against: { learners: met(rise(3 * i) - 0.03, rise(3 * i)), tabular: met(1 - step / 500, 0.08) },
      probes: {
        "tit-for-tat": met(0.9, rise(3 * i - 3)),
        cooperator: met(2, 0.01),
        defector: met(-0.05, 0.1),
      },
    })),
  };
}

/** What is told of so many steps, each of which takes ten seconds. */
export const newsOf = (steps: number, learners = 2, of = 20): readonly TrainingNews[] => [
  { kind: "started", step: 0, of },
  ...Array.from({ length: steps }, (_, i): TrainingNews => ({
    kind: "point",
    point: pointAt(i + 1, learners),
    of,
  })),
];

/** A training after some events, ten seconds apart. */
export const after = (news: readonly TrainingNews[], plan = mixed): Training =>
  news.reduce((training, one, i) => told(training, one, 10_000 * i), waitingFor(plan));

/** The screen of a training as text, at the time of its last event. */
export function showTrainingAt(training: Training, size: Size): Promise<Shown> {
  const nowMs = training.marks.at(-1)?.ms ?? 0;
  return showing(
    (at, quit) => <TrainingApp training={training} size={at} now={() => nowMs} isInteractive quit={quit} />,
    size,
  );
}
