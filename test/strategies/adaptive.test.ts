import { expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import { adaptive } from "../../src/strategies/adaptive.ts";
import { respond } from "./play.ts";

test("adaptive plays what has paid more in the game that is played", () => {
  const harmony = dilemma("harmony", { R: 5, S: 3, T: 4, P: 1 }, null);
  const player = adaptive.create({ opening: "CD" });
  expect(respond(player, "CCCC")).toBe("CDDD");
  expect(respond(player, "CCCC", { game: harmony })).toBe("CDCC");
});
