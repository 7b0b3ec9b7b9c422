import { printable } from "./printable.ts";
import { clipped, fitted, widthOf } from "./text.ts";

/** One column of a text table. */
export interface Column<Row> {
  readonly header: string;
  readonly align: "left" | "right";
  /** 0 stays whatever happens; of the others, the highest goes first where the terminal is narrow. */
  readonly rank: number;
  /** Cut to so many characters before others go; by default it is cut only when no other can go. */
  readonly least?: number;
  value(row: Row): string;
}

/** A table as lines of text, header first. */
export interface Table {
  readonly header: string;
  readonly rows: readonly string[];
}

/** The columns in which something stands; all of them where there are no rows. */
export const filled = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly Column<Row>[] =>
  rows.length === 0 ? columns : columns.filter((column) => rows.some((row) => column.value(row) !== ""));

/** Columns of space between two columns. */
const GAP = 2;
/** No column is cut below this; where that is still too wide, whole lines are. */
const NARROWEST = 6;

const cellsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[][] =>
  rows.map((row) => columns.map((column) => printable(column.value(row))));

/** How wide the columns are where nothing is cut. */
const naturalOf = <Row>(columns: readonly Column<Row>[], cells: readonly string[][]): readonly number[] =>
  columns.map(({ header }, i) =>
    cells.reduce((widest, line) => Math.max(widest, widthOf(line[i]!)), widthOf(header)),
  );

const leastOf = <Row>(columns: readonly Column<Row>[], natural: readonly number[]): number[] =>
  columns.map(({ least = Infinity }, i) => Math.min(natural[i]!, least));

/** Whether all columns fit, be it that some are cut to their least. */
export function hasRoom<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): boolean {
  const least = leastOf(columns, naturalOf(columns, cellsOf(columns, rows)));
  return least.reduce((sum, one) => sum + one + GAP, -GAP) <= width;
}

/**
 * Lays rows out in columns. Where `width` is given, columns are left out by rank until the rest fits, and then the
 * widest of those left are cut, to their least first; without it nothing is cut. Cells are made safe to print.
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width?: number): Table {
  const cells = cellsOf(columns, rows);
  const natural = naturalOf(columns, cells);
  const kept = columns.map((_, i) => i);
  const widths = [...natural];
  const total = (of = widths): number => kept.reduce((sum, i) => sum + of[i]! + GAP, -GAP);

  if (width !== undefined) {
    const least = leastOf(columns, natural);
    while (total(least) > width) {
      const last = kept.reduce((a, b) => (columns[b]!.rank >= columns[a]!.rank ? b : a));
      if (columns[last]!.rank === 0) break;
      kept.splice(kept.indexOf(last), 1);
    }
    const cut = (i: number, to: number): void => {
      widths[i] = Math.min(widths[i]!, Math.max(to, widths[i]! - Math.max(0, total() - width)));
    };
    const widestFirst = kept.toSorted((a, b) => widths[b]! - widths[a]!);
    for (const i of widestFirst) cut(i, least[i]!);
    const widest = kept.reduce((a, b) => (widths[b]! > widths[a]! ? b : a));
    cut(widest, NARROWEST);
  }

  const line = (texts: readonly string[]): string => {
    const parts = kept.map((i) => fitted(texts[i]!, widths[i]!, columns[i]!.align));
    const whole = parts.join(" ".repeat(GAP)).trimEnd();
    return width === undefined ? whole : clipped(whole, width);
  };
  return { header: line(columns.map(({ header }) => header)), rows: cells.map(line) };
}
