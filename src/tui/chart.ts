import { printable } from "../report/printable.ts";
import { clipped, widthOf } from "../report/text.ts";
import { drawn, placeOf } from "./braille.ts";
import { rangeOf, type ChartLine, type Curve, type Range } from "./curves.ts";
import { widest } from "./fields.ts";
import { faint, lineStyle, strong } from "./palette.ts";
import { fittedSpans, span, spread, type Span } from "./spans.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Letters stand at the right edge, where their lines end: so many beside each other at most. */
const MOST_LETTERS = 3;
/** Lines that a chart takes beside the plot: title, legend, axis. */
const AROUND = 3;

/**
 * A curve as lines of text, `width` columns by `height` lines: its title, what its lines are and where they stand, and a
 * plot with both axes. Lines differ in colour and have letters.
 *
 * @param steps the ends of the axis along which it goes
 * @param axis what is counted there, such as "phase"
 */
export function chart(
  curve: Curve,
  options: {
    readonly width: number;
    readonly height: number;
    readonly steps: Range;
    readonly axis: string;
    readonly isChosen: boolean;
  },
): readonly (readonly Span[])[] {
  const { width, height, steps, axis, isChosen } = options;
  const { lines, figure } = curve;
  const y = curve.range ?? rangeOf(lines);
  const rows = Math.max(1, height - AROUND);
  const labels = labelsOf(y, rows, figure);
  const gutter = widest(labels);
  const ends = endsOf(lines, y, rows);
  const letters = Math.max(0, ...ends.map(({ length }) => length));
  const columns = Math.max(1, width - gutter - 1 - (letters === 0 ? 0 : letters + 1));
  const drawing = drawn(lines, { columns, rows }, steps, y);
  const title = span(`${isChosen ? "▸ " : "  "}${curve.title}`, isChosen ? strong : undefined);
  const plot = drawing.cells.map((cells, row): readonly Span[] => [
    span(`${(labels[row] ?? "").padStart(gutter)}┤`, faint),
    ...cells.map((cell, column) => {
      const owner = drawing.owners[row]![column]!;
      return owner < 0 ? span(cell) : span(cell, lineStyle(owner));
    }),
    span(letters === 0 ? "" : " "),
    ...ends[row]!.map((line) => span(letterOf(line), lineStyle(line))),
  ]);
  const along = spread(
    [span(`${" ".repeat(gutter)}└ ${axis} ${steps.low}`, faint)],
    [span(String(steps.high), faint)],
    gutter + 1 + columns,
  );
  return [
    fittedSpans([title], width),
    fittedSpans([span("  "), ...legend(lines, figure, width - 2)], width),
    ...plot.map((spans) => fittedSpans(spans, width)),
    fittedSpans(along, width),
  ];
}

const letterOf = (line: number): string => LETTERS[line % LETTERS.length]!;

/** What each line is and where it stands; names are cut where there are too many of them. */
function legend(
  lines: readonly ChartLine[],
  figure: (value: number) => string,
  width: number,
): readonly Span[] {
  if (lines.length === 0) return [span("no figures yet", faint)];
  const entries = lines.map(({ name, spots }) => ({ name: printable(name), last: figure(spots.at(-1)!.y) }));
  const widthAt = (longest: number): number =>
    entries.reduce((sum, { name, last }) => sum + Math.min(longest, widthOf(name)) + widthOf(last) + 5, -2);
  let longest = widest(entries.map(({ name }) => name));
  while (longest > 2 && widthAt(longest) > width) longest--;
  return entries.flatMap(({ name, last }, i): readonly Span[] => [
    ...(i === 0 ? [] : [span("  ")]),
    span(letterOf(i), lineStyle(i)),
    span(` ${clipped(name, longest)} `, faint),
    span(last),
  ]);
}

/** Both ends of the upright axis and, where a row is in the middle, what is there. */
function labelsOf({ low, high }: Range, rows: number, figure: (value: number) => string): readonly string[] {
  return Array.from({ length: rows }, (_, row) => {
    if (row === 0) return figure(high);
    if (row === rows - 1) return figure(low);
    return rows >= 5 && row * 2 === rows - 1 ? figure((low + high) / 2) : "";
  });
}

/** The lines that end in each row; where there are too many, the first ones. */
function endsOf(lines: readonly ChartLine[], y: Range, rows: number): readonly (readonly number[])[] {
  const ends = Array.from({ length: rows }, (): number[] => []);
  lines.forEach(({ spots }, line) => {
    const dot = placeOf(spots.at(-1)!.y, y, rows * 4 - 1);
    ends[rows - 1 - Math.floor(dot / 4)]!.push(line);
  });
  return ends.map((row) => row.slice(0, MOST_LETTERS));
}
