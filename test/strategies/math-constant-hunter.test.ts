import { expect, test } from "vitest";
import { mathConstantHunter } from "../../src/strategies/math-constant-hunter.ts";
import { respond } from "./play.ts";

test("math constant hunter hunts where the rate of cooperation stays the same", () => {
  expect(respond(mathConstantHunter.create(), "CDCDCDCDCD").slice(8)).toBe("DD");
});

test("math constant hunter lets constant co-players and those that change be", () => {
  expect(respond(mathConstantHunter.create(), "C".repeat(20))).toBe("C".repeat(20));
  expect(respond(mathConstantHunter.create(), "CCCCDDDDD")).toBe("CCCCCCCCC");
});

test("math constant hunter keeps counting in matches of thousands of turns", () => {
  expect(respond(mathConstantHunter.create(), "CD".repeat(2000)).endsWith("D".repeat(1000))).toBe(true);
});
