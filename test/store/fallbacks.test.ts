import { expect, test } from "vitest";
import { keyOf } from "../../src/core/trajectory.ts";
import { abortedAfter, newRun, newStore, PERIOD, sampleCall, sampleRecord } from "./sample.ts";

const run = newRun();

test("tells which moves were fallbacks, and how many were asked for and refused, by match and seat", () => {
  const store = newStore();
  const id = store.beginRun(run);
  const played = {
    ...sampleRecord(run, 0, 1, 0),
    calls: [
      sampleCall({ turn: 0 }),
      sampleCall({ turn: 0, seat: "column", purpose: "say", parseStatus: "refused" }),
      sampleCall({ turn: 1, parseStatus: "unreadable", fault: "not-json" }),
      sampleCall({ turn: 1, attempt: 1, parseStatus: "fallback", fault: "not-json" }),
      sampleCall({ turn: 2, parseStatus: "fallback", fault: "refused" }),
      sampleCall({ turn: 2, seat: "column" }),
    ],
  };
  const aborted = {
    ...abortedAfter(sampleRecord(run, 0, 2, 0), 1),
    calls: [sampleCall({ turn: 0 }), sampleCall({ turn: 1, parseStatus: "refused" })],
  };
  store.append(id, [played, aborted, sampleRecord(run, 1, 2, 0)], PERIOD);

  const decisions = store.decisions(id);
  expect([...decisions.keys()].sort()).toEqual([keyOf(played.match), keyOf(aborted.match)].sort());
  expect(decisions.get(keyOf(played.match))).toEqual({
    row: { decisions: 3, refusals: 1, fallbacks: [1, 2] },
    column: { decisions: 1, refusals: 0, fallbacks: [] },
  });
  expect(decisions.get(keyOf(aborted.match))).toEqual({
    row: { decisions: 2, refusals: 1, fallbacks: [] },
  });
});

test("knows nothing of runs without calls, nor of other runs", () => {
  const store = newStore();
  const [first, second] = [store.beginRun(run), store.beginRun(run)];
  store.append(first, [{ ...sampleRecord(run, 0, 1, 0), calls: [sampleCall()] }], PERIOD);
  store.append(second, [sampleRecord(run, 0, 1, 0)], PERIOD);
  expect(store.decisions(first).size).toBe(1);
  expect(store.decisions(second).size).toBe(0);
});
