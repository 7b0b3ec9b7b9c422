import { describe, expect, test } from "vitest";
import { answer, type Script } from "../../llm/server/behaviours.ts";
import type { ProbeReport } from "../../../src/probe/report.ts";
import { layTable, type Table } from "./table.ts";

/** Answers with the first label that is offered. */
const obliging: Script = () => answer();

const few = ["probe", "openai/gpt-5-mini", "--turns", "4", "--co-players", "2", "--json"];
const probe = (table: Table, ...words: readonly string[]) => table.coplay(...few, "--db", table.db, ...words);

describe("a probe of a model", () => {
  test("asks it turn by turn, and pays for no reply twice", async () => {
    const table = await layTable(obliging);
    const { status, stdout, stderr } = await probe(table);
    expect(status, stderr).toBe(0);
    expect((JSON.parse(stdout) as ProbeReport).matches).toEqual({ planned: 12, complete: 12, aborted: 0 });
    expect(table.server.count).toBe(48);
    expect(stderr).toMatch(/^paid (< )?\$0\.0\d*[1-9]/m);

    const again = await probe(table);
    expect(again.stdout).toBe(stdout);
    expect(table.server.count).toBe(48);
    await probe(table, "--no-cache");
    expect(table.server.count).toBe(96);
  });

  test("stops where its budget is spent, and reports what is complete", async () => {
    const table = await layTable(obliging);
    const { status, stdout, stderr } = await probe(table, "--budget", "0");
    expect(status).toBe(1);
    expect(table.server.count).toBe(0);
    expect(stderr).toMatch(/stopped: the budget of the run has no room for another call.*; --budget sets it/);
    expect(stderr).toContain("0 of 12 matches were played");
    expect(JSON.parse(stdout)).toMatchObject({ drawn: null, named: [] });
  });

  test("needs a price where it has a budget", async () => {
    const table = await layTable(obliging);
    const words = ["probe", "openai/unheard-of", "--budget", "1", "--db", table.db];
    const { status, stderr } = await table.coplay(...words);
    expect(status).toBe(1);
    expect(stderr).toContain("the price of openai/unheard-of is not known");
    expect(table.server.count).toBe(0);
  });
});
