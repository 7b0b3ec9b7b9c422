/*
 * The course of a training that plays, learns from what was played, and throws it away: what the policy-gradient
 * trainers have in common. All that makes one of them what it is stands in its own file.
 */
import { DivergenceError } from "../../core/errors.ts";
import type { MatchKey, MatchRecord } from "../../core/trajectory.ts";
import { unpack } from "../../match/packed.ts";
import type { Shape, Weights } from "../network.ts";
import { beginners } from "./beginners.ts";
import type { TrainingConfig } from "./config.ts";
import { contextOf } from "./context.ts";
import { againstOf, count, lessonOf, pairingsIn, type Pairing, type Tally } from "./episodes.ts";
import type { CurvePoint, TrainingEvent, TrainingState } from "./events.ts";
import { probed } from "./probes.ts";
import type { TrainingServices } from "./services.ts";
import { columnOf, learnerId, playTasksOf } from "./tables.ts";
import type { Improved, Seated, SeatedModel } from "./tasks.ts";

/** What tells the courses of two trainers apart. */
export interface Course {
  /** What is trained. */
  readonly shape: Shape;
  /** Episodes that are played against the same tabular co-player. */
  readonly group: number;
}

/**
 * Runs updates: the learners play `batch-size` episodes each, and are improved by them. Every `report-every` updates,
 * and after the last, there is a point of all that was played since the one before, and a state.
 *
 * @throws DivergenceError where a loss is no number any more; the last state told is from before
 */
export async function* runUpdates(
  config: TrainingConfig,
  services: TrainingServices,
  resumed: TrainingState | null,
  { shape, group }: Course,
): AsyncGenerator<TrainingEvent> {
  const { updates, turns } = config;
  const { game, crew, signal } = services;
  const pairings = pairingsIn(config);
  let state = resumed ?? { step: 0, learners: beginners(config, services, shape), curve: [] };
  let { learners } = state;
  const tallies = learners.map((): Tally => new Map());
  yield { kind: "started", step: state.step, of: updates };

  for (let step = state.step + 1; step <= updates; step++) {
    if (signal.aborted) return;
    const models = learners.map(({ weights }, i) => seated(shape, weights, i));
    const played = await Promise.all(
      pairings.map(async (pairing): Promise<MatchRecord[]> => {
        const tasks = playTasksOf(config, game, pairing, step, models, group);
        const moves = await Promise.all(tasks.map((task) => crew.run(task)));
        return tasks.flatMap(({ matches }, i) => unpack(moves[i]!, matches));
      }),
    );
    yield { kind: "episodes", records: played.flat() };

    const told = shape.context === 0 ? undefined : toldIn(models, group);
    const lessons = learners.map((_, i) => lessonOf(i, pairings, played, turns, told));
    const improving = learners.map(({ weights, optimiser = null }, i) =>
      crew.run({ kind: "improve", config, game, shape, weights, optimiser, lesson: lessons[i]! }),
    );
    const improved = await Promise.all(improving);
    improved.forEach((each, i) => requireFinite(each, step, i));
    learners = improved.map(({ weights, optimiser }, i) => ({
      learner: learners[i]!.learner,
      weights,
      optimiser,
    }));

    lessons.forEach((lesson, i) => count(lesson, tallies[i]!));
    if (step % config["report-every"] !== 0 && step !== updates) continue;
    if (config.probes !== undefined) yield { kind: "progress", step, what: "probing", done: 0 };
    const now = learners.map(({ weights }, i) => seated(shape, weights, i));
    const probes = await probed(config, services, now, step);
    const point: CurvePoint = {
      step,
      turns: step * config["batch-size"] * turns,
      learners: learners.map(({ learner }, i) => {
        const against = againstOf(tallies[i]!, turns, game);
        return { learner, losses: improved[i]!.losses, against, ...probes[i] };
      }),
    };
    tallies.forEach((tally) => tally.clear());
    state = { step, learners, curve: [...state.curve, point] };
    yield { kind: "point", point, of: updates };
    yield { kind: "state", state };
  }
  yield { kind: "finished", state };
}

const seated = (shape: Shape, weights: Weights, i: number): SeatedModel => ({
  kind: "model",
  id: learnerId(i),
  shape,
  weights,
  acting: { kind: "sample" },
});

/** What learners were told before each episode. */
const toldIn =
  (models: readonly Seated[], group: number) =>
  (match: MatchKey, pairing: Pairing): Float32Array =>
    contextOf(match, columnOf(pairing, models, group), "column");

function requireFinite({ losses, gradient }: Improved, step: number, i: number): void {
  if ([...Object.values(losses), gradient].every(Number.isFinite)) return;
  throw new DivergenceError(step, `the loss of learner ${i + 1}`);
}
