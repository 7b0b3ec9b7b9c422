import { createHash } from "node:crypto";
import type { Question } from "./exchange.ts";
import type { Json } from "./providers/provider.ts";

/** JSON with the keys of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    // As JSON has it: a member that is undefined is none.
    .filter(([, member]: [string, Json | undefined]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/**
 * The key of a question in the cache: SHA-256 of whom it goes to (provider, model, base URL), what is sent (the body:
 * parameters and messages), where in a tournament it belongs, and what holds there. Hence repetitions of a match are
 * asked anew, however alike their prompts are, and so are tournaments that differ in what a prompt does not show; the
 * same match played again is not. As 64 hexadecimal digits.
 *
 * @param body the question's body as {@link canonicalJson} has it
 * @param conditions those of the tournament; the empty text where it stands for itself
 */
export function digestOf(
  { provider, place }: Pick<Question, "provider" | "place">,
  body: string,
  conditions: string,
): string {
  const { match, seat, turn, purpose, attempt } = place;
  const { name, model, baseUrl } = provider;
  const { seed, row, column, repetition } = match;
  const at = [seed, row, column, repetition, seat, turn, purpose, attempt];
  const head = [name, model, baseUrl, conditions, ...at];
  return createHash("sha256")
    .update(`${JSON.stringify(head)}\n${body}`)
    .digest("hex");
}
