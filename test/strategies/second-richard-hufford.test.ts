import { expect, test } from "vitest";
import { secondRichardHufford } from "../../src/strategies/second-richard-hufford.ts";
import { respond } from "./play.ts";

test("Richard Hufford tries a D after 19 cooperations, and sooner where that was answered with C", () => {
  // The run to wait for falls from 21, of which 2 are given, to ⌊20 · 2 / 3⌋ + 1 = 14.
  const own = respond(secondRichardHufford.create(), "C".repeat(60));
  expect(own.indexOf("D")).toBe(19);
  expect(own.indexOf("D", 20)).toBe(19 + 2 + 14);
});
