import { expect, test } from "vitest";
import { count, counted, decimals, duration, NONE, percent, usd } from "../../src/report/number.ts";

test("a figure has its decimals, and a dash where there is none", () => {
  expect([decimals(2.5, 3), decimals(2.0005, 2), decimals(-1, 1), decimals(7, 0)]).toEqual([
    "2.500",
    "2.00",
    "-1.0",
    "7",
  ]);
  expect(decimals(null, 3)).toBe(NONE);
});

test("what rounds to nothing has no sign", () => {
  expect([decimals(-0.0004, 3), decimals(-0, 1), decimals(-0.2, 0)]).toEqual(["0.000", "0.0", "0"]);
  expect(decimals(-0.0006, 3)).toBe("-0.001");
});

test("a share is a percentage", () => {
  expect([0, 1 / 3, 1, null].map(percent)).toEqual(["0.0 %", "33.3 %", "100.0 %", NONE]);
});

test("counts are grouped by thousands", () => {
  expect([0, 999, 1000, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"]);
});

test("one thing is told from many", () => {
  expect([counted(0, "call"), counted(1, "call"), counted(1200, "match", "matches")]).toEqual([
    "0 calls",
    "1 call",
    "1,200 matches",
  ]);
});

test.each([
  [0, "0 ms"],
  [849.6, "850 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [59_499, "59 s"],
  [59_500, "1 min 0 s"],
  [185_000, "3 min 5 s"],
  [3_599_499, "59 min 59 s"],
  [3_599_500, "1 h 0 min"],
  [7_800_000, "2 h 10 min"],
])("%d ms are %s", (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});

test.each([
  [0, "$0.00"],
  [0.00004, "< $0.0001"],
  [0.0123, "$0.0123"],
  [0.42, "$0.42"],
  [1234.5, "$1,234.50"],
])("%d dollars are %s", (amount, text) => {
  expect(usd(amount)).toBe(text);
});
