import { describe, expect, test } from "vitest";
import { alternator, cycler } from "../../src/strategies/cycler.ts";
import { respond } from "./play.ts";

describe("alternator and the cycler of its word", () => {
  test("play the same moves without noise", () => {
    expect(respond(alternator.create(), "CDDCCD")).toBe("CDCDCD");
    expect(respond(cycler.create({ period: "CD" }), "CDDCCD")).toBe("CDCDCD");
  });

  test("alternator goes on from its move as played, and the cycler by the clock", () => {
    expect(respond(alternator.create(), "CCCCCC", { flips: [2] })).toBe("CDdCDC");
    expect(respond(cycler.create({ period: "CD" }), "CCCCCC", { flips: [2] })).toBe("CDdDCD");
  });
});
