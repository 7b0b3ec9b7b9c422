/** The step that leads to every item of a list, so that the path yields a list. */
const EACH = Symbol("each");

/** Leads from a JSON value to values within it: keys, positions, and every item of a list. */
export type JsonPath = readonly (string | number | typeof EACH)[];

/** Reads a path such as `players[0].id`, or `[*][0].action` for the action of every turn's first seat. */
export function parsePath(text: string): JsonPath {
  return [...text.matchAll(/\[(\d+|\*)\]|([^.[\]]+)/g)].map(
    ([, index, key]) => key ?? (index === "*" ? EACH : Number(index)),
  );
}

/** What a path leads to; undefined where it leads nowhere. A member whose name is the whole path goes first. */
export function valueAt(value: unknown, path: JsonPath, whole: string): unknown {
  if (isObject(value) && Object.hasOwn(value, whole)) return value[whole];
  return follow(value, path, 0);
}

function follow(value: unknown, path: JsonPath, depth: number): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  if (step === EACH) {
    if (!Array.isArray(value)) return undefined;
    const items = value.map((item: unknown) => follow(item, path, depth + 1));
    return items.includes(undefined) ? undefined : items;
  }
  if (typeof step === "number")
    return Array.isArray(value) ? follow(value[step], path, depth + 1) : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? follow(value[step], path, depth + 1) : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
