import { CheckpointError } from "../core/errors.ts";
import { payoffsOf } from "../core/game.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import { readCheckpoint, type StoredCheckpoint } from "../models/checkpoint.ts";
import { shelvedNamed } from "../models/shelf.ts";
import { trainedShape } from "../models/trainers/checkpoints.ts";
import type { TrainingConfig } from "../models/trainers/config.ts";
import type { TrainingServices } from "../models/trainers/services.ts";
import type { Catalogue } from "../tournament/catalogue.ts";

const SHELF = "trained/";

/** A checkpoint that a learner starts from. */
interface Start {
  /** As the training calls it. */
  readonly reference: string;
  readonly path: string;
  readonly checkpoint: StoredCheckpoint;
}

/**
 * What the learners of a training start from, as far as the training says so.
 *
 * @throws CheckpointError where a checkpoint cannot be read
 * @throws SpecError where no model has the name
 */
export const startsOf = ({ from }: TrainingConfig): readonly Start[] =>
  from.map((reference) => {
    const path = reference.startsWith(SHELF) ? shelvedNamed(reference.slice(SHELF.length)).path : reference;
    return { reference, path, checkpoint: readCheckpoint(path) };
  });

/**
 * Finds what the learners of a training start from, and makes sure that they can.
 *
 * @throws CheckpointError where a checkpoint cannot be read, or is of another game or another network
 * @throws SpecError where no model has the name
 */
export function starting(config: TrainingConfig, catalogue: Catalogue): TrainingServices["start"] {
  const shape = same(trainedShape(config));
  const payoffs = same(payoffsOf(catalogue.game(config.game)));
  const weights = new Map(
    startsOf(config).map(({ reference, path, checkpoint }) => {
      if (same(checkpoint.game.payoffs) !== payoffs) {
        throw new CheckpointError(path, `was trained in ${checkpoint.game.id}, and this is ${config.game}`);
      }
      if (same(checkpoint.shape) !== shape) {
        throw new CheckpointError(path, "has another network than this training", {
          hint: `It was trained by ${checkpoint.config.algorithm} with hidden: ${checkpoint.shape.hidden}, embedding: ${checkpoint.shape.embedding}, trunk: ${checkpoint.shape.trunk}.`,
        });
      }
      return [reference, checkpoint.weights];
    }),
  );
  return (reference) => ({ weights: weights.get(reference)! });
}

const same = (value: object): string => canonicalJson(value as Json);
