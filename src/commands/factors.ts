import type { Json } from "../core/json.ts";
import type { LoggedRun } from "../store/runs.ts";

/** What a cell is, by factor; empty for a run that stands for itself. */
export const factorsOf = ({ factors }: LoggedRun): Readonly<Record<string, Json>> =>
  JSON.parse(factors) as Readonly<Record<string, Json>>;

/** A factor's value, as people write it. */
export const writeLevel = (value: Json): string =>
  typeof value === "string" ? value : JSON.stringify(value);
