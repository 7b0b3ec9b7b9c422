import { expect, test } from "vitest";
import { levelPunisher, trickyLevelPunisher } from "../../src/strategies/level-punisher.ts";
import { respond } from "./play.ts";

test("level punisher punishes from turn eleven until defections are 20 % again", () => {
  const word = "D".repeat(3) + "C".repeat(22);
  expect(respond(levelPunisher.create(), word)).toBe("C".repeat(10) + "D".repeat(5) + "C".repeat(10));
});

test("tricky level punisher punishes above 5 %, and never after a hundred turns", () => {
  const word = "D" + "C".repeat(24);
  expect(respond(trickyLevelPunisher.create(), word)).toBe("C" + "D".repeat(19) + "C".repeat(5));
  expect(respond(trickyLevelPunisher.create(), "D".repeat(103)).slice(98)).toBe("DDCCC");
});
