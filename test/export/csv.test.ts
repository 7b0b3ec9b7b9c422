import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { csv } from "../../src/export/csv.ts";
import { connect } from "../../src/store/driver.ts";
import { newRun, sampleCall, sampleRecord, sampleRecords } from "../store/sample.ts";
import { exported, logged, reading } from "./sample.ts";

describe("turns as CSV", () => {
  test("are the view `turn`, with the run's name, the repetition and the fallbacks", () => {
    const run = newRun({ noise: 0.2, name: "one, two" });
    const records = sampleRecords(run, 2, 9);
    const { store, id } = logged(run, records);
    const rows = parse<Record<string, string>>(exported(csv, reading(store, [id])).text("train.csv"), {
      columns: true,
      record_delimiter: "\r\n",
    });
    using log = connected(store.path);
    const expected = log.connection
      .prepare<[], Record<string, unknown>>(
        `SELECT turn.run, run.name AS run_name, "match", repetition, row_player, column_player, turn, row_move,
           column_move, row_trembled, column_trembled, row_payoff, column_payoff, 0 AS row_fallback, 0 AS column_fallback
         FROM turn JOIN "match" AS m ON m.id = "match" JOIN run ON run.id = turn.run ORDER BY "match", turn`,
      )
      .all()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
    expect(rows).toHaveLength(records.length * 9);
    expect(rows).toEqual(expected);
  });

  test("mark fallbacks, and give a spreadsheet nothing to run", () => {
    const run = newRun({
      name: '=HYPERLINK("http://example.com")',
      players: [
        { id: "@agent", kind: "agent", parameters: "{}" },
        { id: "+1", kind: "strategy", parameters: "{}" },
      ],
    });
    const record = {
      ...sampleRecord(run, 0, 1, 0, 2),
      calls: [sampleCall({ turn: 1, parseStatus: "fallback" })],
    };
    const { store, id } = logged(run, [record]);
    const [head, first, second] = exported(csv, reading(store, [id]))
      .text("train.csv")
      .split("\r\n");
    expect(head!.endsWith(",row_fallback,column_fallback")).toBe(true);
    expect(first!.startsWith(`1,"'=HYPERLINK(""http://example.com"")",1,0,'@agent,+1,0,`)).toBe(true);
    expect(first!.endsWith(",0,0")).toBe(true);
    expect(second!.endsWith(",1,0")).toBe(true);
  });
});

function connected(path: string): Disposable & { readonly connection: ReturnType<typeof connect> } {
  const connection = connect(path, { readonly: true, busyTimeoutMs: 1000 });
  return { connection, [Symbol.dispose]: () => connection.close() };
}
