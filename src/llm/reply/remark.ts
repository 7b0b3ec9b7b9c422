import { cutTo } from "../../core/talk.ts";

/** Everything that moves a cursor, hides, or turns the direction of writing; joiners are part of words in some scripts. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
const JOINERS = /^[\u200c\u200d]$/;

/** A line of cheap talk as it is said and logged: one line, without control characters, no longer than allowed. */
export function remarkOf(text: string, maxLength: number): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(UNSEEN, (character) => (JOINERS.test(character) ? character : ""))
    .trim();
  return cutTo(line, maxLength).trimEnd();
}
