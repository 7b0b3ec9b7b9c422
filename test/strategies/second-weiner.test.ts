import { expect, test } from "vitest";
import { secondWeiner } from "../../src/strategies/second-weiner.ts";
import { respond } from "./play.ts";

test("Weiner forgives a D that comes right after an odd run of them, and then not for 20 turns", () => {
  // Runs of one: turn 2's D, then C on turn 3 that makes it forgiving, then D on turn 4, forgiven on turn 5.
  expect(respond(secondWeiner.create(), "CDCDCDCDC")).toBe("CCDCCCDCD");
});
