import type { ChartLine, Range } from "./curves.ts";

/** Dots of a cell: two beside each other, four above each other. */
export const ACROSS = 2;
export const DOWN = 4;

/** The bit of each dot, by its column and, from above, its row; Unicode counts the lowest row apart. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

const EMPTY = 0x2800;

/** A drawing in characters of 2 × 4 dots. */
export interface Drawing {
  /** The character of each cell, row by row. */
  readonly cells: readonly (readonly string[])[];
  /** Which line is drawn in each cell, or −1; where several are, the first of them. */
  readonly owners: readonly (readonly number[])[];
}

/** Something to draw on, dot by dot; a cell belongs to whoever drew in it last. */
interface Canvas {
  /** Draws a straight stroke, both ends included, or, of its dots, one in so many. Dots outside are left out. */
  readonly stroke: (from: Dot, to: Dot, owner: number, every?: number) => void;
  readonly drawing: () => Drawing;
}

/** A place on a canvas, from its upper left corner. */
export type Dot = readonly [column: number, row: number];

/** An empty canvas of so many characters. */
export function canvas({ columns, rows }: { readonly columns: number; readonly rows: number }): Canvas {
  const dots = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const owners = Array.from({ length: rows }, () => new Array<number>(columns).fill(-1));
  const set = (column: number, row: number, owner: number): void => {
    const [r, c] = [Math.floor(row / DOWN), Math.floor(column / ACROSS)];
    if (dots[r]?.[c] === undefined) return;
    dots[r][c] |= BITS[column % ACROSS]![row % DOWN]!;
    owners[r]![c] = owner;
  };
  return {
    stroke(from, to, owner, every = 1) {
      const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]), 1);
      for (let i = 0; i <= steps; i += every) {
        const at = (axis: 0 | 1): number => Math.round(from[axis] + ((to[axis] - from[axis]) * i) / steps);
        set(at(0), at(1), owner);
      }
    },
    drawing: () => ({
      cells: dots.map((line) => line.map((bits) => (bits === 0 ? " " : String.fromCharCode(EMPTY + bits)))),
      owners,
    }),
  };
}

/** Draws lines; between two spots a line is straight, and spots that share a column of dots are drawn as their mean. */
export function drawn(
  lines: readonly ChartLine[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
  x: Range,
  y: Range,
): Drawing {
  const { stroke, drawing } = canvas({ columns, rows });
  const [lastColumn, lastRow] = [columns * ACROSS - 1, rows * DOWN - 1];
  // From the last to the first, so that the first owns the cells that it shares.
  for (let owner = lines.length - 1; owner >= 0; owner--) {
    let before: Dot | null = null;
    for (const [column, mean] of meansByColumn(lines[owner]!, x, lastColumn)) {
      const dot: Dot = [column, lastRow - placeOf(mean, y, lastRow)];
      stroke(before ?? dot, dot, owner);
      before = dot;
    }
  }
  return drawing();
}

/** Where on an axis of `last + 1` dots a value stands. */
export function placeOf(value: number, { low, high }: Range, last: number): number {
  const share = high > low ? (value - low) / (high - low) : 0;
  return Math.max(0, Math.min(last, Math.round(share * last)));
}

function meansByColumn({ spots }: ChartLine, x: Range, last: number): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const spot of spots) {
    const column = placeOf(spot.x, x, last);
    const { sum, count } = sums.get(column) ?? { sum: 0, count: 0 };
    sums.set(column, { sum: sum + spot.y, count: count + 1 });
  }
  return new Map([...sums].map(([column, { sum, count }]) => [column, sum / count]));
}
