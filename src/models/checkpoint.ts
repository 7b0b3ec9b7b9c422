import { CheckpointError } from "../core/errors.ts";
import { faultIn } from "../core/faults.ts";
import type { DilemmaPayoffs } from "../core/game.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import { isTaken, readWhole, writeWhole } from "./disk.ts";
import { documentOf, documentSchema, FORMAT, VERSION, weightsOf } from "./document.ts";
import type { Shape, Weights } from "./network.ts";
import type { TrainingConfig } from "./trainers/config.ts";
import type { CurvePoint } from "./trainers/events.ts";
import type { Acting } from "./trainers/tasks.ts";
import { sha256 } from "./weights.ts";

/** A trained model with all that is known of its making. */
export interface Checkpoint {
  /** What it is called: `trained/<name>`. */
  readonly name: string;
  /** Which of the training's learners it was: "1", "2", … */
  readonly learner: string;
  /** The version of coplay that trained it. */
  readonly coplay: string;
  /** The symmetric game of two actions that it was trained in. */
  readonly game: { readonly id: string; readonly payoffs: DilemmaPayoffs };
  /** The training, its seed included. */
  readonly config: TrainingConfig;
  readonly acting: Acting;
  readonly curve: readonly CurvePoint[];
  readonly shape: Shape;
  readonly weights: Weights;
}

/** A checkpoint as it was found in a file. */
export interface StoredCheckpoint extends Checkpoint {
  /** SHA-256 of all that the file says, as 64 hexadecimal digits. */
  readonly hash: string;
}

/** What no checkpoint comes near: one of a GRU of 512 units takes 5 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

const DAMAGED = "It was damaged or edited: take it from a copy, or train it again.";

/**
 * Writes a checkpoint, whole or not at all. The numbers of its curve are kept to six digits.
 *
 * @param options.overwrite whether it may take the place of a file that is there
 * @returns its hash
 * @throws CheckpointError where a file is in the way, the checkpoint is not one that could be read again, such as one
 *   with weights that are no numbers, or the file system refuses
 */
export function writeCheckpoint(
  path: string,
  checkpoint: Checkpoint,
  options: { readonly overwrite?: boolean } = {},
): string {
  if (options.overwrite !== true && isTaken(path)) {
    throw new CheckpointError(path, "there is a file of this name already", {
      hint: "Choose another name, or say that it may be overwritten.",
    });
  }
  const content = documentOf(checkpoint);
  const hash = sha256(canonicalJson(content));
  const document = { hash, ...content };
  read(path, document);
  // A line for each part: a change of one shows as such, and the weights, one long line, come last.
  const lines = Object.entries(document).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  writeWhole(path, Buffer.from(`{\n${lines.join(",\n")}\n}\n`));
  return hash;
}

/**
 * Reads a checkpoint.
 *
 * @throws CheckpointError where there is none, or the file is damaged, was edited, is none of coplay's, or is of a
 *   newer version
 */
export function readCheckpoint(path: string): StoredCheckpoint {
  const content = readWhole(path, MOST_BYTES);
  if (content === null) {
    throw new CheckpointError(path, "there is no such file", {
      hint: "`coplay list trained` shows those there are.",
    });
  }
  if (content.length === 0) throw new CheckpointError(path, "is empty", { hint: DAMAGED });
  return read(path, parse(path, content.toString("utf8")));
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CheckpointError(path, "is no checkpoint: it is no JSON, or not all of it", {
      hint: DAMAGED,
      cause,
    });
  }
}

function read(path: string, data: unknown): StoredCheckpoint {
  requireFormat(path, data);
  const parsed = documentSchema.safeParse(data);
  if (!parsed.success) {
    const { message } = faultIn(parsed.error.issues, data, "the checkpoint");
    throw new CheckpointError(path, message, { hint: DAMAGED });
  }
  const { hash, ...content } = data as { readonly hash: string; readonly [key: string]: Json };
  if (sha256(canonicalJson(content)) !== hash) {
    throw new CheckpointError(path, "the content does not have the hash that stands in it", {
      hint: DAMAGED,
    });
  }
  const weights = weightsOf(parsed.data);
  if (typeof weights === "string") throw new CheckpointError(path, weights, { hint: DAMAGED });
  const { name, learner, coplay, game, config, acting, curve, shape } = parsed.data;
  return { hash, name, learner, coplay, game, config, acting, curve, shape, weights };
}

/** Tells what is none of ours, and what a newer version wrote, from what is damaged. */
function requireFormat(path: string, data: unknown): void {
  const { format, version } = (typeof data === "object" && data !== null ? data : {}) as Readonly<
    Record<string, unknown>
  >;
  if (format !== FORMAT) {
    throw new CheckpointError(path, `is no checkpoint of coplay's: it has no format "${FORMAT}"`, {
      hint: "`coplay train` writes checkpoints.",
    });
  }
  if (version === VERSION) return;
  const isNewer = typeof version === "number" && version > VERSION;
  throw new CheckpointError(
    path,
    `is of version ${JSON.stringify(version)}, and this coplay reads ${VERSION}`,
    {
      hint: isNewer ? "A newer coplay wrote it: install that one." : DAMAGED,
    },
  );
}
