import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { newRun, PERIOD, sampleRecords } from "../store/sample.ts";
import { coplay, ended, root, startCoplay, workplace } from "./coplay.ts";

const db = join(workplace(), "log.db");
const sql = (...words: readonly string[]) => coplay(["sql", ...words, "--db", db]);
const ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

beforeAll(() => {
  const run = newRun({ name: 'a\u001b[2Jb,"c"', ids: ["=1+1", "b"] });
  using store = openStore(db, { mode: "write" });
  store.append(store.beginRun(run), sampleRecords(run, 2, 5), PERIOD);
});

describe("coplay sql", () => {
  test("prints a table in which nothing moves the terminal, and NULL is seen", () => {
    const { status, stdout, stderr } = sql("SELECT name, NULL AS none, seed, x'00ff' AS bytes FROM run");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe("name    none  seed  bytes\nab,\"c\"  NULL     7  X'00FF'\n");
  });

  test("prints CSV that reads back, with formulas disarmed", () => {
    const { stdout } = sql("SELECT id, position, NULL AS none FROM player", "--format", "csv");
    expect(parse(stdout, { columns: true, record_delimiter: "\r\n" })).toEqual([
      { id: "'=1+1", position: "0", none: "" },
      { id: "b", position: "1", none: "" },
    ]);
  });

  test("prints JSON that reads back, whatever the size of its numbers and the names of its columns", () => {
    const query =
      "SELECT 9007199254740993 AS big, -5 AS small, 9e999 AS endless, NULL AS x, 'a' AS x, x'0a' AS b, name FROM run";
    const { stdout } = sql(query, "--format", "json");
    expect(JSON.parse(stdout)).toEqual([
      {
        big: "9007199254740993",
        small: -5,
        endless: "Infinity",
        x: null,
        x_2: "a",
        b: "X'0A'",
        name: 'a\u001b[2Jb,"c"',
      },
    ]);
    expect(stdout).not.toContain("\u001b");
    expect(JSON.parse(sql("SELECT 1 WHERE 0", "--format", "json").stdout)).toEqual([]);
  });

  test("says so where there are more rows than are shown, and where there are none", () => {
    const { stdout, stderr } = sql(ENDLESS);
    expect(stdout.trimEnd().split("\n")).toHaveLength(201);
    expect(stderr).toBe("the first 200 rows only; --limit shows more, and --format csv all\n");
    expect(sql(ENDLESS, "--format", "csv", "--limit", "3").stdout).toBe("i\r\n0\r\n1\r\n2\r\n");
    expect(sql("SELECT id FROM run WHERE id = 9")).toMatchObject({
      status: 0,
      stdout: "id\n",
      stderr: "no rows\n",
    });
  });

  test("prints tables and views with their columns", () => {
    const { stdout } = sql("--schema");
    expect(stdout).toMatch(/^standing +view +mean_payoff_per_turn *$/m);
    expect(stdout).toMatch(/^match +table +planned_turns +INTEGER$/m);
    const rows = JSON.parse(sql("--schema", "--format", "json").stdout) as { table: string }[];
    expect(new Set(rows.map(({ table }) => table))).toEqual(
      new Set(["call", "decision", "match", "message", "payment", "player", "run", "standing", "turn"]),
    );
  });

  test.each([
    [
      "SELECT playr FROM standing",
      "coplay: no such column: playr (line 1, column 8)\n  Did you mean player? Tables: call, match,",
    ],
    [
      "SELECT * FROM standings",
      "coplay: no such table: standings (line 1, column 15)\n  Did you mean standing? ",
    ],
    ["SELECT FROM run", 'coplay: near "FROM": syntax error (line 1, column 8)\n  Tables: call, match,'],
    ["DROP TABLE run", 'coplay: "DROP" begins no query\n  One SELECT'],
    ["ATTACH 'x.db' AS x", 'coplay: "ATTACH" begins no query\n'],
    ["SELECT 1; SELECT 2", "coplay: there is more than one statement\n"],
  ])("refuses %j, and changes nothing", (query, message) => {
    const before = readFileSync(db);
    const { status, stdout, stderr } = sql(query);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr.startsWith(message), stderr).toBe(true);
    expect(readFileSync(db).equals(before)).toBe(true);
  });

  test("reads a query from stdin, which may begin with a comment", () => {
    const words = [join(root, "dist/cli.js"), "sql", "-", "--format", "csv", "--db", db];
    const input = "-- how many\nSELECT count(*) AS n\nFROM player;\n";
    const { status, stdout } = spawnSync(process.execPath, words, { input, encoding: "utf8" });
    expect([status, stdout]).toEqual([0, "n\r\n2\r\n"]);
  });

  test("wants either a query or --schema", () => {
    expect(sql().stderr).toContain("coplay: there is no query\n");
    expect(sql("SELECT 1", "--schema").stderr).toContain("coplay: --schema takes no query\n");
  });

  test("ends at Ctrl-C, also while it waits for a row that never comes", async () => {
    const child = startCoplay(["sql", `${ENDLESS} WHERE i < 1`, "--format", "csv", "--db", db]);
    let seen = "";
    child.stdout!.on("data", (text: string) => {
      seen += text;
      if (seen === "i\r\n0\r\n") child.kill("SIGINT");
    });
    const { signal, stdout } = await ended(child);
    expect([signal, stdout]).toEqual(["SIGINT", "i\r\n0\r\n"]);
  });

  test("stops when its reader has seen enough", async () => {
    const words = [join(root, "dist/cli.js"), "sql", ENDLESS, "--format", "csv", "--db", db];
    const command = [process.execPath, ...words].map((word) => `'${word}'`).join(" ");
    const child = spawn("bash", ["-c", `set -o pipefail; ${command} | head -3`], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { status, stdout, stderr } = await ended(child);
    expect(stdout).toBe("i\r\n0\r\n1\r\n");
    expect([status, stderr]).toEqual([0, ""]);
  });
});
