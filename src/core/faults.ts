/** Leads to a part of outside data. */
export type Path = readonly (string | number)[];

/** A path as people write it: `players[3].id`. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** What a schema finds wrong with outside data, as zod tells it. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** What is not known. */
  readonly keys?: readonly string[];
  /** The kind that is wanted. */
  readonly expected?: string;
  /** The values of which one is wanted. */
  readonly values?: readonly unknown[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly origin?: string;
  /** What each branch of a union finds wrong. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** What is wrong with outside data, in our own words, and where. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  /** Where that is a key: the key, which the path ends in. */
  readonly unknownKey: string | null;
}

/**
 * The first thing that a schema found wrong with data, in a sentence that names the value.
 *
 * @param whole what the data is called as a whole
 */
export function faultIn(issues: readonly Issue[], data: unknown, whole = "the file"): Fault {
  // A misspelt key is told before the key that is then missing.
  const first = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
  const issue = nearest(first);
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys![0]!;
    return { path: [...path, key], message: `unknown key "${key}"`, unknownKey: key };
  }
  const name = path.length === 0 ? whole : formatPath(path);
  const message = `${name} ${claimOf(issue)}, got ${show(valueAt(data, path))}`;
  return { path, message, unknownKey: null };
}

/** What must be so and is not. */
function claimOf(issue: Issue): string {
  // Messages of our own begin like this; they know more than a schema does, such as both bounds of a range.
  if (issue.message.startsWith("must ")) return issue.message;
  switch (issue.code) {
    case "too_small":
    case "too_big": {
      const isLeast = issue.code === "too_small";
      const bound = isLeast ? issue.minimum : issue.maximum;
      const atLeast = isLeast ? "at least" : "at most";
      const beyond = isLeast ? "more than" : "less than";
      const limit = `${issue.inclusive === false ? beyond : atLeast} ${bound}`;
      const unit = UNITS[issue.origin ?? ""];
      return unit === undefined ? `must be ${limit}` : `must have ${limit} ${unit}`;
    }
    case "invalid_type":
      return `must be ${article(issue.expected!)}`;
    case "invalid_value":
      return `must be ${issue.values!.map(String).join(" or ")}`;
    case "invalid_union": {
      const kinds = new Set(
        (issue.errors ?? []).flat().flatMap((e) => (e.code === "invalid_type" ? [article(e.expected!)] : [])),
      );
      return kinds.size === 0
        ? "is none of the forms that it may have"
        : `must be ${[...kinds].join(" or ")}`;
    }
    default:
      return `is not valid (${issue.message})`;
  }
}

const UNITS: Readonly<Record<string, string>> = { array: "entries", string: "characters" };

/** Of a union's many complaints, the one about the branch that got furthest; the union's own where all failed at once. */
function nearest(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const inner = (issue.errors ?? [])
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
