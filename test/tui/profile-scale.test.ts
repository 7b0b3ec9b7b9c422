import { describe, expect, test } from "vitest";
import { intervalText, rangeEnds, scaleOf, shareOn, valueText } from "../../src/tui/profile-scale.ts";
import { figures, profile } from "./profiles.tsx";

const ranged = (range: string) => ({ ...figures[0]!, id: "tqre-tau", range });

describe("the ends of a range", () => {
  test.each([
    ["[0, 1]", 0, 1],
    ["[−1, 1]", -1, 1],
    ["[-0.5, 2.25]", -0.5, 2.25],
    ["[1/2, 1)", 0.5, 1],
    ["0 to ln 2", 0, Math.LN2],
    ["−ln 2 to 0", -Math.LN2, 0],
    ["[0, ∞)", 0, null],
    ["(−∞, 0]", null, 0],
    ["0 up", 0, null],
    ["any", null, null],
    ["whole numbers, such as 3", null, null],
  ])("are read from %s", (range, low, high) => {
    expect(rangeEnds(ranged(range))).toEqual({ low, high });
  });
});

const measured = (value: number) =>
  profile(
    "one",
    figures.map(({ id }) => (id === "tqre-tau" ? value : 0)),
  );

test("a figure without an end has a track to a round figure beyond all that was measured", () => {
  expect(scaleOf(ranged("0 up"), [measured(3), measured(17.2)])).toEqual({ low: 0, high: 20 });
  expect(scaleOf(ranged("any"), [measured(-3), measured(17.2)])).toEqual({ low: -10, high: 20 });
  expect(scaleOf(ranged("any"), [])).toEqual({ low: 0, high: 1 });
});

test("a place on a track stays on it", () => {
  const scale = { low: -1, high: 1 };
  expect([-2, -1, 0, 1, 2].map((value) => shareOn(scale, value))).toEqual([0, 0, 0.5, 1, 1]);
  expect(shareOn({ low: 1, high: 1 }, 1)).toBe(0);
});

test.each([
  [0.5, { low: 0, high: 1 }, "0.50"],
  [0.0312, { low: 0, high: 0.25 }, "0.031"],
  [0.0312, { low: 0, high: 0.04 }, "0.0312"],
  [12.46, { low: 0, high: 20 }, "12.5"],
  [1234.5, { low: 0, high: 2000 }, "1235"],
  [-0.004, { low: -1, high: 1 }, "0.00"],
  [0, { low: 0, high: 0 }, "0.00"],
  [null, { low: 0, high: 1 }, "–"],
])("%s on the track %o is written as %s", (value, scale, text) => {
  expect(valueText(value, scale)).toBe(text);
});

test("an interval is written as its values are", () => {
  expect(intervalText({ low: -0.5, high: 0.25 }, { low: -1, high: 1 })).toBe("-0.50 – 0.25");
  expect(intervalText(null, { low: -1, high: 1 })).toBe("");
});
