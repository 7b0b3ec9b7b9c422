import { describe, expect, test } from "vitest";
import { naiveProber, remorsefulProber } from "../../src/strategies/naive-prober.ts";
import { respond } from "./play.ts";

describe("probers by chance", () => {
  test("are tit for tat at p = 0 and then leave nothing to chance", () => {
    for (const prober of [naiveProber.create({ p: 0 }), remorsefulProber.create({ p: 0 })]) {
      expect(prober.stochastic).toBe(false);
      expect(respond(prober, "CDDC")).toBe("CCDD");
    }
  });

  test("remorseful prober lets one defection pass after a probe, and not the next", () => {
    expect(respond(remorsefulProber.create({ p: 1 }), "CDDD")).toBe("CDCD");
    expect(respond(naiveProber.create({ p: 1 }), "CDDD")).toBe("CDDD");
  });

  test("remorseful prober does not take noise for a probe of its own", () => {
    expect(respond(remorsefulProber.create({ p: 0 }), "CDD", { flips: [1] })).toBe("CdD");
  });
});
