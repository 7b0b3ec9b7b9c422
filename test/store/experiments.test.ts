import { describe, expect, it } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { abortedAfter, newRun, newStore, PERIOD, sampleCall, sampleRecord, sampleRecords } from "./sample.ts";

describe("the cells of an experiment", () => {
  it("are logged with their factors, and with the run that their batch began with", () => {
    const store = newStore();
    const factors = '{"agents.language":"fr"}';
    const first = store.beginRun(newRun({ factors, experiment: { hash: "x", cell: 0, batch: null } }));
    const second = store.beginRun(newRun({ experiment: { hash: "x", cell: 1, batch: first } }));
    expect(store.run(first)).toMatchObject({ factors, experiment: "x", cell: 0, batch: first });
    expect(store.run(second)).toMatchObject({ factors: "{}", experiment: "x", cell: 1, batch: first });
  });

  it("are found by the experiment, those of its newest batch in their order", () => {
    const store = newStore();
    const begin = (hash: string, cell: number, batch: number | null): number =>
      store.beginRun(newRun({ experiment: { hash, cell, batch } }));
    const old = begin("x", 0, null);
    begin("x", 1, old);
    const first = begin("x", 2, null);
    const other = begin("y", 0, null);
    const again = begin("x", 1, first);
    const late = begin("x", 0, first);
    const newer = begin("x", 1, first);
    store.beginRun(newRun());
    expect(store.latestBatch("x").map(({ id }) => id)).toEqual([late, newer, again, first]);
    expect(store.latestBatch("y").map(({ id }) => id)).toEqual([other]);
    expect(store.latestBatch("z")).toEqual([]);
    expect(store.batch(first)).toEqual(store.latestBatch("x"));
    expect(store.batch(old).map(({ cell }) => cell)).toEqual([0, 1]);
  });

  it("belong to a run that is there", () => {
    const store = newStore();
    expect(() => store.beginRun(newRun({ experiment: { hash: "x", cell: 0, batch: 99 } }))).toThrow(
      /FOREIGN KEY/,
    );
  });
});

describe("aborted matches", () => {
  const run = newRun({ specHash: "a", plannedMatches: 6 });
  const all = sampleRecords(run, 1);

  it("are counted by their reasons, the most frequent first", () => {
    const store = newStore();
    const id = store.beginRun(run);
    const aborted = (repetition: number, code: string) => ({
      ...abortedAfter(sampleRecord(run, 0, 1, repetition), 2),
      reason: { code, detail: `number ${repetition}` },
    });
    const records = [
      aborted(0, "refused"),
      aborted(1, "timeout"),
      sampleRecord(run, 0, 1, 2),
      aborted(3, "timeout"),
    ];
    store.append(id, records, PERIOD);
    expect(store.abortReasons(id)).toEqual([
      { code: "timeout", count: 2 },
      { code: "refused", count: 1 },
    ]);
  });

  it("make a complete run one to go on with, where that is asked for", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(id, [...all.slice(1), abortedAfter(all[0]!, 3)], PERIOD);
    store.endRun(id, 1);
    const whole = store.beginRun(run);
    store.append(whole, all, PERIOD);
    store.endRun(whole, 2);
    expect(store.resumableRun("a")).toBeNull();
    expect(store.resumableRun("a", { orAborted: true })).toMatchObject({
      id,
      status: "complete",
      aborted: 1,
    });
  });

  it("are taken out with their calls and messages, and can then be played again", async () => {
    const store = newStore();
    const [id, other] = [store.beginRun(run), store.beginRun(run)];
    const aborted = {
      ...abortedAfter(all[0]!, 3),
      calls: [sampleCall()],
      messages: [{ seat: "row", turn: 0, text: "hello" }] as const,
    };
    const kept = { ...all[1]!, calls: [sampleCall({ turn: 1 })] };
    store.append(other, [aborted], PERIOD);
    store.append(id, [kept, ...all.slice(2), aborted], PERIOD);
    await store.pay(
      id,
      { player: "defector", tokens: sampleCall().tokens, costUsd: 0.5, charged: { usd: 0.5, tokens: 821 } },
      1,
    );
    store.endRun(id, 1);

    store.continueRun(id, run.process);
    const { row, column, repetition } = aborted.match;
    expect(store.discardAborted(id)).toEqual([{ row, column, repetition, code: "timeout" }]);
    expect([...store.records(id, { calls: true })]).toEqual([kept, ...all.slice(2)]);
    expect(store.run(id)).toMatchObject({ status: "running", matches: 5, aborted: 0 });
    expect(store.spending(id).get("defector")?.costUsd).toBe(0.5);
    expect([...store.records(other, { calls: true })]).toEqual([aborted]);
    const connection = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
    const rows = connection
      .prepare("SELECT (SELECT count(*) FROM call), (SELECT count(*) FROM message)")
      .raw();
    expect(rows.get()).toEqual([2, 1]);
    connection.close();

    store.append(id, [all[0]!], PERIOD);
    expect(store.endRun(id, 2)).toBe("complete");
    expect(store.discardAborted(id)).toEqual([]);
  });
});
