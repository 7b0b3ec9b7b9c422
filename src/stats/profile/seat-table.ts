import type { Seat } from "../../core/seat.ts";
import { WIDTH } from "./features.ts";

/** Which seat of which match a row is about. Players, co-players and runs by their index in lists of the caller's. */
interface SeatRow {
  readonly player: number;
  readonly coPlayer: number;
  readonly run: number;
  readonly seat: Seat;
  readonly repetition: number;
  /** The tournament's seed, where it alone decided the match: neither player is an agent. */
  readonly seed: number | null;
  /** What profiles are grouped by; null where they are not. */
  readonly group: string | null;
}

/** Rows per block of memory: a table grows without ever being copied. */
const BLOCK = 1024;

/**
 * Seats of matches as rows of features. Rows are kept in blocks of plain numbers, some 500 bytes each: a record of the
 * log with its moves could not be.
 */
export interface SeatTable {
  readonly rows: readonly SeatRow[];
  /** Adds a row of zeros, to be filled by `write`. @returns its index */
  add(row: SeatRow, write: (out: Float64Array, at: number) => void): number;
  /** A feature of a row. */
  get(row: number, feature: number): number;
  /** The block that holds a row; the row begins at `offsetOf`. */
  blockOf(row: number): Float64Array;
  offsetOf(row: number): number;
}

/** An empty table. */
export function seatTable(): SeatTable {
  const rows: SeatRow[] = [];
  const blocks: Float64Array[] = [];
  const blockOf = (row: number): Float64Array => blocks[Math.floor(row / BLOCK)]!;
  const offsetOf = (row: number): number => (row % BLOCK) * WIDTH;
  return {
    rows,
    blockOf,
    offsetOf,
    add(row, write) {
      const index = rows.length;
      if (index % BLOCK === 0) blocks.push(new Float64Array(BLOCK * WIDTH));
      rows.push(row);
      write(blockOf(index), offsetOf(index));
      return index;
    },
    get: (row, feature) => blockOf(row)[offsetOf(row) + feature]!,
  };
}

/** Whether two rows have the same features, all of them. */
export function areAlike(table: SeatTable, a: number, b: number): boolean {
  const left = table.blockOf(a);
  const right = table.blockOf(b);
  const from = table.offsetOf(a);
  const other = table.offsetOf(b);
  for (let i = 0; i < WIDTH; i++) if (left[from + i] !== right[other + i]) return false;
  return true;
}
