import { CoplayError } from "../core/errors.ts";
import type { Connection } from "./driver.ts";
import { explained } from "./failure.ts";
import { openForReading } from "./open.ts";

/** A value in a row of an answer. Integers come as bigint: SQLite's have 64 bits. */
export type SqlValue = null | bigint | number | string | Uint8Array;

/** What a query gives: the names of its columns, and its rows, one by one. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly SqlValue[]>;
}

/** A table or a view of a log. */
export interface LogTable {
  readonly name: string;
  readonly kind: "table" | "view";
  /** Their types are empty where a view works them out. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** A log that can be asked in SQL. Nothing that is asked can change it. */
export interface QueryableLog extends Disposable {
  /**
   * Asks one question. Rows are read as they are taken.
   *
   * @throws QueryError where it is none, cannot be understood or fails
   */
  ask(sql: string): Answer;
  /** The tables and views, by name. */
  tables(): readonly LogTable[];
}

/** A query that cannot be answered, and where in it the fault is, as far as that is known. */
export class QueryError extends CoplayError {
  override readonly name = "QueryError";
  /** The word that SQLite stumbled over; null where it names none. */
  readonly word: string | null;

  constructor(
    message: string,
    options: { readonly word?: string | null; readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options);
    this.word = options.word ?? null;
  }
}

/**
 * Opens a log to be asked: through a connection that cannot write, that is told to refuse writing besides, and that is
 * given nothing but queries, since SQLite takes attaching another file for harmless.
 *
 * @throws StoreError where there is no log to read
 */
export function openForQueries(path: string): QueryableLog {
  const connection = explained(path, () => openForReading(path, 5000));
  explained(path, () => connection.exec("PRAGMA query_only = ON"));
  return {
    ask: (sql) => ask(path, connection, sql),
    tables: () => explained(path, () => tablesOf(connection)),
    [Symbol.dispose]: () => explained(path, () => connection.close()),
  };
}

/** Comments and blanks before a word. */
const LEADING = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;
const EXPLAIN = /^explain\b(?:\s+query\s+plan\b)?/i;
const QUESTION = /^(?:select|with|values)\b/i;

const NOT_A_QUERY = {
  hint: "One SELECT (or WITH, VALUES, EXPLAIN) is what it takes: the log is read, and never written.",
};

function ask(path: string, connection: Connection, sql: string): Answer {
  const question = sql.replace(LEADING, "");
  if (question === "") throw new QueryError("there is no query", NOT_A_QUERY);
  // SQLite obeys some pragmas while it compiles them, so that to explain one is to run it.
  const [explain = ""] = EXPLAIN.exec(question) ?? [];
  const asked = question.slice(explain.length).replace(LEADING, "");
  if (!QUESTION.test(asked)) {
    const [word = ""] = /^\S+/.exec(asked) ?? [];
    const words = [explain, word].filter((part) => part !== "").join(" ");
    throw new QueryError(`"${words}" begins no query`, { ...NOT_A_QUERY, word });
  }
  const statement = answered(path, sql, () => connection.prepare<[], readonly SqlValue[]>(sql));
  if (!statement.reader || !statement.readonly) throw new QueryError("it would change the log", NOT_A_QUERY);
  const reading = statement.raw(true).safeIntegers(true);
  const columns = answered(path, sql, () => reading.columns().map(({ name }) => name));
  function* rows(): Generator<readonly SqlValue[]> {
    const iterator = answered(path, sql, () => reading.iterate());
    try {
      for (;;) {
        const next = answered(path, sql, () => iterator.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      iterator.return?.();
    }
  }
  return { columns, rows: { [Symbol.iterator]: rows } };
}

/** What SQLite says of a query that it cannot understand, and the word that it is about. */
const ABOUT =
  /^(?:near "([^"]*)"|no such (?:column|table|function): (.*)$|ambiguous column name: (.*)$|unrecognized token: "(.*)"$)/s;

/** Calls `action`; what SQLite finds wrong with the query becomes a QueryError that says where. */
function answered<T>(path: string, sql: string, action: () => T): T {
  return explained(path, () => {
    try {
      return action();
    } catch (cause) {
      if (cause instanceof RangeError && cause.message.includes("more than one statement")) {
        throw new QueryError("there is more than one statement", { ...NOT_A_QUERY, cause });
      }
      if (!isFault(cause)) throw cause;
      const [, ...parts] = ABOUT.exec(cause.message) ?? [];
      const word = parts.find((part: string | undefined) => part !== undefined) ?? null;
      const place = word === null ? null : placeOf(sql, word);
      throw new QueryError(place === null ? cause.message : `${cause.message} (${place})`, { word, cause });
    }
  });
}

/** Whether SQLite found fault with the query, and not with the file or the disk. */
const isFault = (error: unknown): error is Error =>
  error instanceof Error &&
  "code" in error &&
  ["SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_AUTH", "SQLITE_RANGE"].includes(String(error.code));

/** Where a word stands in a query; null where it does not stand there exactly once. */
function placeOf(sql: string, word: string): string | null {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const found = [...sql.matchAll(new RegExp(`(?<![\\w.])${escaped}(?!\\w)`, "gi"))];
  if (found.length !== 1 || word === "") return null;
  const before = sql.slice(0, found[0]!.index).split("\n");
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

function tablesOf(connection: Connection): readonly LogTable[] {
  const tables = connection
    .prepare<[], { name: string; kind: LogTable["kind"] }>(
      "SELECT name, type AS kind FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all();
  // Not table_info: that leaves generated columns out.
  const columns = connection.prepare<[string], { name: string; type: string }>(
    "SELECT name, type FROM pragma_table_xinfo(?) ORDER BY cid",
  );
  return tables.map(({ name, kind }) => ({ name, kind, columns: columns.all(name) }));
}
