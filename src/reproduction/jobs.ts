import { trainingSchema } from "../models/trainers/config.ts";
import type { NamedTraining } from "../models/trainers/file.ts";
import { readCheckpoint } from "../models/checkpoint.ts";
import { ARM_IDS, armOf, sourcesOf, trainingOf, type ArmId } from "./arms.ts";
import { evaluationOf, finishedOf, placesOf, seedsIn, type Job } from "./folder.ts";
import type { ArmResult } from "./results.ts";
import type { Scale } from "./scales.ts";

/** What is to be reproduced, and where it is kept. */
export interface Order {
  readonly out: string;
  readonly scale: Scale;
  readonly arms: readonly ArmId[];
  readonly seeds: readonly number[];
}

/** A job, and whether it is wanted for itself or only because others need its learners. */
export interface Step extends Job {
  readonly isAsked: boolean;
}

/** What has to be done for an order, each job after those that it needs: seed by seed, so that the first is whole soon. */
export function stepsOf({ arms, seeds }: Pick<Order, "arms" | "seeds">): readonly Step[] {
  const steps = new Map<string, Step>();
  const add = (arm: ArmId, seed: number): void => {
    const key = `${arm} ${seed}`;
    if (steps.has(key)) return;
    for (const source of sourcesOf(armOf(arm))) add(source.arm, seed + source.seedsAhead);
    steps.set(key, { arm, seed, isAsked: arms.includes(arm) && seeds.includes(seed) });
  };
  for (const seed of seeds) for (const arm of ARM_IDS) if (arms.includes(arm)) add(arm, seed);
  return [...steps.values()];
}

/** How an arm is trained from a seed. */
export function configOf({ out, scale }: Pick<Order, "out" | "scale">, { arm, seed }: Job): NamedTraining {
  const data = trainingOf(armOf(arm), seed, scale, {
    fileOf: (source) => placesOf(out, { arm: source.arm, seed: seed + source.seedsAhead }).checkpoints[0]!,
    playerOf: (file) => `checkpoint(file=${JSON.stringify(file)})`,
  });
  return { ...trainingSchema.parse(data), name: data.name };
}

/** Whether the learners that a job begins with are there. */
export const isReady = (order: Order, { arm, seed }: Job): boolean =>
  sourcesOf(armOf(arm)).every((source) => {
    const job = { arm: source.arm, seed: seed + source.seedsAhead };
    return finishedOf(placesOf(order.out, job), configOf(order, job)) !== null;
  });

export function isDone(order: Order, step: Step): boolean {
  const places = placesOf(order.out, step);
  if (finishedOf(places, configOf(order, step)) === null) return false;
  return !step.isAsked || (isReady(order, step) && evaluationOf(places, keyOf(order, step)) !== null);
}

/** All that an evaluation depends on. */
export function keyOf(order: Order, { arm, seed }: Job): string {
  const jobs = [
    { arm, seed },
    ...sourcesOf(armOf(arm)).map((source) => ({ arm: source.arm, seed: seed + source.seedsAhead })),
  ];
  const hashes = jobs.flatMap((job) =>
    placesOf(order.out, job).checkpoints.map((path) => readCheckpoint(path).hash),
  );
  const { evaluationEpisodes } = order.scale;
  return JSON.stringify({ version: 1, evaluationEpisodes, pairings: armOf(arm).pairings, hashes });
}

/**
 * All evaluations that there are, of whatever arms and seeds: one that was asked for earlier does not leave the table
 * because another is now.
 *
 * @throws CheckpointError where some are of another configuration
 */
export const resultsOf = (order: Order): ArmResult[] => {
  const seeds = seedsIn(order.out);
  const jobs = ARM_IDS.flatMap((arm) => seeds.map((seed) => ({ arm, seed })));
  return jobs.flatMap((job) => {
    const places = placesOf(order.out, job);
    if (finishedOf(places, configOf(order, job)) === null || !isReady(order, job)) return [];
    return evaluationOf(places, keyOf(order, job)) ?? [];
  });
};
