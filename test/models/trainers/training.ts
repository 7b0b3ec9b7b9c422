import { findGame, findStrategy } from "../../../src/classics.ts";
import { soleCrew, type Crew } from "../../../src/models/trainers/crew.ts";
import {
  trainingSchema,
  type TrainingConfig,
  type TrainingData,
} from "../../../src/models/trainers/config.ts";
import type { CurvePoint, TrainingEvent, TrainingState } from "../../../src/models/trainers/events.ts";
import type { TrainingServices } from "../../../src/models/trainers/services.ts";

/** The game of the experiments. */
export const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");

/** Small enough to be trained in a second or two. */
export const small = (data: Partial<TrainingData> & Pick<TrainingData, "algorithm">): TrainingConfig =>
  trainingSchema.parse({
    turns: 20,
    hidden: 16,
    embedding: 8,
    "batch-size": 64,
    "learning-rate": 0.01,
    "weight-decay": 0,
    updates: 100,
    "report-every": 20,
    ...data,
  });

export const services = (more: Partial<TrainingServices> = {}): TrainingServices => ({
  game,
  crew: soleCrew(findStrategy),
  start: (reference) => {
    throw new Error(`nobody starts from ${reference}`);
  },
  signal: new AbortController().signal,
  ...more,
});

/** Does its tasks last first, each from a copy, as threads might. */
export function backwardsCrew(): Crew {
  const sole = soleCrew(findStrategy);
  const waiting: (() => void)[] = [];
  return {
    ...sole,
    size: 7,
    run(task) {
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) {
          setImmediate(() => {
            for (const begin of waiting.splice(0).reverse()) begin();
          });
        }
        waiting.push(() => void sole.run(structuredClone(task)).then(resolve, reject));
      });
    },
  };
}

/** A training from beginning to end. */
export async function trained(
  events: AsyncGenerator<TrainingEvent>,
): Promise<{ readonly states: readonly TrainingState[]; readonly end: TrainingState }> {
  const states: TrainingState[] = [];
  for await (const event of events) {
    if (event.kind === "state") states.push(event.state);
    if (event.kind === "finished") return { states, end: event.state };
  }
  throw new Error("the training did not finish");
}

/** What a learner met with last in one kind of co-player. */
export function lastAgainst({ curve }: TrainingState, kind: string, learner = 0) {
  const last: CurvePoint = curve.at(-1)!;
  return last.learners[learner]!.against[kind]!;
}
