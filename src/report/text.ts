import stringWidth from "string-width";
import { PLAIN } from "./printable.ts";

/** Columns that a text takes in a terminal; of printable ASCII, which is the usual, as many as it is long. */
export const widthOf = (text: string): number => (PLAIN.test(text) ? text.length : stringWidth(text));

/** The text in exactly `width` columns: padded, or cut with an ellipsis. */
export function fitted(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = clipped(text, width);
  const padding = " ".repeat(Math.max(0, width - widthOf(cut)));
  return align === "left" ? cut + padding : padding + cut;
}

const graphemes = new Intl.Segmenter();

/** Blanks, and what is between them. The segmenter takes time by the square of a text's length: it gets no more than this. */
const RUNS = / |[^ ]{1,500}/gsu;

/** The text's characters, as a terminal draws them. */
export function* charactersOf(text: string): Generator<string> {
  for (const [run] of text.matchAll(RUNS)) {
    if (PLAIN.test(run)) yield* run;
    else for (const { segment } of graphemes.segment(run)) yield segment;
  }
}

/** The text in at most `width` columns. Characters that a terminal draws as one are kept or cut as one. */
export function clipped(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return "";
  if (PLAIN.test(text)) return `${text.slice(0, width - 1)}…`;
  let cut = "";
  let used = 0;
  for (const character of charactersOf(text)) {
    used += widthOf(character);
    if (used > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
