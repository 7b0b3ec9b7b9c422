import { styleText } from "node:util";
import { CoplayError } from "../../core/errors.ts";
import { table, type Column } from "../../report/table.ts";
import { printable } from "../../report/text.ts";

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

/** Writes one line to stdout. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Writes one line of commentary to stderr, which keeps stdout for results. */
export function note(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Bold where stdout shows styles. */
export const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
/** Faint where stdout shows styles. */
export const faint = (text: string): string => styleText("dim", text, { stream: process.stdout });

/** Prints rows as a table that fits the terminal. */
export function printTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const { header, rows: lines } = table(columns, rows, terminalWidth());
  print(bold(header));
  for (const line of lines) print(line);
}

/** Prints a value as JSON, for other programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
