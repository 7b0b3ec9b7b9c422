import { describe, expect, test } from "vitest";
import { capri } from "../../src/strategies/capri.ts";
import { respond } from "./play.ts";

describe("CAPRI", () => {
  test("punishes a slip once and takes the co-player back who accepts it", () => {
    expect(respond(capri.create(), "CCDCCCC")).toBe("CCCDCCC");
  });

  test("accepts the punishment for its own slip", () => {
    expect(respond(capri.create(), "CCCDCCC", { flips: [2] })).toBe("CCdCCCC");
  });

  test("defects against whoever goes on defecting", () => {
    expect(respond(capri.create(), "DDDDDD")).toBe("CDDDDD");
  });

  test("recovers cooperation from mutual defection", () => {
    expect(respond(capri.create(), "DDDDCCCC")).toBe("CDDDDCCC");
  });
});
