import { expect, test } from "vitest";
import { secondTidemanChieruzzi } from "../../src/strategies/second-tideman-chieruzzi.ts";
import { respond } from "./play.ts";

test("Tideman and Chieruzzi's second entry gives a defector a fresh start after nine turns, by two cooperations", () => {
  // Behind by 5 from the first turn on; at turn 10 nine defections out of nine are 3 standard deviations from a coin's.
  expect(respond(secondTidemanChieruzzi.create(), "D".repeat(13))).toBe("CDDDDDDDDCCDD");
});
