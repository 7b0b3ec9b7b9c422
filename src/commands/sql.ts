import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { SpecError } from "../core/errors.ts";
import { csvLine } from "../files/csv.ts";
import { nearestWord } from "../files/faults.ts";
import { count } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { openForQueries, QueryError, type Answer, type LogTable, type SqlValue } from "../store/query.ts";
import { jsonText, note, printTable } from "./terminal/output.ts";

export interface SqlOptions {
  readonly db: string;
  readonly schema?: boolean;
  readonly format: "table" | "csv" | "json";
  readonly limit?: number;
}

/** A table is laid out when all its rows are there; more than this nobody reads. */
const ROWS_OF_A_TABLE = 200;

/** Asks the log in SQL, or prints what there is to ask for. */
export async function sql(asked: string | undefined, options: SqlOptions): Promise<void> {
  const { db, schema = false, format, limit = format === "table" ? ROWS_OF_A_TABLE : Infinity } = options;
  if (schema !== (asked === undefined)) {
    throw new SpecError(schema ? "--schema takes no query" : "there is no query", {
      hint: 'coplay sql "select * from standing" asks one; coplay sql --schema prints what there is to ask for.',
    });
  }
  const query = asked === "-" ? readFileSync(0, "utf8") : asked;
  using log = openForQueries(db);
  if (query === undefined) {
    await writers[format](schemaOf(log.tables()), limit);
    return;
  }
  try {
    await writers[format](log.ask(query), limit);
  } catch (error) {
    if (!(error instanceof QueryError) || error.hint !== undefined) throw error;
    throw new QueryError(error.message, {
      word: error.word,
      hint: hintFor(error, log.tables()),
      cause: error,
    });
  }
}

/** The tables as rows: a name stands where its columns begin. */
const schemaOf = (tables: readonly LogTable[]): Answer => ({
  columns: ["table", "kind", "column", "type"],
  rows: tables.flatMap(({ name, kind, columns }) =>
    columns.map((column): SqlValue[] => [name, kind, column.name, column.type]),
  ),
});

function hintFor({ message, word }: QueryError, tables: readonly LogTable[]): string {
  const isColumn = message.startsWith("no such column");
  const known = isColumn
    ? tables.flatMap(({ columns }) => columns.map(({ name }) => name))
    : tables.map(({ name }) => name);
  const isMissing = isColumn || message.startsWith("no such table");
  const nearest = isMissing && word !== null ? nearestWord(word.replace(/^.*\./, ""), known) : undefined;
  const suggestion = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  const named = (kind: LogTable["kind"]): string =>
    tables
      .filter((table) => table.kind === kind)
      .map(({ name }) => name)
      .join(", ");
  return `${suggestion}Tables: ${named("table")}; views: ${named("view")}. coplay sql --schema prints their columns.`;
}

type Write = (answer: Answer, limit: number) => Promise<void>;

const writers: Readonly<Record<SqlOptions["format"], Write>> = {
  async table(answer, limit) {
    const rows: (readonly string[])[] = [];
    const isMore = await eachRow(answer, limit, (row) => {
      rows.push(row.map(shown));
    });
    printTable(
      answer.columns.map((header, i) => ({
        header: printable(header),
        align: rows.every((row) => NUMERIC.test(row[i]!)) && rows.length > 0 ? "right" : "left",
        rank: 0,
        value: (row: readonly string[]) => row[i]!,
      })),
      rows,
    );
    if (rows.length === 0) note("no rows");
    if (isMore) note(`the first ${count(limit)} rows only; --limit shows more, and --format csv all`);
  },
  async csv(answer, limit) {
    await write(csvText(answer.columns));
    const isMore = await eachRow(answer, limit, (row) => write(csvText(row.map(cellOf))));
    if (isMore) noteLimit(limit);
  },
  async json(answer, limit) {
    const names = distinctNames(answer.columns);
    let before = "[";
    const isMore = await eachRow(answer, limit, async (row) => {
      const object = Object.fromEntries(row.map((value, i) => [names[i]!, jsonValue(value)]));
      await write(`${before}\n  ${jsonText(object)}`);
      before = ",";
    });
    await write(before === "[" ? "[]\n" : "\n]\n");
    if (isMore) noteLimit(limit);
  },
};

const noteLimit = (limit: number): void => note(`the first ${count(limit)} rows only`);

/** Rows between two looks at what else has happened: a reader that went away, for one. */
const STRIDE = 1000;

/** Takes so many rows. @returns whether there were more */
async function eachRow(
  { rows }: Answer,
  limit: number,
  take: (row: readonly SqlValue[]) => void | Promise<void>,
): Promise<boolean> {
  let taken = 0;
  for (const row of rows) {
    if (taken === limit) return true;
    await take(row);
    if (++taken % STRIDE === 0) await setImmediate();
  }
  return false;
}

/** Writes to stdout, and waits where its reader is slow. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** A line of CSV; in a terminal safe to print besides. */
function csvText(cells: Parameters<typeof csvLine>[0]): string {
  const line = csvLine(cells);
  return process.stdout.isTTY ? `${printable(line.trimEnd())}\n` : line;
}

const NUMERIC = /^(?:-?\d[\d.e+-]*|-?Infinity|NULL)$/;

const hex = (bytes: Uint8Array): string => `X'${Buffer.from(bytes).toString("hex").toUpperCase()}'`;

const shown = (value: SqlValue): string => {
  if (value === null) return "NULL";
  return value instanceof Uint8Array ? hex(value) : String(value);
};

const cellOf = (value: SqlValue): string | number | bigint | null =>
  value instanceof Uint8Array ? hex(value) : value;

/** Integers that JSON's readers would round are written as texts, and so is what JSON has no number for. */
function jsonValue(value: SqlValue): string | number | null {
  if (value instanceof Uint8Array) return hex(value);
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** Names for the members of an object: a column that has the name of one before it gets a number. */
function distinctNames(columns: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let n = 2; used.has(name); n++) name = `${column}_${n}`;
    used.add(name);
    return name;
  });
}
