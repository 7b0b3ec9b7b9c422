import { expect, test } from "vitest";
import { halvesOf } from "../../src/match/halves.ts";

test("half of the matches are played in either seat, the odd one in the row seat", () => {
  expect(halvesOf(8)).toEqual([
    { seat: "row", from: 0, to: 4 },
    { seat: "column", from: 4, to: 8 },
  ]);
  expect(halvesOf(5).map(({ from, to }) => to - from)).toEqual([3, 2]);
  expect(halvesOf(1).map(({ from, to }) => to - from)).toEqual([1, 0]);
});
