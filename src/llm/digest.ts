import { createHash } from "node:crypto";
import type { Question } from "./exchange.ts";

/**
 * The key of a question in the cache: SHA-256 of whom it goes to (provider, model, base URL), what is sent (the body:
 * parameters and messages), where in a tournament it belongs, and what holds there. Hence repetitions of a match are
 * asked anew, however alike their prompts are, and so are tournaments that differ in what a prompt does not show; the
 * same match played again is not. As 64 hexadecimal digits.
 *
 * @param body the question's body as canonical JSON has it
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
