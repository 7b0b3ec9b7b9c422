import { expect, test } from "vitest";
import { meanOver, windowsOf } from "../../src/stats/windows.ts";

test("a match of 100 turns is summed up in turns 2–6, 60–90 and 96–100", () => {
  expect(windowsOf(100)).toEqual({
    whole: { from: 1, to: 100 },
    head: { from: 2, to: 6 },
    tail: { from: 60, to: 90 },
    end: { from: 96, to: 100 },
  });
});

test("a match whose tail would begin in its head has neither", () => {
  expect(windowsOf(12).tail).toEqual({ from: 7, to: 11 });
  for (const turns of [1, 5, 10]) {
    expect(windowsOf(turns)).toEqual({ whole: { from: 1, to: turns }, head: null, tail: null, end: null });
  }
});

test("a mean over a window has both its ends, and none where there is no window", () => {
  expect(meanOver([1, 2, 4, 8], { from: 2, to: 3 })).toBe(3);
  expect(meanOver([1, 2, 4, 8], null)).toBeNull();
  expect(meanOver([1, 2, 4, 8], { from: 3, to: 4 })).toBe(6);
  expect(meanOver([1, 2, 4, 8], { from: 3, to: 5 })).toBeNull();
});
