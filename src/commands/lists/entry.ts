import { toKebab, type ParameterSet } from "../../core/parameters.ts";
import { formatReference, type ReferenceKey } from "../../core/references.ts";

/** What parameters an entry of a list takes, as people write them. */
export const parametersOf = (set: ParameterSet): { name: string; accepts: string; default: unknown }[] =>
  Object.entries(set).map(([key, parameter]) => ({
    name: toKebab(key),
    accepts: parameter.accepts,
    default: parameter.default === undefined ? null : parameter.write(parameter.default),
  }));

/** Where an entry of a list was published, as a key and as text. */
export const citationOf = (key: ReferenceKey | null): { key: string; citation: string } | null =>
  key === null ? null : { key, citation: formatReference(key) };
