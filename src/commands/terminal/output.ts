import { styleText } from "node:util";
import { CoplayError } from "../../core/errors.ts";
import { table, type Column } from "../../report/table.ts";
import { printable } from "../../report/printable.ts";

/** Below this many columns a table cannot be read, and none is printed. */
const NARROWEST_TERMINAL = 30;

/**
 * Columns of the terminal that stdout is; undefined where it is a pipe or a file, which have no width.
 *
 * @throws CoplayError where the terminal is too narrow to show anything
 */
export function terminalWidth(): number | undefined {
  if (!process.stdout.isTTY) return undefined;
  const { columns } = process.stdout;
  if (columns >= NARROWEST_TERMINAL) return columns;
  throw new CoplayError(`the terminal has ${columns} columns, and tables need ${NARROWEST_TERMINAL}`, {
    hint: "Make it wider, or pipe the output: tables are not cut then.",
  });
}

/** Writes one line to stdout, made safe for a terminal, and styled where stdout shows styles. */
export function print(line = "", style?: "bold" | "dim"): void {
  const safe = printable(line);
  process.stdout.write(
    `${style === undefined ? safe : styleText(style, safe, { stream: process.stdout })}\n`,
  );
}

/** Writes one line of commentary to stderr, which keeps stdout for results. */
export function note(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Prints rows as a table that fits the terminal. */
export function printTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const { header, rows: lines } = table(columns, rows, terminalWidth());
  print(header, "bold");
  for (const line of lines) print(line);
}

/** What a terminal obeys and JSON does not escape: C1 controls and marks that turn the direction of writing. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A value as JSON, for other programs. It reads back as it is, and nothing in it moves the terminal. */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  // Marks stand within strings alone: outside of them JSON is ASCII.
  return JSON.stringify(value, null, indent).replace(OBEYED, escaped);
}

/** Prints a value as JSON, over several lines. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${jsonText(value, 2)}\n`);
};
