import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CheckpointError } from "../core/errors.ts";
import { replaceFile } from "../files/replace.ts";
import { readCheckpoint, type StoredCheckpoint } from "../models/checkpoint.ts";
import type { TrainingConfig } from "../models/trainers/config.ts";
import { changedSetting } from "../models/trainers/settings.ts";
import { ARM_IDS, armOf, type ArmId } from "./arms.ts";
import type { ArmResult } from "./results.ts";

/** One arm with one seed. */
export interface Job {
  readonly arm: ArmId;
  readonly seed: number;
}

/** Where everything of a job stands: its working folder, and files in it. */
export interface Places {
  readonly folder: string;
  /** What training goes on from, and what learners of other arms start from. */
  readonly state: string;
  readonly progress: string;
  readonly evaluation: string;
  /** One a learner. */
  readonly checkpoints: readonly string[];
}

/** How far a job is. */
export interface Progress {
  readonly step: number;
  readonly of: number;
  /** What it has taken so far, all sittings together. */
  readonly trainingMs: number;
  readonly evaluationMs: number;
}

/** An evaluation, and what it depends on: it is made anew when that has changed. */
interface Kept {
  readonly key: string;
  readonly result: ArmResult;
}

export function placesOf(out: string, { arm, seed }: Job): Places {
  const folder = join(out, "work", arm, `seed-${seed}`);
  const learners = Array.from({ length: armOf(arm).learners }, (_, i) => `learner-${i + 1}.json`);
  return {
    folder,
    state: join(folder, "state"),
    progress: join(folder, "progress.json"),
    evaluation: join(folder, "evaluation.json"),
    checkpoints: learners.map((file) => join(folder, file)),
  };
}

/** Seeds that anything has been done with, in ascending order. */
export function seedsIn(out: string): readonly number[] {
  const names = ARM_IDS.flatMap((arm) => {
    const folder = join(out, "work", arm);
    return existsSync(folder) ? readdirSync(folder) : [];
  });
  const seeds = names.flatMap((name) => /^seed-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(seeds)].sort((a, b) => a - b);
}

/** The state that lies beside a checkpoint. */
export const stateBeside = (checkpoint: string): string => join(dirname(checkpoint), "state");

/**
 * The checkpoints that a job has come to; null where it is not finished.
 *
 * @throws CheckpointError where they are of another configuration
 */
export function finishedOf(places: Places, config: TrainingConfig): readonly StoredCheckpoint[] | null {
  if (!places.checkpoints.every((path) => existsSync(path))) return null;
  return places.checkpoints.map((path) => {
    const checkpoint = readCheckpoint(path);
    const changed = changedSetting(checkpoint.config, config);
    if (changed === null) return checkpoint;
    throw new CheckpointError(path, `was trained with another ${changed} than this coplay would train with`, {
      hint: `Move ${places.folder} away to train anew, or reproduce into another folder with --out.`,
    });
  });
}

/** How far a job is, as far as it is written down. */
export const progressOf = ({ progress }: Places): Progress | null => readJson(progress) as Progress | null;

/** The evaluation that is kept under a key, or null. */
export function evaluationOf({ evaluation }: Places, key: string): ArmResult | null {
  const kept = readJson(evaluation) as Kept | null;
  return kept?.key === key ? kept.result : null;
}

export const keepProgress = ({ progress }: Places, done: Progress): void => writeJson(progress, done);

export const keepEvaluation = ({ evaluation }: Places, key: string, result: ArmResult): void =>
  writeJson(evaluation, { key, result } satisfies Kept);

/** Both are but notes of what could be had anew: one that cannot be read is as good as none. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, Buffer.from(`${JSON.stringify(value)}\n`));
}
