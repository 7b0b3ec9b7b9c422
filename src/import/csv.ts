import { parse, type CsvError, type Parser } from "csv-parse";
import { SpecError } from "../core/errors.ts";
import { missingColumn, type Row } from "./columns.ts";
import { faultAt } from "./fault.ts";
import { LONGEST_LINE, type Block } from "./lines.ts";

/** How a CSV file is written. */
export interface CsvOptions {
  readonly delimiter: string;
  /** How the header begins, where other tables stand before it; such a table ends at the first empty line. */
  readonly section: string | null;
  /** Whether an apostrophe before what a spreadsheet would run as a formula is taken off. */
  readonly neutralised: boolean;
}

const NEUTRALISED = /^'[=+\-@\t\r\n]/;

const FAULTS: Readonly<Record<string, readonly [fault: string, hint: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ["a quote is not closed", "It is opened in the row that begins here."],
  INVALID_OPENING_QUOTE: [
    "a quote stands within a field that does not begin with one",
    'Quote the whole field, and write a quote in it twice: "a ""word""".',
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    "a quoted field goes on after its closing quote",
    'Write a quote within a field twice: "a ""word""".',
  ],
  CSV_MAX_RECORD_SIZE: [
    `the row is longer than ${LONGEST_LINE / (1 << 20)} MB`,
    "Perhaps a quote is opened here and never closed.",
  ],
};

/**
 * The rows of a CSV file, those of a block at a time, without the header and without empty lines.
 *
 * @param columns which values to take, by the header's names
 * @throws SpecError for what is no CSV, a column that is missing or there twice, and a row of another length
 */
export async function* csvRows(
  blocks: AsyncIterable<Block>,
  file: string,
  columns: readonly string[],
  { delimiter, section, neutralised }: CsvOptions,
): AsyncGenerator<readonly Row[], void, undefined> {
  let rows: Row[] = [];
  let header: readonly string[] | null = null;
  let indices: readonly number[] = [];
  let linesBefore = 0;
  let lastLine = 0;
  const state: { isOver: boolean; fault: Error | null } = { isOver: false, fault: null };
  const valueOf = (value: string): string =>
    neutralised && NEUTRALISED.test(value) ? value.slice(1) : value;

  const take = (fields: readonly string[], lastOfRecord: number): void => {
    const line = linesBefore + lastLine + 1;
    lastLine = lastOfRecord;
    if (state.isOver || state.fault !== null) return;
    if (fields.length === 1 && fields[0]!.trim() === "") {
      state.isOver = section !== null && header !== null;
      return;
    }
    if (header === null) {
      header = fields.map((name) => name.trim());
      indices = columns.map((column) => indexIn(header!, column, { file, line }));
    } else if (fields.length !== header.length) {
      state.fault = faultAt(
        { file, line },
        `the row has ${fields.length} fields, and the header ${header.length}`,
        "Quote fields that hold the delimiter, or name it under `delimiter`.",
      );
    } else rows.push({ line, values: indices.map((index) => valueOf(fields[index]!)) });
  };

  const parser = parserOf(delimiter, take);
  const write = async (text: string | null): Promise<void> => {
    const error = await written(parser, text);
    if (error === null || state.isOver) return;
    if (error instanceof SpecError) throw error;
    const [message, hint] = FAULTS[error.code] ?? [error.message, undefined];
    // A quote without an end is noticed at the file's; the row that it is opened in is more of a help.
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
    const line = isOpen ? lastLine + 1 : lineOf(error);
    throw faultAt({ file, line: linesBefore + line }, message, hint, error);
  };

  let isFound = section === null;
  for await (const block of blocks) {
    const text = isFound ? block.text : fromHeader(block, section!);
    if (text === null) continue;
    if (!isFound) linesBefore = block.line - 1 + countLines(block.text, block.text.length - text.length);
    isFound = true;
    // The parser counts a CR LF within quotes as two lines.
    await write(text.replaceAll("\r\n", "\n"));
    if (rows.length > 0) yield rows;
    if (state.fault !== null) throw state.fault;
    if (state.isOver) return;
    rows = [];
  }
  if (!isFound) {
    throw faultAt(
      { file, line: 1 },
      `no line begins with "${section!}"`,
      "`section` says how the header begins.",
    );
  }
  await write(null);
  if (rows.length > 0) yield rows;
  if (state.fault !== null) throw state.fault;
}

/** A parser that hands every record over, and the number of its last line, and keeps none. */
function parserOf(delimiter: string, take: (fields: readonly string[], lastLine: number) => void): Parser {
  const parser = parse({
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    max_record_size: LONGEST_LINE,
    on_record: (fields: readonly string[], { lines }) => {
      take(fields, lines);
      return null;
    },
  });
  parser.on("error", () => undefined); // whoever writes is told
  return parser;
}

/** Hands text to a parser, or its end where it is null. @returns what is wrong with it, or null */
const written = (parser: Parser, text: string | null): Promise<CsvError | null> =>
  new Promise((done) => {
    const settle = (error?: Error | null): void => done((error as CsvError | undefined) ?? null);
    if (text !== null) {
      parser.write(text, settle);
      return;
    }
    parser.once("error", settle).once("end", () => settle());
    parser.end();
    parser.resume();
  });

const lineOf = (error: CsvError): number => {
  const { lines } = error as { readonly lines?: unknown };
  return typeof lines === "number" ? lines : 1;
};

function indexIn(header: readonly string[], column: string, place: { file: string; line: number }): number {
  const index = header.indexOf(column);
  if (index < 0) throw missingColumn(place, column, header);
  if (header.includes(column, index + 1)) throw faultAt(place, `the column "${column}" is there twice`);
  return index;
}

/** The block's text from the line on that begins as the header does; null where there is none. */
function fromHeader({ text }: Block, start: string): string | null {
  if (text.startsWith(start)) return text;
  const found = text.indexOf(`\n${start}`);
  return found < 0 ? null : text.slice(found + 1);
}

const countLines = (text: string, until: number): number => {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < until; at = text.indexOf("\n", at + 1)) count++;
  return count;
};
