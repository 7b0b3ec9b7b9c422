import { dirname } from "node:path";
import { CheckpointError } from "../core/errors.ts";
import { readCheckpoint, writeCheckpoint } from "../models/checkpoint.ts";
import { loadState, saveState } from "../models/state-file.ts";
import { checkpointsOf } from "../models/trainers/checkpoints.ts";
import type { LearnerState } from "../models/trainers/events.ts";
import type { NamedTraining } from "../models/trainers/file.ts";
import { ppi } from "../models/trainers/ppi.ts";
import { keepProgress, progressOf, stateBeside, type Job, type Places } from "./folder.ts";
import type { Laboratory, ReproductionEvent } from "./laboratory.ts";

/** Trains the learners of a job, or goes on where that was interrupted, and keeps every phase. */
export async function* trainArm(
  { arm, seed }: Job,
  config: NamedTraining,
  places: Places,
  { crew, game, version, now, signal }: Laboratory,
): AsyncGenerator<ReproductionEvent> {
  const services = { game, crew, start: startFrom, signal };
  const before = progressOf(places)?.trainingMs ?? 0;
  const startedAt = now();
  for await (const event of ppi(config, services, loadState(places.state, config))) {
    if (event.kind === "episodes") continue;
    if (event.kind === "state" || event.kind === "finished") {
      const { state } = event;
      saveState(places.state, config, state);
      const trainingMs = Math.round(before + now() - startedAt);
      keepProgress(places, { step: state.step, of: config.phases, trainingMs, evaluationMs: 0 });
    }
    if (event.kind === "finished") {
      checkpointsOf(config, game, event.state, version).forEach((checkpoint, i) =>
        writeCheckpoint(places.checkpoints[i]!, checkpoint, { overwrite: true }),
      );
    }
    yield { kind: "training", job: { arm, seed }, event };
  }
}

/**
 * Weights and kept episodes of a learner that is finished.
 *
 * @throws CheckpointError where they are not there any more, or damaged
 */
function startFrom(file: string): Pick<LearnerState, "weights" | "replay"> {
  const path = stateBeside(file);
  const state = loadState(path, readCheckpoint(file).config);
  if (state === null) {
    throw new CheckpointError(path, "there is no such file, and another arm starts from the episodes in it", {
      hint: `Move ${dirname(path)} away, and that arm is trained anew.`,
    });
  }
  const { weights, replay } = state.learners[0]!;
  return { weights, ...(replay === undefined ? {} : { replay }) };
}
