import type { Json, JsonObject } from "../providers/provider.ts";

/** Answers stand at the end of a reply; a reply without end is not searched without end. */
const SEARCHED = 50_000;
const MOST_CANDIDATES = 100;

/** A text as the JSON object that it is; null where it is anything else. */
export function objectOf(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text taken apart: the JSON objects in it, in order and without those inside of others, and the words around them. */
export interface Parts {
  readonly objects: readonly JsonObject[];
  readonly words: string;
}

/** Takes a text apart, such as one with fences, or with words before an answer in JSON. */
export function partsOf(text: string): Parts {
  const searched = text.slice(-SEARCHED);
  const objects: JsonObject[] = [];
  const words: string[] = [];
  let done = 0;
  let from = searched.indexOf("{");
  for (let tried = 0; from >= 0 && tried < MOST_CANDIDATES; tried++) {
    const end = endOfObject(searched, from);
    const object = end === null ? null : objectOf(searched.slice(from, end));
    if (object !== null) {
      objects.push(object);
      words.push(searched.slice(done, from));
      done = end!;
    }
    from = searched.indexOf("{", object === null ? from + 1 : done);
  }
  words.push(searched.slice(done));
  return { objects, words: words.join("") };
}

/** Where the object that begins at `from` ends, by its braces; null where it does not. */
function endOfObject(text: string, from: number): number | null {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === "\\") at++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return null;
}
