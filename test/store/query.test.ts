import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openForQueries, type QueryableLog, type SqlValue } from "../../src/store/query.ts";
import { newRun, newStore, PERIOD, sampleRecords, temporaryFolder } from "./sample.ts";

function filled(): string {
  const store = newStore();
  const run = newRun();
  store.append(store.beginRun(run), sampleRecords(run, 2, 5), PERIOD);
  return store.path;
}

function opened(path = filled()): QueryableLog {
  const log = openForQueries(path);
  onTestFinished(() => log[Symbol.dispose]());
  return log;
}

const rows = (log: QueryableLog, sql: string): SqlValue[][] => [...log.ask(sql).rows].map((row) => [...row]);

describe("a log that is asked in SQL", () => {
  test("answers with the names of columns and with rows", () => {
    const log = opened();
    const answer = log.ask('SELECT id, row, "column" AS col FROM "match" ORDER BY id LIMIT 2');
    expect(answer.columns).toEqual(["id", "row", "col"]);
    expect([...answer.rows]).toEqual([
      [1n, 0n, 0n],
      [2n, 0n, 0n],
    ]);
  });

  test("keeps integers of 64 bits, NULL, texts and bytes as they are", () => {
    expect(rows(opened(), "SELECT 9223372036854775807, NULL, 'x', x'00ff', 0.5, 9e999")).toEqual([
      [9223372036854775807n, null, "x", Buffer.from([0, 255]), 0.5, Infinity],
    ]);
  });

  test("reads rows as they are taken, however many there are", () => {
    const endless = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    const log = opened();
    const taken: bigint[] = [];
    for (const [i] of log.ask(endless).rows) {
      taken.push(i as bigint);
      if (taken.length === 3) break;
    }
    expect(taken).toEqual([0n, 1n, 2n]);
    expect(rows(log, "SELECT 1")).toEqual([[1n]]);
  });

  test.each(["/* why */ -- not\n  SELECT 1", "with a as (select 1 as x) select x from a", "values (1)"])(
    "takes %j for a query",
    (sql) => {
      expect(rows(opened(), sql)).toEqual([[1n]]);
    },
  );

  test("explains how it would answer", () => {
    const plan = rows(opened(), 'EXPLAIN QUERY PLAN SELECT * FROM "match" WHERE id = 1').flat().join(" ");
    expect(plan).toContain("SEARCH match USING INTEGER PRIMARY KEY");
  });

  test.each([
    ["DELETE FROM run", '"DELETE" begins no query'],
    ["INSERT INTO run DEFAULT VALUES RETURNING id", '"INSERT" begins no query'],
    ["WITH a AS (SELECT 1) DELETE FROM run", "it would change the log"],
    ["WITH a AS (SELECT 1) DELETE FROM run RETURNING id", "it would change the log"],
    ["ATTACH '/tmp/other.db' AS other", '"ATTACH" begins no query'],
    ["PRAGMA query_only = OFF", '"PRAGMA" begins no query'],
    ["VACUUM INTO '/tmp/copy.db'", '"VACUUM" begins no query'],
    ["CREATE TEMP TABLE t (x)", '"CREATE" begins no query'],
    ["BEGIN", '"BEGIN" begins no query'],
    ["SELECT 1; DELETE FROM run", "there is more than one statement"],
    ["SELECT 1; SELECT 2", "there is more than one statement"],
    ["", "there is no query"],
    ["  -- nothing", "there is no query"],
    // SQLite obeys some pragmas when it compiles them, so that to explain one is to run it.
    ["EXPLAIN PRAGMA query_only = OFF", '"EXPLAIN PRAGMA" begins no query'],
    ["explain /* */ query plan\nATTACH '/tmp/other.db' AS other", "begins no query"],
    ["SELECT load_extension('/tmp/x')", "not authorized"],
  ])("refuses %j", (sql, message) => {
    const path = filled();
    const before = readFileSync(path);
    expect(() => rows(opened(path), sql)).toThrow(message);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each([
    ["SELECT playr FROM standing", "no such column: playr (line 1, column 8)", "playr"],
    ["SELECT\n  *\nFROM standings", "no such table: standings (line 3, column 6)", "standings"],
    ["SELECT * FORM run", 'near "FORM": syntax error (line 1, column 10)', "FORM"],
    ["SELECT nope(1)", "no such function: nope (line 1, column 8)", "nope"],
    ["SELECT id FROM run, player", "ambiguous column name: id (line 1, column 8)", "id"],
    ["SELECT x, x FROM run", "no such column: x", "x"],
    ["SELECT (", "incomplete input", null],
  ])("says of %j what is wrong and where", (sql, message, word) => {
    const log = opened();
    expect(() => rows(log, sql)).toThrow(expect.objectContaining({ message, word }) as Error);
  });

  test("says so where a row fails", () => {
    expect(() => rows(opened(), "SELECT json_extract('{', '$.a')")).toThrow("malformed JSON");
  });

  test("lists its tables and views, generated columns included", () => {
    const tables = opened().tables();
    expect(tables.map(({ name, kind }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(["table match", "table run", "view decision", "view standing", "view turn"]),
    );
    const match = tables.find(({ name }) => name === "match")!;
    expect(match.columns).toContainEqual({ name: "status", type: "TEXT" });
  });

  test("is none where the file is something else, or is not there", () => {
    const path = join(temporaryFolder(), "x.db");
    expect(() => openForQueries(path)).toThrow("there is no such file");
    writeFileSync(path, "no database, but long enough to be looked at".repeat(50));
    expect(() => openForQueries(path)).toThrow("not a database");
  });
});
