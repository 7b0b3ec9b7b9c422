import { closestMatch } from "leven";
import { faultIn, type Issue, type Path } from "../core/faults.ts";

/** What is wrong with a file's data, where, and what to do about it. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly hint: string | undefined;
}

/** The first thing that a schema found wrong with `data`, in a sentence that names the value. */
export function faultOf(
  { issues }: { readonly issues: readonly Issue[] },
  data: unknown,
  knownKeys: (path: Path) => readonly string[],
): Fault {
  const { path, message, unknownKey } = faultIn(issues, data);
  if (unknownKey === null) return { path, message, hint: undefined };
  const known = knownKeys(path.slice(0, -1));
  const near = nearestWord(unknownKey, known);
  const hint = near === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean ${near}?`;
  return { path, message, hint };
}

/** The known word that was probably meant. */
export const nearestWord = (asked: string, known: readonly string[]): string | undefined =>
  closestMatch(asked, [...known], { maxDistance: Math.ceil(asked.length / 2) });
