import { cutTo } from "../../core/talk.ts";

/* What a reader cannot see or that turns the writing direction, with control characters and line ends of every kind.
 * The two joiners stay: they tell words of some languages apart, and make one emoji of several. */
const HIDDEN = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}])+/gu;

/*
 * What chat formats set turns and roles apart with, which a server may take for the real thing wherever it stands: bars
 * as in <|im_start|>, tags as in </s>, <start_of_turn> or <<SYS>>, and words in brackets as in [INST]. A space after
 * what opens them makes words of them. Comparisons, arrows and hearts (<3) are no tags.
 */
const TAGS = /<(?=[|\uff5c]|<?\/?\p{L}[^<>]*>)|\[(?=\/?(?:[A-Z][A-Z_]{2,}|gMASK)\])|[|\uff5c](?=>)/gu;

/**
 * A player's words as data in a prompt: one line, between double quotes, in which the quotes and backslashes of the
 * words themselves are escaped as in JSON, and tags of chat formats are broken up by a space. Nothing that they say can
 * end the quotation, begin a line or pose as such a tag.
 *
 * @param maxLength in characters, counted as code points; what is longer is cut
 */
export function quoted(text: string, maxLength: number): string {
  const visible = text.replace(HIDDEN, " ").replace(/\s+/gu, " ").trim();
  return JSON.stringify(cutTo(visible, maxLength).replace(TAGS, "$& "));
}
