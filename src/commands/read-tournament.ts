import { basename } from "node:path";
import { SpecError } from "../core/errors.ts";
import type { Catalogue } from "../tournament/catalogue.ts";
import { createExperiment, type Experiment } from "../tournament/experiment.ts";
import { parseFile } from "../tournament/file.ts";
import { readText } from "./read-text.ts";

/** What the command line may say instead of the file. */
export interface Overrides {
  readonly cap?: number | undefined;
  readonly repetitions?: number | undefined;
  readonly seed?: number | undefined;
  readonly noise?: number | undefined;
}

/**
 * Reads a tournament file: an experiment of as many tournaments as its grid has cells, and of one without a grid.
 *
 * @throws SpecError where it cannot be read or used
 */
export function readExperiment(file: string, overrides: Overrides, catalogue: Catalogue): Experiment {
  const text = readText(
    file,
    "`coplay list tournaments` shows those that come with coplay; `coplay init` writes one.",
  );
  const { data, place } = parseFile(text, file);
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const { grid } = data as { readonly grid?: unknown };
  const varied = Object.keys(given).find((key) => Object.hasOwn(Object(grid) as object, key));
  if (varied !== undefined) {
    throw new SpecError(`--${varied} says one thing and the grid several`, {
      place: place(["grid", varied]),
    });
  }
  const name = basename(file).replace(/\.ya?ml$/, "");
  return createExperiment({ ...(data as object), ...given }, catalogue, name, place);
}
