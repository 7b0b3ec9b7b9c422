import { expect, test } from "vitest";
import { sparkline } from "../../src/report/sparkline.ts";

test("a curve goes from ▁ for 0 to █ for 1", () => {
  expect(sparkline([0, 0.25, 0.5, 0.75, 1], 10)).toBe("▁▃▅▆█");
});

test("values that share a column are averaged", () => {
  expect(sparkline([0, 0, 1, 1, 0, 1], 3)).toBe("▁█▅");
});

test("values outside the range are drawn at its ends, and none at all as nothing", () => {
  expect(sparkline([-1, 2], 2)).toBe("▁█");
  expect(sparkline([], 5)).toBe("");
});
