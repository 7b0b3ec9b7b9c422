import { basename } from "node:path";
import { readTraining, type Cast, type NamedTraining } from "../models/trainers/file.ts";
import { readText } from "./read-text.ts";

/** What the command line may say instead of the file. */
export interface TrainingOverrides {
  readonly seed?: number | undefined;
}

/**
 * Reads a training file.
 *
 * @throws SpecError where it cannot be read or used
 */
export function readTrainingFile(file: string, { seed }: TrainingOverrides, cast: Cast): NamedTraining {
  const text = readText(file, "`coplay list trainings` shows those that come with coplay.");
  return readTraining(text, file, cast, { name: basename(file).replace(/\.ya?ml$/, ""), seed });
}
