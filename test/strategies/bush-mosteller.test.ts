import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import { bushMosteller } from "../../src/strategies/bush-mosteller.ts";
import { respond } from "./play.ts";

describe("Bush-Mosteller", () => {
  test("never makes a move that it has no propensity for", () => {
    expect(respond(bushMosteller.create({ d: 0 }), "DCDDCDCC")).toBe("CCCCCCCC");
  });

  test("takes its aspiration from the game that is played", () => {
    // It aspires to 20. R teaches C for good, T unteaches D at once; against 3, 0, 5, 1 as the measure T would teach D.
    const harmony = dilemma("harmony", { R: 30, S: 0, T: 5, P: 0 }, null);
    const learner = bushMosteller.create({ c: 1, d: 1, divider: 1.5, rate: 1 });
    for (let seed = 0; seed < 5; seed++) {
      expect(respond(learner, "C".repeat(40), { game: harmony, seed })).toMatch(/^C*DC*$/);
    }
  });
});
