import { expect, test } from "vitest";
import { bar, point } from "../../src/tui/bar.ts";
import { scrollBar, windowAround } from "../../src/tui/scroll.ts";

const scale = { low: 0, high: 5 };
const drawn = (mean: number | null, interval: readonly [number, number] | null, width = 21): string =>
  bar(mean, interval && { low: interval[0], high: interval[1] }, scale, width)
    .map(({ text }) => text)
    .join("");

test.each([
  ["a mean without an interval", 2.5, null, "━━━━━━━━━━╸          "],
  ["a mean inside its interval", 2.5, [1.5, 4], "━━━━━━┣━━━╸─────┤    "],
  ["an interval narrower than a column", 2.5, [2.49, 2.51], "━━━━━━━━━━╋          "],
  ["an interval that begins at the mean", 2.5, [2.5, 4], "━━━━━━━━━━┣─────┤    "],
  ["an interval that ends at the mean", 2.5, [1.5, 2.5], "━━━━━━┣━━━┫          "],
  ["the least payoff", 0, [0, 0], "╋                    "],
  ["the greatest payoff", 5, null, "━━━━━━━━━━━━━━━━━━━━╸"],
  ["a figure outside the scale", 9, [-3, 9], "┣━━━━━━━━━━━━━━━━━━━┫"],
  ["no mean", null, null, "                     "],
] as const)("a bar of %s", (_, mean, interval, expected) => {
  expect(drawn(mean, interval)).toBe(expected);
});

test("a scale without extent and a bar without width are drawn", () => {
  expect(bar(1, null, { low: 1, high: 1 }, 4).map(({ text }) => text)).toEqual(["╸", "   "]);
  expect(drawn(2.5, [1, 4], 1)).toBe("╋");
  expect(drawn(2.5, [1, 4], 0)).toBe("");
});

test.each([
  [0, { first: 0, size: 5, total: 20 }],
  [10, { first: 8, size: 5, total: 20 }],
  [19, { first: 15, size: 5, total: 20 }],
])("a window of 5 of 20 around %i", (cursor, expected) => {
  expect(windowAround(cursor, 5, 20)).toEqual(expected);
});

test("a list that fits is seen whole, without a scroll bar", () => {
  const all = windowAround(2, 5, 3);
  expect(all).toEqual({ first: 0, size: 3, total: 3 });
  expect(scrollBar(all)).toEqual([]);
});

test("the scroll bar shows which part is seen, down to its ends", () => {
  expect(scrollBar(windowAround(0, 4, 8)).join("")).toBe("┃┃││");
  expect(scrollBar(windowAround(4, 4, 8)).join("")).toBe("│┃┃│");
  expect(scrollBar(windowAround(7, 4, 8)).join("")).toBe("││┃┃");
});

const signed = { low: -1, high: 1 };
test.each([
  ["above 0", 0.5, [0.2, 0.8], "          │ ├──●──┤  "],
  ["whose interval goes across 0", 0.1, [-0.3, 0.5], "       ├──┼●───┤     "],
  ["whose interval ends at 0", -0.2, [-0.4, 0], "      ├─●─┤          "],
  ["at 0 without an interval", 0, null, "          ●          "],
  ["below 0 without an interval", -0.5, null, "     ●    │          "],
  ["outside the scale", 3, [2, 4], "          │         ●"],
  ["that is not known", null, null, "                     "],
] as const)("a point %s", (_, value, interval, expected) => {
  const about = interval && { low: interval[0], high: interval[1] };
  const text = point(value, about, signed, 21)
    .map((span) => span.text)
    .join("");
  expect(text).toBe(expected);
});

test("a point on a scale without 0 has no mark of it", () => {
  const text = (width: number): string =>
    point(-2, { low: -3, high: -1 }, { low: -4, high: -1 }, width)
      .map((span) => span.text)
      .join("");
  expect(text(10)).toBe("   ├──●──┤");
  expect(text(1)).toBe("●");
  expect(text(0)).toBe("");
});
