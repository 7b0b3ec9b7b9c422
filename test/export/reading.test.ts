import { describe, expect, test } from "vitest";
import { actionsOf } from "../../src/export/reading.ts";
import { abortedAfter, newRun, sampleRecord, sampleRecords, threeByThree } from "../store/sample.ts";
import { logged, reading } from "./sample.ts";

describe("a reading", () => {
  test("knows how much it is before a match is read", () => {
    const run = newRun();
    const records = [
      ...sampleRecords(run, 2),
      abortedAfter(sampleRecord(run, 0, 1, 7), 4),
      sampleRecord(run, 0, 1, 8, 31),
    ];
    const { store, id } = logged(run, records);
    const own = reading(store, [id], { status: "all", players: ["tit-for-tat"] });
    // Itself, and both others: 2 matches each, and the two more; in self-play it has both seats.
    expect(own.total).toEqual({ pairings: 3, matches: 8, turns: 6 * 20 + 4 + 31, episodes: 10, longest: 31 });
    expect([...own.matches({ calls: false })]).toHaveLength(8);
    expect([...own.entries()]).toHaveLength(8);
    expect(reading(store, [id]).leftOut).toBe(1);
  });

  test("gives entries in an order that does not depend on the order of play", () => {
    const run = newRun();
    const records = sampleRecords(run, 3);
    const orders = [records, [...records].reverse()].map((order) => {
      const { store, id } = logged(run, order);
      return [...reading(store, [id]).entries()].map(({ row, column, turns }) => [row, column, turns]);
    });
    expect(orders[1]).toEqual(orders[0]);
  });

  test("says why there is nothing", () => {
    const run = newRun();
    const empty = logged(run, []);
    expect(() => reading(empty.store, [empty.id])).toThrow("run 1, sample, has no matches in the log");
    const aborted = logged(run, [abortedAfter(sampleRecord(run, 0, 1, 0), 4)]);
    expect(() => reading(aborted.store, [aborted.id])).toThrow("has only aborted matches in the log");
    const complete = logged(run);
    expect(() => reading(complete.store, [complete.id], { status: "aborted" })).toThrow(
      "has only complete matches in the log",
    );
    expect(() =>
      reading(complete.store, [complete.id], { players: ["defector"], coPlayers: ["nobody"] }),
    ).toThrow("no match of run 1, sample, passes --player, --co-player, --seat and --status");
  });

  test("refuses a split that leaves a part without a pairing", () => {
    const run = newRun({ ids: ["a", "b"] });
    const { store, id } = logged(run, [sampleRecord(run, 0, 1, 0), sampleRecord(run, 0, 1, 1)]);
    expect(() => reading(store, [id], { validation: 0.5, seed: 1 })).toThrow(
      /^none of 1 pairing goes to (train|validation) with --split 0.5 and --seed 1$/,
    );
  });

  test("refuses one encoding for games of different numbers of actions", () => {
    const { store, id } = logged();
    const run = newRun({ game: threeByThree });
    const other = store.beginRun(run);
    store.append(other, sampleRecords(run, 1), { startedAt: 0, endedAt: 0 });
    expect(() => actionsOf(reading(store, [id, other]))).toThrow(
      "prisoners-dilemma and three-by-three have different numbers of actions",
    );
    expect(actionsOf(reading(store, [other]))).toBe(3);
  });
});
