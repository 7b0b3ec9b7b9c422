/** What a row of CSV can hold; null is an empty cell. */
export type CsvCell = string | number | bigint | boolean | null;

/** Where a spreadsheet takes a text for a formula, or a command behind a tab or a line break. */
const FORMULA = /^[=+\-@\t\r\n]/;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const TO_QUOTE = /[",\r\n]/;

/**
 * One line of CSV by RFC 4180, with its line break (CR LF). Cells that hold a comma, a quote or a line break are quoted.
 * A text that a spreadsheet would run as a formula gets an apostrophe in front, unless it is a plain number.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = "";
  for (let at = 0; at < cells.length; at++) line += (at === 0 ? "" : ",") + csvCell(cells[at] ?? null);
  return `${line}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return TO_QUOTE.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
