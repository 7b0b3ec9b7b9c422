import { describe, expect, test } from "vitest";
import { abortedAfter, newRun, newStore, opened, PERIOD, sampleRecord, sampleRecords } from "./sample.ts";

const run = newRun({ ids: ["b", "a", "c"] });

describe("pairings of a run", () => {
  test("are counted by who sat where and by status", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(
      id,
      [
        sampleRecord(run, 1, 0, 0, 5),
        sampleRecord(run, 0, 1, 0, 7),
        sampleRecord(run, 0, 1, 1, 9),
        abortedAfter(sampleRecord(run, 0, 1, 2, 9), 2),
        sampleRecord(run, 2, 2, 0, 3),
      ],
      PERIOD,
    );
    expect(store.pairings(id)).toEqual([
      { row: "b", column: "a", status: "aborted", matches: 1, turns: 2, longest: 2 },
      { row: "b", column: "a", status: "complete", matches: 2, turns: 16, longest: 9 },
      { row: "a", column: "b", status: "complete", matches: 1, turns: 5, longest: 5 },
      { row: "c", column: "c", status: "complete", matches: 1, turns: 3, longest: 3 },
    ]);
  });

  test("are of no other run", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(store.beginRun(run), sampleRecords(run, 1), PERIOD);
    expect(store.pairings(id)).toEqual([]);
    expect([...store.entries(id)]).toEqual([]);
  });
});

describe("entries of a run", () => {
  test("come by seat and repetition, over as many pages as there are, in whichever order they were logged", () => {
    const store = newStore();
    const id = store.beginRun(run);
    const records = sampleRecords(run, 200, 2);
    store.append(id, [...records].reverse(), PERIOD);
    const entries = [...store.entries(id)];
    expect(entries.map(({ row, column, repetition }) => [row, column, repetition])).toEqual(
      records.map(({ match }) => [match.row, match.column, match.repetition]),
    );
    expect(entries[0]).toEqual({
      id: 1200,
      row: "b",
      column: "b",
      repetition: 0,
      status: "complete",
      turns: 2,
    });
  });
});

describe("a log that is frozen", () => {
  test("does not change for its reader while another writes to it", () => {
    const store = newStore();
    const id = store.beginRun(run);
    const [first, ...rest] = sampleRecords(run, 2, 4);
    store.append(id, [first!], PERIOD);
    const reader = opened(store.path, "read");
    reader.freeze();
    store.append(id, rest, PERIOD);
    expect(reader.pairings(id)).toMatchObject([{ matches: 1 }]);
    expect([...reader.logged(id)]).toHaveLength(1);
    expect([...opened(store.path, "read").logged(id)]).toHaveLength(12);
  });
});
