import { rmSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import { CheckpointError, DivergenceError } from "../core/errors.ts";
import { readWhole, writeWhole } from "./disk.ts";
import type { Weight, Weights } from "./network.ts";
import type { TrainingConfig } from "./trainers/config.ts";
import { curveSchema } from "./trainers/curve.ts";
import type { LearnerState, TrainingState } from "./trainers/events.ts";
import { changedSetting, LENGTHS, settingText } from "./trainers/settings.ts";
import { bytesOf, floatsOf, sha256, sizeOf } from "./weights.ts";

/*
 * What a training goes on from, as a file: a line of JSON that says what it is, and a compressed body. The body is a
 * line of JSON with all that is small, and after it the arrays that the line announces, one after the other.
 */

const FORMAT = "coplay training state";
const VERSION = 1;
/** What no training comes near: a million kept episodes of 100 turns take 100 MB. */
const MOST_BYTES = 2 ** 31;
const NEWLINE = 10;
const REMEDY = "Remove the file to train from the beginning.";

const length = z.int().min(0).max(MOST_BYTES);
const layoutSchema = z.array(z.strictObject({ name: z.string(), shape: z.array(length) }));

const headSchema = z.object({ format: z.literal(FORMAT), version: z.number() });
const hashSchema = z.object({ hash: z.string() });
const bodySchema = z.strictObject({
  config: z.record(z.string(), z.json()),
  step: z.int().min(0),
  curve: curveSchema,
  learners: z.array(
    z.strictObject({
      learner: z.string(),
      weights: layoutSchema,
      optimiser: layoutSchema.nullable(),
      replay: length.nullable(),
    }),
  ),
});

type Body = z.output<typeof bodySchema>;
type Layout = z.output<typeof layoutSchema>;

/**
 * Writes down what a training has come to: killed at any moment, it leaves the old state or the new one.
 *
 * @throws DivergenceError where a weight is no number any more: the old state stays
 * @throws CheckpointError where the file system refuses
 */
export function saveState(path: string, config: TrainingConfig, state: TrainingState): void {
  const { step, learners } = state;
  for (const { learner, weights } of learners) requireFinite(weights, step, learner);
  // Checked here and not only when it is read, which would be too late to do anything about it.
  const curve = curveSchema.parse(state.curve);
  const body = {
    config,
    step,
    curve,
    learners: learners.map(({ learner, weights, optimiser, replay }) => ({
      learner,
      weights: layoutOf(weights),
      optimiser: optimiser === undefined ? null : layoutOf(optimiser),
      replay: replay === undefined ? null : replay.length,
    })),
  };
  const arrays = learners.flatMap(({ weights, optimiser = {}, replay = new Uint8Array() }) => [
    ...Object.values(weights).map(({ values }) => bytesOf(values)),
    ...Object.values(optimiser).map(({ values }) => bytesOf(values)),
    replay,
  ]);
  // Level 1: outcomes shrink to a fourth at once, and little further at ten times the cost.
  const packed = gzipSync(Buffer.concat([line(body), ...arrays]), { level: 1 });
  const content = Buffer.concat([line({ format: FORMAT, version: VERSION, hash: sha256(packed) }), packed]);
  writeWhole(path, content);
}

/**
 * What a training had come to; null where nothing is written down.
 *
 * @throws CheckpointError where the file is damaged, is none of coplay's or of another version, or is of another training
 */
export function loadState(path: string, config: TrainingConfig): TrainingState | null {
  const file = readWhole(path, MOST_BYTES);
  if (file === null) return null;
  const bytes = unpack(path, file);
  const end = bytes.indexOf(NEWLINE);
  const parsed = bodySchema.safeParse(parse(path, bytes.subarray(0, Math.max(end, 0))));
  if (!parsed.success) throw damaged(path, parsed.error);
  const body = parsed.data;
  requireSame(path, body.config, config);
  return stateOf(path, body, bytes.subarray(end + 1));
}

/** Removes what a training would have gone on from: it is done. */
export function removeState(path: string): void {
  rmSync(path, { force: true });
}

function unpack(path: string, file: Buffer): Buffer {
  const end = file.indexOf(NEWLINE);
  const head = parse(path, file.subarray(0, Math.max(end, 0)));
  const kind = headSchema.safeParse(head);
  if (!kind.success) throw new CheckpointError(path, "holds no training of coplay's to go on with");
  const { version } = kind.data;
  if (version !== VERSION) {
    throw new CheckpointError(path, `is of version ${version}, and this coplay goes on from ${VERSION}`, {
      hint: `Go on with the version of coplay that wrote it. ${REMEDY}`,
    });
  }
  const packed = file.subarray(end + 1);
  const claim = hashSchema.safeParse(head);
  if (!claim.success || claim.data.hash !== sha256(packed)) throw damaged(path);
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function parse(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

const damaged = (path: string, cause?: unknown): CheckpointError =>
  new CheckpointError(path, "is damaged, or no training to go on with", { hint: REMEDY, cause });

/** A training may be made longer; going on under other settings would give a result that no one run of either would. */
function requireSame(path: string, then: Readonly<Record<string, unknown>>, config: TrainingConfig): void {
  const now: Readonly<Record<string, unknown>> = config;
  const changed = changedSetting(then, now, LENGTHS);
  if (changed === null) return;
  throw new CheckpointError(
    path,
    `is of a training with ${changed} ${settingText(then[changed])}, and this one has ${settingText(now[changed])}`,
    { hint: `Set it back to go on with that one. ${REMEDY}` },
  );
}

function stateOf(path: string, { step, curve, learners }: Body, arrays: Buffer): TrainingState {
  let at = 0;
  const take = (bytes: number): Buffer => arrays.subarray(at, (at += bytes));
  const weightsIn = (layout: Layout): Weights =>
    Object.fromEntries(
      layout.map(({ name, shape }): [string, Weight] => [
        name,
        { shape, values: floatsOf(take(4 * sizeOf(shape))) },
      ]),
    );
  const state = {
    step,
    curve,
    learners: learners.map(({ learner, weights, optimiser, replay }): LearnerState => ({
      learner,
      weights: weightsIn(weights),
      ...(optimiser === null ? {} : { optimiser: weightsIn(optimiser) }),
      ...(replay === null ? {} : { replay: Uint8Array.from(take(replay)) }),
    })),
  };
  if (at !== arrays.length) throw damaged(path);
  return state;
}

function requireFinite(weights: Weights, step: number, learner: string): void {
  const odd = Object.entries(weights).find(([, { values }]) => !values.every(Number.isFinite));
  if (odd !== undefined) throw new DivergenceError(step, `a weight of learner ${learner}, of ${odd[0]},`);
}

const layoutOf = (weights: Weights): Layout =>
  Object.entries(weights).map(([name, { shape }]) => ({ name, shape: [...shape] }));

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
