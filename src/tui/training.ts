/*
 * What the screen of a training knows of it. The records are plain data: whoever trains has its own types for them, and
 * they fit.
 */

/** What one learner met with in one kind of co-player, or what was measured against a fixed one. */
export interface Met {
  readonly episodes: number;
  /** Mean payoffs per turn. */
  readonly payoff: number;
  readonly coPlayerPayoff: number;
  /** Shares of turns with cooperation, in [0, 1]. */
  readonly cooperation: number;
  readonly coPlayerCooperation: number;
}

/** What is known of one learner after a step. */
export interface LearnerNews {
  readonly learner: string;
  readonly losses: Readonly<Record<string, number>>;
  readonly against: Readonly<Record<string, Met>>;
  /** What it made of fixed co-players, apart from training; absent where nobody measured. */
  readonly probes?: Readonly<Record<string, Met>>;
}

/** One point of the training curve. */
export interface TrainingPoint {
  readonly step: number;
  /** Turns played so far by each learner. */
  readonly turns: number;
  readonly learners: readonly LearnerNews[];
}

/** What a training tells as it goes on. */
export type TrainingNews =
  | { readonly kind: "started"; readonly step: number; readonly of: number }
  | { readonly kind: "progress"; readonly step: number; readonly what: string; readonly done: number }
  | { readonly kind: "point"; readonly point: TrainingPoint; readonly of: number }
  | { readonly kind: "state" | "finished"; readonly state: unknown };

/** What is trained. */
export interface TrainingPlan {
  readonly name: string;
  readonly algorithm: string;
  readonly game: string;
  /** What a step is: "phase", "update". */
  readonly unit: string;
  readonly steps: number;
  /** Points of earlier sittings. */
  readonly earlier: readonly TrainingPoint[];
}

/** When so many steps and turns were done. */
interface Mark {
  readonly step: number;
  readonly turns: number;
  readonly ms: number;
}

/** A training as far as it was told of. */
export interface Training {
  readonly plan: TrainingPlan;
  readonly status: "waiting" | "running" | "stopping" | "complete" | "stopped";
  readonly step: number;
  readonly of: number;
  /** What is under way in the step; null where nothing was said. */
  readonly doing: { readonly what: string; readonly done: number } | null;
  readonly points: readonly TrainingPoint[];
  /** The start of this sitting, and its latest points: no more than {@link MARKS}. */
  readonly marks: readonly Mark[];
  readonly startedMs: number;
  /** Null while it runs. */
  readonly endedMs: number | null;
}

/** Before the first event. */
export const waitingFor = (plan: TrainingPlan): Training => ({
  plan,
  status: "waiting",
  step: plan.earlier.at(-1)?.step ?? 0,
  of: plan.steps,
  doing: null,
  points: plan.earlier,
  marks: [],
  startedMs: 0,
  endedMs: null,
});

/** Whether nothing more will happen. */
export const isOver = ({ status }: Training): boolean => status === "complete" || status === "stopped";

/** Speed is that of the latest steps: the first one is longer, and later ones grow. */
const MARKS = 8;

/** The training after another event. */
export function told(training: Training, news: TrainingNews, nowMs: number): Training {
  switch (news.kind) {
    case "started": {
      const turns = training.points.at(-1)?.turns ?? 0;
      const { step, of } = news;
      const status = training.status === "stopping" ? "stopping" : "running";
      return { ...training, status, step, of, startedMs: nowMs, marks: [{ step, turns, ms: nowMs }] };
    }
    case "progress":
      return { ...training, doing: { what: news.what, done: news.done } };
    case "point": {
      const { point, of } = news;
      const { step, turns } = point;
      const marks = [...training.marks, { step, turns, ms: nowMs }].slice(-MARKS);
      return { ...training, step, of, doing: null, points: [...training.points, point], marks };
    }
    case "state":
      return training;
    case "finished":
      return { ...training, status: "complete", step: training.of, doing: null, endedMs: nowMs };
  }
}

/** What is under way, and how far it is where that is known: "playing 45 %". */
export const doingText = ({ what, done }: NonNullable<Training["doing"]>): string =>
  done > 0 ? `${what} ${Math.floor(done * 100)} %` : what;

/** The training once somebody has asked it to stop. */
export const askedToStop = (training: Training): Training =>
  isOver(training) ? training : { ...training, status: "stopping" };

/** The training once no further event will come; one that never said that it had finished was stopped. */
export const ended = (training: Training, nowMs: number): Training =>
  isOver(training) ? training : { ...training, status: "stopped", doing: null, endedMs: nowMs };

/** How far and how fast a training is. */
export interface Pace {
  /** Steps done, in [0, 1]. */
  readonly share: number;
  readonly elapsedMs: number;
  /** Of each learner; null before there were two points in this sitting. */
  readonly turnsPerSecond: number | null;
  /** Null while it cannot be told, and once the training is over. */
  readonly leftMs: number | null;
}

/** How far and how fast it is at a time. */
export function paceAt(training: Training, nowMs: number): Pace {
  const { step, of, marks, status, startedMs, endedMs } = training;
  const elapsedMs = status === "waiting" || marks.length === 0 ? 0 : (endedMs ?? nowMs) - startedMs;
  // The first step of a sitting has what comes before all of them: it tells nothing of the others.
  const [first, last] = [marks[1], marks.at(-1)];
  const share = of === 0 ? 0 : Math.min(1, step / of);
  if (first === undefined || last === undefined || last.step === first.step || last.ms <= first.ms) {
    return { share, elapsedMs, turnsPerSecond: null, leftMs: null };
  }
  const ms = last.ms - first.ms;
  const left = (ms / (last.step - first.step)) * (of - last.step) - (nowMs - last.ms);
  return {
    share,
    elapsedMs,
    turnsPerSecond: ((last.turns - first.turns) / ms) * 1000,
    leftMs: isOver(training) ? null : Math.max(0, left),
  };
}
