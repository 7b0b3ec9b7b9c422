import type { TextProps } from "ink";
import { clipped, widthOf } from "../report/text.ts";

/** How a piece of text looks. Nothing may be told by looks alone: there are terminals without. */
export type Style = Pick<TextProps, "color" | "bold" | "dimColor" | "inverse" | "underline">;

/** A piece of one line. Outside text in it has been made printable. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** A piece of text, with its style where it has one. */
export const span = (text: string, style?: Style): Span => (style === undefined ? { text } : { text, style });

/** Columns that a line takes. */
const widthOfSpans = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);

/** The line in exactly `width` columns: padded, or cut with an ellipsis. */
export function fittedSpans(
  spans: readonly Span[],
  width: number,
  align: "left" | "right" = "left",
): readonly Span[] {
  const kept: Span[] = [];
  let left = width;
  for (const piece of spans) {
    const wide = widthOf(piece.text);
    kept.push(wide <= left ? piece : { ...piece, text: clipped(piece.text, left) });
    left -= wide;
    if (left <= 0) break;
  }
  if (left <= 0) return kept;
  const padding = span(" ".repeat(left));
  return align === "left" ? [...kept, padding] : [padding, ...kept];
}

/** Two pieces pushed to the ends of a line; the left one is cut where they do not fit. */
export function spread(left: readonly Span[], right: readonly Span[], width: number): readonly Span[] {
  const room = width - widthOfSpans(right);
  return room < 2 ? fittedSpans(left, width) : [...fittedSpans(left, room - 1), span(" "), ...right];
}

/** As many of the pieces as fit, the first ones before the others, with `separator` between them. */
export function joined(pieces: readonly string[], width: number, separator = " · "): string {
  let line = "";
  for (const piece of pieces) {
    const longer = line === "" ? piece : line + separator + piece;
    if (widthOf(longer) > width) break;
    line = longer;
  }
  return line;
}

/** Neighbours of one style as one piece, without blanks at the end: the fewer pieces, the sooner a line is drawn. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const pieces: Span[] = [];
  for (const piece of spans) {
    const before = pieces.at(-1);
    if (piece.text === "") continue;
    if (before !== undefined && before.style === piece.style) {
      pieces[pieces.length - 1] = { ...before, text: before.text + piece.text };
    } else pieces.push(piece);
  }
  const last = pieces.at(-1);
  if (last !== undefined && last.style === undefined) pieces[pieces.length - 1] = span(last.text.trimEnd());
  return pieces;
}
