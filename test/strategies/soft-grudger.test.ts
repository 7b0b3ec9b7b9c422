import { describe, expect, test } from "vitest";
import { generalSoftGrudger, softGrudger } from "../../src/strategies/soft-grudger.ts";
import { respond } from "./play.ts";

describe("soft grudgers", () => {
  test("serve a sentence to its end and then judge by the last move", () => {
    expect(respond(softGrudger.create(), "DDDDDDDCC")).toBe("CDDDDCCDD");
    expect(respond(softGrudger.create(), "DDDDDDCCC")).toBe("CDDDDCCCC");
  });

  test("keep to what they meant when noise flips it", () => {
    expect(respond(softGrudger.create(), "DCCCCCCC", { flips: [2, 5] })).toBe("CDcDDdCC");
  });

  test("count a row of defections across a sentence", () => {
    expect(respond(generalSoftGrudger.create({ n: 2, d: 2, c: 1 }), "DDCDDCC")).toBe("CCDDCDD");
  });
});
