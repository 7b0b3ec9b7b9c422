import { expect, test } from "vitest";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { transitionCounter } from "../../src/stats/transitions.ts";
import { abortedAfter, newRun, sampleRecord, threeByThree } from "../store/sample.ts";

const moves = (word: string): Uint8Array => Uint8Array.from(word, (letter) => (letter === "C" ? 0 : 1));
const match = (row: string, column: string, seats: readonly [number, number] = [0, 2]): MatchRecord => ({
  ...sampleRecord(newRun(), ...seats, 0, row.length),
  row: moves(row),
  column: moves(column),
});

const [CC, CD, DC, DD] = [0, 1, 2, 3] as const;
const counts = (entries: readonly (readonly [from: number, to: number, count: number])[]): number[] => {
  const all = new Array<number>(16).fill(0);
  for (const [from, to, count] of entries) all[from * 4 + to] = count;
  return all;
};

test("transitions are counted from both seats, own action first", () => {
  const counter = transitionCounter();
  counter.add(match("CCDD", "CDDC"));
  const result = counter.result();
  expect(result.get("tit-for-tat")).toEqual({
    turns: [1, 1, 1, 1],
    counts: counts([
      [CC, CD, 1],
      [CD, DD, 1],
      [DD, DC, 1],
    ]),
  });
  expect(result.get("defector")).toEqual({
    turns: [1, 1, 1, 1],
    counts: counts([
      [CC, DC, 1],
      [DC, DD, 1],
      [DD, CD, 1],
    ]),
  });
});

test("the end of one match does not lead to the beginning of the next", () => {
  const counter = transitionCounter();
  counter.add(match("C", "C"));
  counter.add(match("D", "D"));
  expect(counter.result().get("tit-for-tat")).toEqual({ turns: [1, 0, 0, 1], counts: counts([]) });
});

test("aborted matches, self-play and games of three actions are left out", () => {
  const counter = transitionCounter();
  counter.add(abortedAfter(match("CCDD", "CDDC"), 2));
  counter.add(match("CC", "CC", [0, 0]));
  counter.add(sampleRecord(newRun({ game: threeByThree }), 0, 1, 0));
  expect(counter.result().size).toBe(0);
});
