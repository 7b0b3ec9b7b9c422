import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Outside text made safe to print on one line of a terminal: escape sequences are gone, and control characters and
 * marks that turn the writing direction become a space.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(CONTROL, " ");
}

/** Printable ASCII is as wide as it is long; nearly every text is that, and the general rule costs a screen its speed. */
const PLAIN = /^[ -~]*$/;

/** Columns that a text takes in a terminal. */
export const widthOf = (text: string): number => (PLAIN.test(text) ? text.length : stringWidth(text));

/** The text in exactly `width` columns: padded, or cut with an ellipsis. */
export function fitted(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = clipped(text, width);
  const padding = " ".repeat(Math.max(0, width - widthOf(cut)));
  return align === "left" ? cut + padding : padding + cut;
}

/** The text in at most `width` columns. */
export function clipped(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  let used = 0;
  for (const character of text) {
    const next = widthOf(character);
    if (used + next > width - 1) break;
    cut += character;
    used += next;
  }
  return width > 0 ? `${cut}…` : "";
}
