import { closestMatch } from "leven";
import type * as z from "zod";

export type Path = readonly (string | number)[];

/** What is wrong with outside data, where, and what to do about it. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A path as people write it: `players[3].id`. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** The first thing that a schema found wrong with `data`, in a sentence that names the value. */
export function faultOf(
  error: z.ZodError,
  data: unknown,
  knownKeys: (path: Path) => readonly string[],
): Fault {
  // A misspelt key is told before the key that is then missing.
  const first = error.issues.find(({ code }) => code === "unrecognized_keys") ?? error.issues[0]!;
  const issue = nearest(first);
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const name = path.length === 0 ? "the file" : formatPath(path);
  const value = show(valueAt(data, path));

  // Messages of our own begin like this; they know more than zod does, such as both bounds of a range.
  if (issue.message.startsWith("must ")) {
    return { path, message: `${name} ${issue.message}, got ${value}`, hint: undefined };
  }
  switch (issue.code) {
    case "unrecognized_keys": {
      const key = issue.keys[0]!;
      const known = knownKeys(path);
      const near = closestMatch(key, [...known], { maxDistance: Math.ceil(key.length / 2) });
      const hint = near === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean ${near}?`;
      return { path: [...path, key], message: `unknown key "${key}"`, hint };
    }
    case "too_small":
    case "too_big": {
      const bound = issue.code === "too_small" ? issue.minimum : issue.maximum;
      const atLeast = issue.code === "too_small" ? "at least" : "at most";
      const beyond = issue.code === "too_small" ? "more than" : "less than";
      const limit = `${issue.inclusive === false ? beyond : atLeast} ${bound}`;
      const counted = issue.origin === "array" ? `have ${limit} entries` : `be ${limit}`;
      return { path, message: `${name} must ${counted}, got ${value}`, hint: undefined };
    }
    case "invalid_type":
      return { path, message: `${name} must be ${article(issue.expected)}, got ${value}`, hint: undefined };
    case "invalid_value":
      return {
        path,
        message: `${name} must be ${issue.values.map(String).join(" or ")}, got ${value}`,
        hint: undefined,
      };
    case "invalid_union": {
      const kinds = new Set(
        issue.errors.flat().flatMap((e) => (e.code === "invalid_type" ? [article(e.expected)] : [])),
      );
      return { path, message: `${name} must be ${[...kinds].join(" or ")}, got ${value}`, hint: undefined };
    }
    default:
      return { path, message: `${name} is not valid (${issue.message}), got ${value}`, hint: undefined };
  }
}

/** Of a union's many complaints, the one about the branch that got furthest; the union's own where all failed at once. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors
    .map((branch) => branch[0]!)
    .filter(({ path, code }) => path.length > 0 || (code !== "invalid_type" && code !== "invalid_value"));
  const [deepest] = inner.sort((a, b) => b.path.length - a.path.length);
  if (deepest === undefined) return issue;
  return nearest({ ...deepest, path: [...issue.path, ...deepest.path] });
}

const article = (kind: string): string =>
  /^[aeiou]/.test(kind) ? `an ${kind}` : kind === "int" ? "an integer" : `a ${kind}`;

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    data,
  );
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
