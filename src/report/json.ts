import type { Json } from "../core/json.ts";

/** A text as JSON; null where it is none: an imported log may have anything. */
export function jsonOf(text: string | null): Json {
  try {
    return text === null ? null : (JSON.parse(text) as Json);
  } catch {
    return null;
  }
}
