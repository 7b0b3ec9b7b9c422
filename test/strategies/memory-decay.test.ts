import { expect, test } from "vitest";
import { memoryDecay } from "../../src/strategies/memory-decay.ts";
import { respond } from "./play.ts";

test("memory decay with a perfect memory plays tit for tat and then by the sum, without chance", () => {
  const perfect = memoryDecay.create({ delete: 0, alter: 0, turns: 3 });
  expect(perfect.stochastic).toBe(false);
  expect(respond(perfect, "CDDCCCC")).toBe("CCDDDDC");
});

test("memory decay that turns a memory each turn answers D with C when it has just one", () => {
  const forgetful = memoryDecay.create({ delete: 1, alter: 1, turns: 1 });
  expect(respond(forgetful, "DDCCDD")).toBe("CCCCCC");
});
