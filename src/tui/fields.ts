import { widthOf } from "../report/text.ts";
import { faint, strong } from "./palette.ts";
import { fittedSpans, span, type Span, type Style } from "./spans.ts";

/** One field of a styled table. */
export interface Field<Row> {
  /** A text, or what becomes of the field's width. */
  readonly header: string | ((width: number) => string);
  readonly align: "left" | "right";
  /** Columns it needs at least, and takes at most where there is room: fields grow in their order. */
  readonly least: number;
  readonly most: number;
  /** 0 stays whatever happens; of the others, the highest goes first where there is no room. */
  readonly rank: number;
  cell(row: Row, width: number): readonly Span[];
}

/** A field with the width it was given. */
export interface Placed<Row> {
  readonly field: Field<Row>;
  readonly width: number;
}

const GAP = 1;

/** Shares out `width` columns: leaves fields out by rank until the rest fits, then lets those left grow. */
export function placed<Row>(fields: readonly Field<Row>[], width: number): readonly Placed<Row>[] {
  let kept = fields;
  const needed = (): number => kept.reduce((sum, { least }) => sum + least + GAP, -GAP);
  while (needed() > width) {
    const last = kept.reduce((a, b) => (b.rank >= a.rank ? b : a));
    if (last.rank === 0) break;
    kept = kept.filter((field) => field !== last);
  }
  let spare = width - needed();
  return kept.map((field) => {
    const growth = Math.max(0, Math.min(spare, field.most - field.least));
    spare -= growth;
    return { field, width: field.least + growth };
  });
}

/** The line of headings. */
export function headings<Row>(fields: readonly Placed<Row>[]): readonly Span[] {
  return withGaps(
    fields.map(({ field: { header, align }, width }) => {
      const text = typeof header === "string" ? header : header(width);
      return fittedSpans([span(text, faint)], width, align);
    }),
  );
}

/** A field of text that never grows, wide enough for its heading. */
export function textField<Row>(
  header: string,
  rank: number,
  width: number,
  text: (row: Row) => string,
  style?: Style,
): Field<Row> {
  const least = Math.max(width, widthOf(header));
  return { header, align: "right", least, most: least, rank, cell: (row) => [span(text(row), style)] };
}

/** One row's line; bold where the cursor is on it. */
export function rowLine<Row>(fields: readonly Placed<Row>[], row: Row, isChosen: boolean): readonly Span[] {
  const line = withGaps(
    fields.map(({ field, width }) => fittedSpans(field.cell(row, width), width, field.align)),
  );
  return isChosen ? line.map(({ text, style }) => span(text, style ?? strong)) : line;
}

/** Columns of the widest text. */
export const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);

function withGaps(cells: readonly (readonly Span[])[]): readonly Span[] {
  return cells.flatMap((cell, i) => (i === 0 ? cell : [span(" ".repeat(GAP)), ...cell]));
}
