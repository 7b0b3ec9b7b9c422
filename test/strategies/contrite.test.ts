import { describe, expect, test } from "vitest";
import { contriteTitForTat } from "../../src/strategies/contrite.ts";
import { respond } from "./play.ts";

const contrite = contriteTitForTat.create();

describe("contrite tit for tat", () => {
  test("is tit for tat without noise", () => {
    expect(respond(contrite, "CDDCDCC")).toBe("CCDDCDC");
  });

  test("does not answer the retaliation for its own slip", () => {
    expect(respond(contrite, "CCCDCC", { flips: [2] })).toBe("CCdCCC");
  });

  test("does not repent of a slip against a defection", () => {
    expect(respond(contrite, "CDCDC", { flips: [1] })).toBe("CdDCD");
  });

  test("stays contrite until it has managed to cooperate", () => {
    expect(respond(contrite, "CCDCDC", { flips: [1, 2] })).toBe("CddDCC");
  });
});
