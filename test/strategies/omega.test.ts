import { expect, test } from "vitest";
import { omegaTitForTat } from "../../src/strategies/omega.ts";
import { respond } from "./play.ts";

test("omega tit for tat breaks the alternation with suspicious tit for tat by two cooperations", () => {
  expect(respond(omegaTitForTat.create(), "DCDCDCCC")).toBe("CDCDCCCC");
});

test("omega tit for tat defects from its randomness threshold on", () => {
  expect(respond(omegaTitForTat.create({ "randomness-threshold": 1 }), "CCDDD")).toBe("CCCDD");
});
