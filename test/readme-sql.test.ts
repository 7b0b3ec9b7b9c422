import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openForQueries } from "../src/store/query.ts";
import { root } from "./commands/coplay.ts";
import { newRun, newStore, PERIOD, sampleCall, sampleRecords } from "./store/sample.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The statements of the README's blocks of SQL; none of them has a semicolon inside. */
const queries = [...readme.matchAll(/^```sql\n([\s\S]*?)^```/gm)]
  .flatMap(([, block]) => block!.split(";"))
  .map((text) => text.trim())
  .filter((text) => text !== "");

/** A small log with everything that a query may be about: several runs, LLMs, costs, fallbacks. */
function smallLog(): string {
  const store = newStore();
  const classics = newRun();
  store.append(store.beginRun(classics), sampleRecords(classics, 2, 6), PERIOD);
  const agents = newRun({
    players: [
      { id: "openai/gpt-5.2", kind: "agent", parameters: "{}" },
      { id: "openai/gpt-5-mini", kind: "agent", parameters: "{}" },
    ],
  });
  const asked = sampleRecords(agents, 2, 6).map((record) => ({
    ...record,
    calls:
      record.match.repetition === 0
        ? [sampleCall({ turn: 0 }), sampleCall({ turn: 1, parseStatus: "fallback", costUsd: null })]
        : [sampleCall({ turn: 0, seat: "column" })],
  }));
  store.append(store.beginRun(agents), asked, PERIOD);
  return store.path;
}

describe("the README's queries", () => {
  test("are there", () => {
    expect(queries.length).toBeGreaterThan(1);
  });

  test.each(queries)("can be asked and are answered: %s", (sql) => {
    const log = openForQueries(smallLog());
    onTestFinished(() => log[Symbol.dispose]());
    const { columns, rows } = log.ask(sql);
    const answer = [...rows];
    expect(answer.length).toBeGreaterThan(0);
    // Every column has something to say in one row or another.
    columns.forEach((name, i) =>
      expect(
        answer.some((row) => row[i] !== null),
        name,
      ).toBe(true),
    );
  });
});
