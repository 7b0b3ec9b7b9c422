import { expect, test } from "vitest";
import { filled, hasRoom, table, type Column, type Table } from "../../src/report/table.ts";
import { widthOf } from "../../src/report/text.ts";

interface Row {
  readonly name: string;
  readonly mean: string;
  readonly wins: string;
}

const columns: readonly Column<Row>[] = [
  { header: "player", align: "left", rank: 0, value: ({ name }) => name },
  { header: "wins", align: "right", rank: 2, value: ({ wins }) => wins },
  { header: "mean", align: "right", rank: 1, value: ({ mean }) => mean },
];

const rows: readonly Row[] = [
  { name: "tit-for-tat", mean: "2.500", wins: "0" },
  { name: "grudger", mean: "2.4", wins: "1,234" },
];

const linesOf = ({ header, rows: lines }: Table): string[] => [header, ...lines];

test("columns are as wide as their widest cell, and aligned", () => {
  expect(linesOf(table(columns, rows))).toEqual([
    "player        wins   mean",
    "tit-for-tat      0  2.500",
    "grudger      1,234    2.4",
  ]);
});

test("a table that just fits is left as it is", () => {
  expect(table(columns, rows, 25)).toEqual(table(columns, rows));
  const narrow = columns.map((column) => ({ ...column, rank: 0, header: "x", value: () => "abc" }));
  expect(linesOf(table(narrow, rows, 13))).toEqual(["x      x    x", "abc  abc  abc", "abc  abc  abc"]);
  expect(table(narrow, rows, 80)).toEqual(table(narrow, rows));
});

test("columns go by rank, the highest first", () => {
  expect(linesOf(table(columns, rows, 24))).toEqual([
    "player        mean",
    "tit-for-tat  2.500",
    "grudger        2.4",
  ]);
  expect(linesOf(table(columns, rows, 17))).toEqual(["player", "tit-for-tat", "grudger"]);
});

test("of columns of equal rank the last goes first", () => {
  const equal = columns.map((column, i) => ({ ...column, rank: i === 0 ? 0 : 1 }));
  expect(table(equal, rows, 24).header).toBe("player        wins");
});

test("a column that says how far it may be cut is cut before others go", () => {
  const cuttable = columns.map((column, i) => (i === 0 ? { ...column, least: 8 } : column));
  expect(linesOf(table(cuttable, rows, 22))).toEqual([
    "player     wins   mean",
    "tit-for…      0  2.500",
    "grudger   1,234    2.4",
  ]);
  expect(table(cuttable, rows, 21).header).toBe("player        mean");
});

test("columns that say how far they may be cut are cut to that, the widest first, before any other is", () => {
  const cuttable = columns.map((column, i) => (i < 2 ? { ...column, rank: 0, least: 4 - i } : column));
  expect(linesOf(table(cuttable, rows, 16))).toEqual([
    "pla…  wi…   mean",
    "tit…    0  2.500",
    "gru…  1,…    2.4",
  ]);
  expect(hasRoom(cuttable, rows, 16)).toBe(true);
  expect(hasRoom(cuttable, rows, 15)).toBe(false);
  expect(table(cuttable, rows, 15).header).toBe("player     wins");
});

test("columns in which nothing stands can be left out", () => {
  const without = rows.map((row) => ({ ...row, wins: "" }));
  expect(filled(columns, without).map(({ header }) => header)).toEqual(["player", "mean"]);
  expect(filled(columns, rows)).toEqual(columns);
  expect(filled(columns, [])).toEqual(columns);
});

test("where no column may go, the widest is cut, and at last the whole line", () => {
  const staying = columns.map((column) => ({ ...column, rank: 0 }));
  expect(linesOf(table(staying, rows, 22))).toEqual([
    "player     wins   mean",
    "tit-for…      0  2.500",
    "grudger   1,234    2.4",
  ]);
  expect(linesOf(table(staying, rows, 12))).toEqual(["player   wi…", "tit-f…     …", "grudg…  1,2…"]);
});

test("no line is wider than the width, whatever the cells", () => {
  const cells = ["日本語日本語", "👩‍👩‍👧👍🏽🇩🇪❤️", "plain", "\u001b[31mred\u001b[0m\n"];
  const wide = cells.map((name) => ({ name, mean: name, wins: "1" }));
  const fixed = columns.map((column) => ({ ...column, rank: 0 }));
  for (let width = 0; width <= 40; width++) {
    for (const kept of [columns, fixed]) {
      for (const line of linesOf(table(kept, wide, width))) {
        expect(widthOf(line), `${width} columns: ${line}`).toBeLessThanOrEqual(width);
      }
    }
  }
});

test("without a width nothing is cut", () => {
  const name = "x".repeat(500);
  expect(table(columns, [{ name, mean: "1", wins: "2" }]).rows[0]).toContain(name);
});

test("cells are made safe to print", () => {
  const name = "\u001b]0;title\u0007a\nb";
  expect(table(columns, [{ name, mean: "1", wins: "2" }]).rows).toEqual(["a b        2     1"]);
});

test("no rows still have a header", () => {
  expect(table(columns, [])).toEqual({ header: "player  wins  mean", rows: [] });
});
