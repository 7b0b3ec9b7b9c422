import { clipped, widthOf } from "../report/text.ts";
import { ACROSS, canvas, DOWN, type Dot, type Drawing } from "./braille.ts";
import { widest } from "./fields.ts";
import { faint, lineStyle, strong } from "./palette.ts";
import { fittedSpans, span, type Span } from "./spans.ts";

/** One axis of a radar. */
export interface RadarAxis {
  /** Printable. */
  readonly title: string;
  /** Where each player stands on it, in [0, 1]; null where that is not known. */
  readonly values: readonly (number | null)[];
}

/** The least that a radar needs, in characters. */
export const LEAST_RADAR = { columns: 34, rows: 11 } as const;
/** Titles beside the drawing are not cut below this, rather than the drawing made larger. */
const SHORTEST = 9;
/** Of the web's dotted lines, one dot in so many is drawn. */
const DOTTED = 4;
const LETTERS = "ab";
const BOTH = "&";

/**
 * Players on axes about a centre, which is 0, as lines of text: braille dots with the titles around them. The web has
 * rings at a half and at 1. A player's values on neighbouring axes are joined; where one of them is not known there is
 * a gap. Letters are at the values: a and b, and & where both are.
 *
 * @param axes three or more, the first of them upwards, the others clockwise
 */
export function radar(
  axes: readonly RadarAxis[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly (readonly Span[])[] {
  const web = webOf(axes, columns, rows);
  const { stroke, drawing } = canvas({ columns, rows });
  axes.forEach((_, axis) => {
    const next = (axis + 1) % axes.length;
    for (const ring of [0.5, 1]) stroke(web.at(axis, ring), web.at(next, ring), -1, DOTTED);
    stroke(web.at(axis, 0), web.at(axis, 1), -1, DOTTED);
  });
  const players = axes[0]?.values.length ?? 0;
  // From the last to the first, so that the first owns the cells that it shares.
  for (let player = players - 1; player >= 0; player--) {
    axes.forEach(({ values }, axis) => {
      const next = (axis + 1) % axes.length;
      const [from = null, to = null] = [values[player], axes[next]!.values[player]];
      if (from !== null && to !== null) stroke(web.at(axis, from), web.at(next, to), player);
    });
  }
  const marks = new Map(
    [...letters(axes, web), ...titles(axes, web, columns)].map((mark) => [keyOf(mark), mark]),
  );
  return lines(drawing(), [...marks.values()], columns);
}

/** Where the axes are on the canvas. */
interface Web {
  /** The dot of a value in [0, 1] on an axis. */
  at(axis: number, value: number): Dot;
  /** To the right and, in rows, downwards. */
  direction(axis: number): { readonly x: number; readonly y: number };
}

function webOf(axes: readonly RadarAxis[], columns: number, rows: number): Web {
  const centre: Dot = [Math.floor((columns * ACROSS) / 2), Math.floor((rows * DOWN) / 2)];
  // A line for the titles above, and one for those below.
  const tall = Math.floor(((rows - 2) * DOWN) / 2) - 1;
  const wide = (title: number): number => Math.floor(((columns - 2 * (title + 2)) * ACROSS) / 2);
  const longest = widest(axes.map(({ title }) => title));
  const radius = Math.max(1, Math.min(tall, wide(Math.min(longest, SHORTEST))));
  const direction = (axis: number): { x: number; y: number } => {
    const angle = (2 * Math.PI * axis) / axes.length - Math.PI / 2;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  };
  return {
    direction,
    at(axis, value) {
      const { x, y } = direction(axis);
      return [Math.round(centre[0] + radius * value * x), Math.round(centre[1] + radius * value * y)];
    },
  };
}

/** A text with a place in the drawing, in characters. */
interface Mark {
  readonly row: number;
  readonly column: number;
  readonly piece: Span;
}

const keyOf = ({ row, column }: Mark): string => `${row} ${column}`;
const cellOf = ([column, row]: Dot): { readonly row: number; readonly column: number } => ({
  row: Math.floor(row / DOWN),
  column: Math.floor(column / ACROSS),
});

function letters(axes: readonly RadarAxis[], web: Web): readonly Mark[] {
  const marks = new Map<string, Mark>();
  axes.forEach(({ values }, axis) => {
    values.forEach((value, player) => {
      if (value === null) return;
      const mark = {
        ...cellOf(web.at(axis, value)),
        piece: span(LETTERS[player] ?? BOTH, { ...lineStyle(player), ...strong }),
      };
      const there = marks.get(keyOf(mark));
      const isOther = there !== undefined && there.piece.text !== mark.piece.text;
      marks.set(keyOf(mark), isOther ? { ...mark, piece: span(BOTH, strong) } : mark);
    });
  });
  return [...marks.values()];
}

/** Above, below, or beside the ends of their axes, and no further than the edges. */
function titles(axes: readonly RadarAxis[], web: Web, columns: number): readonly Mark[] {
  return axes.map(({ title }, axis) => {
    const { row, column } = cellOf(web.at(axis, 1));
    const { x, y } = web.direction(axis);
    if (Math.abs(x) < 0.2) {
      const text = clipped(title, columns);
      const start = Math.max(0, Math.min(columns - widthOf(text), column - Math.floor(widthOf(text) / 2)));
      return { row: row + Math.sign(y), column: start, piece: span(text, faint) };
    }
    const text = clipped(title, x > 0 ? columns - column - 2 : column - 1);
    return { row, column: x > 0 ? column + 2 : column - 1 - widthOf(text), piece: span(text, faint) };
  });
}

/** The drawing with marks over it. */
function lines(
  { cells, owners }: Drawing,
  marks: readonly Mark[],
  columns: number,
): readonly (readonly Span[])[] {
  return cells.map((row, y) => {
    const dots = row.map((cell, x) => {
      const owner = owners[y]![x]!;
      return cell === " " ? span(cell) : span(cell, owner < 0 ? faint : lineStyle(owner));
    });
    const here = marks.filter((mark) => mark.row === y).sort((a, b) => a.column - b.column);
    const line: Span[] = [];
    let at = 0;
    for (const { column, piece } of here) {
      if (column < at) continue;
      line.push(...dots.slice(at, column), piece);
      at = column + widthOf(piece.text);
    }
    return fittedSpans([...line, ...dots.slice(at)], columns);
  });
}
