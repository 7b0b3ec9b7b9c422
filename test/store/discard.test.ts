import { expect, it } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { newRun, newStore, PERIOD, sampleCall, sampleRecord } from "./sample.ts";

const run = newRun({ specHash: "imported" });

it("a run that is discarded leaves nothing behind, and other runs as they were", () => {
  const store = newStore();
  const kept = store.beginRun(newRun());
  const first = store.beginRun({ ...run, experiment: { hash: "e", cell: 0, batch: null } });
  const second = store.beginRun({ ...run, experiment: { hash: "e", cell: 1, batch: first } });
  const record = { ...sampleRecord(run, 0, 1, 0), calls: [sampleCall()] };
  for (const id of [kept, first, second]) store.append(id, [record], PERIOD);
  store.discardRuns([first, second]);

  expect(store.runs().map(({ id }) => id)).toEqual([kept]);
  expect([...store.records(kept, { calls: true })]).toEqual([record]);
  store.close();
  const connection = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
  const countOf = (table: string): unknown =>
    connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(['"match"', "call", "player"].map(countOf)).toEqual([1, 1, run.players.length]);
  connection.close();
});

it("the runs of a spec are found by its hash, newest first", () => {
  const store = newStore();
  const first = store.beginRun(run);
  store.beginRun(newRun());
  const second = store.beginRun(run);
  expect(store.runsOfSpec("imported").map(({ id }) => id)).toEqual([second, first]);
  expect(store.runsOfSpec("another")).toEqual([]);
});

it("a discarded run's id can be taken by another one with other players", () => {
  const store = newStore();
  const first = store.beginRun(run);
  store.append(first, [sampleRecord(run, 0, 1, 0)], PERIOD);
  store.discardRuns([first]);
  const other = newRun({ ids: ["ann", "bob"] });
  const again = store.beginRun(other);
  store.append(again, [sampleRecord(other, 0, 1, 0)], PERIOD);
  expect([...store.records(again)]).toEqual([sampleRecord(other, 0, 1, 0)]);
});
