import type { Json } from "./provider.ts";

/** What stands in the place of a key. */
export const HIDDEN = "[key]";

/** Shorter ones are words that stand in replies by chance, and no secrets. */
const SHORTEST_KEY = 8;

/**
 * A reply's body without the key that was sent for it, however its text spells it: a server that echoes it must not
 * have it logged, or told to a co-player and so to that one's provider.
 */
export function withoutKey(body: Json, key: string | null): Json {
  if (key === null || key.length < SHORTEST_KEY) return body;
  const without = (value: Json): Json => {
    if (typeof value === "string") return value.replaceAll(key, HIDDEN);
    if (Array.isArray(value)) return (value as readonly Json[]).map(without);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, own]) => [name.replaceAll(key, HIDDEN), without(own)]),
    );
  };
  return without(body);
}
