import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { CheckpointError, SpecError } from "../core/errors.ts";
import { nearestWord } from "../files/faults.ts";

/** Where models that were trained here are, in the working directory. */
export const OWN_TRAINED = join("results", "trained");

/** Where the models are that come with coplay. */
const SHIPPED_TRAINED = fileURLToPath(
  new URL("../../results/in-context-cooperation/trained", import.meta.url),
);

/** A checkpoint that can be named without its path. */
export interface Shelved {
  /** As in `trained/<name>`: the file's, without its ending. */
  readonly name: string;
  readonly path: string;
  /** Whether it comes with coplay. */
  readonly isShipped: boolean;
}

const ENDING = ".json";

/** All that can be named, in the order of names. One that was trained here goes before one that comes with coplay. */
export function shelved(own = OWN_TRAINED, shipped = SHIPPED_TRAINED): readonly Shelved[] {
  const byName = new Map<string, Shelved>();
  for (const isShipped of [true, false]) {
    const folder = isShipped ? shipped : own;
    for (const file of filesIn(folder)) {
      const name = file.slice(0, -ENDING.length);
      // Short in messages where it is near.
      const path = isShipped ? shorter(join(folder, file)) : join(folder, file);
      byName.set(name, { name, path, isShipped });
    }
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The checkpoint of a name.
 *
 * @throws SpecError where there is none, with the nearest there is
 */
export function shelvedNamed(name: string, all = shelved()): Shelved {
  const found = all.find((model) => model.name === name);
  if (found !== undefined) return found;
  const names = all.map((model) => model.name);
  const near = nearestWord(name, names);
  const known =
    names.length === 0 ? "There is none yet: `coplay train` makes one" : `There are ${names.join(", ")}`;
  throw new SpecError(name === "" ? "a trained model has a name" : `unknown trained model "${name}"`, {
    hint: `${near === undefined ? "" : `Did you mean trained/${near}? `}${known}.`,
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(ENDING) && file !== ENDING);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new CheckpointError(folder, `cannot be read: ${message}`, { cause });
  }
}

function shorter(path: string): string {
  const near = relative(".", path);
  return near.startsWith("..") ? path : near;
}
