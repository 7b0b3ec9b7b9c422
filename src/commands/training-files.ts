import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CheckpointError } from "../core/errors.ts";
import { readCheckpoint, type StoredCheckpoint } from "../models/checkpoint.ts";
import { OWN_TRAINED } from "../models/shelf.ts";
import type { TrainingConfig } from "../models/trainers/config.ts";
import { totalSteps, type NamedTraining } from "../models/trainers/file.ts";
import { changedSetting, LENGTHS } from "../models/trainers/settings.ts";

/** Where a training keeps what comes of it. */
export interface TrainingFiles {
  /** A checkpoint for each learner, in their order. */
  readonly checkpoints: readonly string[];
  /** What the training goes on from, until it is finished. */
  readonly state: string;
}

/**
 * The files of a training: `quick.json`, or `quick-1.json` and `quick-2.json` where there are two learners, and beside
 * them `quick.state`.
 *
 * @param out the checkpoint's path, which stands for all of them; by default among the models trained here
 */
export function filesOf({ name, learners }: NamedTraining, out?: string): TrainingFiles {
  const path = out ?? join(OWN_TRAINED, `${name}.json`);
  const stem = join(dirname(path), basename(path, ".json"));
  const numbered = Array.from({ length: learners }, (_, i) => (learners === 1 ? "" : `-${i + 1}`));
  return { checkpoints: numbered.map((number) => `${stem}${number}.json`), state: `${stem}.state` };
}

/** What the models are called at a table: by their names where they are found by them, or else by their files. */
export const playerIdsOf = (files: TrainingFiles): readonly string[] =>
  files.checkpoints.map((path) =>
    dirname(path) === OWN_TRAINED
      ? `trained/${basename(path, ".json")}`
      : `checkpoint(file=${JSON.stringify(path)})`,
  );

/**
 * What stands in the places of a training's checkpoints: those of the same training, which may be made longer as long as
 * it is not finished.
 *
 * @throws CheckpointError where one is of another training, or cannot be read: it is not overwritten
 */
export function formerOf(
  config: TrainingConfig,
  { checkpoints, state }: TrainingFiles,
): readonly StoredCheckpoint[] {
  const free = existsSync(state) ? LENGTHS : [];
  return checkpoints
    .filter((path) => existsSync(path))
    .map((path) => {
      const checkpoint = readCheckpoint(path);
      if (changedSetting(checkpoint.config, config, free) === null) return checkpoint;
      throw new CheckpointError(path, "is of another training, which this one would overwrite", {
        hint: "Name another file with --out, or overwrite it with --force.",
      });
    });
}

/** Whether checkpoints are all that a training was to give. */
export const isFinished = (config: TrainingConfig, former: readonly StoredCheckpoint[]): boolean =>
  former.length === config.learners &&
  former.every(({ curve }) => (curve.at(-1)?.step ?? 0) >= totalSteps(config));
