import { SpecError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import { formatPlayerId, type RawValue } from "../core/player-id.ts";
import type { Path } from "../core/faults.ts";
import { faultOf } from "../files/faults.ts";
import { keysAt, tournamentSchema } from "./schema.ts";
import { PRINTABLE } from "./values.ts";

/** One value of one factor, as the file has it. */
export interface Level {
  /** The path in the file that it is written to. */
  readonly path: Path;
  /** The path as the grid spells it. */
  readonly key: string;
  /** Counts from 0 in the factor's list. */
  readonly index: number;
  readonly value: Json;
  /** What a cell's name says of it, as in `language=fr`. */
  readonly label: string;
}

/**
 * The factors of a grid in the file's order, each with its levels.
 *
 * @throws SpecError where it is not a mapping of paths to lists, or one path lies within another
 */
export function readGrid(grid: unknown, place: (path: Path) => string): readonly (readonly Level[])[] {
  const parsed = tournamentSchema.pick({ grid: true }).safeParse({ grid });
  if (!parsed.success) {
    const { path, message, hint } = faultOf(parsed.error, { grid }, keysAt);
    throw new SpecError(message, { place: place(path), hint });
  }
  const factors = Object.entries(parsed.data.grid ?? {}) as [string, readonly Json[]][];
  const paths = factors.map(([key]) => pathOf(key));
  factors.forEach(([key], i) => {
    const other = paths.findIndex((path, j) => j !== i && isWithin(paths[i]!, path));
    if (other < 0) return;
    throw new SpecError(`${key} lies within ${factors[other]![0]}, which is a factor too`, {
      place: place(["grid", key]),
    });
  });
  const names = shortNames(paths);
  return factors.map(([key, values], i) => {
    const labels = labelsOf(values);
    return values.map((value, index) => {
      return { path: paths[i]!, key, index, value, label: `${names[i]!}=${labels[index]!}` };
    });
  });
}

/** Every combination of one level of each factor, the last factor changing fastest; one that is empty without factors. */
export function combinationsOf(factors: readonly (readonly Level[])[]): readonly (readonly Level[])[] {
  return factors.reduce<readonly (readonly Level[])[]>(
    (combinations, levels) =>
      combinations.flatMap((combination) => levels.map((level) => [...combination, level])),
    [[]],
  );
}

/**
 * A file's data with a level in its place; what leads there is made where it is missing.
 *
 * @throws SpecError where something on the way there has no keys
 */
export function withLevel(
  data: unknown,
  { path, value, key, index }: Level,
  place: (path: Path) => string,
): unknown {
  const put = (at: unknown, depth: number): unknown => {
    const step = path[depth];
    if (step === undefined) return value;
    if (Array.isArray(at) && typeof step === "number" && step < at.length) {
      return at.map((item: unknown, i) => (i === step ? put(item, depth + 1) : item));
    }
    const isMapping = at === undefined || (typeof at === "object" && at !== null && !Array.isArray(at));
    if (!isMapping || typeof step === "number") {
      throw new SpecError(`nothing in the file can be reached by ${key}`, {
        place: place(["grid", key, index]),
        hint: "A player or game with keys to vary is written as { id: …, … }.",
      });
    }
    const mapping: Readonly<Record<string, unknown>> = { ...at };
    return { ...mapping, [step]: put(Object.hasOwn(mapping, step) ? mapping[step] : undefined, depth + 1) };
  };
  return put(data, 0);
}

/** Whether one path leads through the other. */
export function isWithin(path: Path, outer: Path): boolean {
  return path.length >= outer.length && outer.every((step, i) => step === path[i]);
}

const pathOf = (key: string): Path =>
  key.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** The last step of each path, or the whole path where two end alike. */
function shortNames(paths: readonly Path[]): readonly string[] {
  const last = paths.map((path) => String(path.at(-1)));
  return paths.map((path, i) => {
    const isClear = typeof path.at(-1) === "string" && last.filter((name) => name === last[i]).length === 1;
    return isClear ? last[i]! : path.join(".");
  });
}

const LONGEST_LABEL = 60;

/** What each value of a factor is called: itself where that is short and clear, or else its number in the list. */
function labelsOf(values: readonly Json[]): readonly string[] {
  const labels = values.map(labelOf);
  const isClear = labels.every((label) => label.length <= LONGEST_LABEL && PRINTABLE.test(label));
  return isClear && new Set(labels).size === labels.length ? labels : values.map((_, i) => `#${i + 1}`);
}

/** Games and players by their name or id, all else as JSON. */
function labelOf(value: Json): string {
  if (typeof value === "string") return value;
  const { name, id, ...parameters } = (value ?? {}) as Readonly<Record<string, RawValue>>;
  if (typeof name === "string") return name;
  const isId = typeof id === "string" && Object.values(parameters).every((raw) => typeof raw !== "object");
  return isId ? formatPlayerId({ name: id, parameters }) : JSON.stringify(value);
}
