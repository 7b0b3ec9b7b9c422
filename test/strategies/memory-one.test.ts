import { describe, expect, test } from "vitest";
import { C } from "../../src/core/action.ts";
import { matrixGame } from "../../src/core/game.ts";
import { CD, DD, START } from "../../src/core/outcome.ts";
import { stream } from "../../src/core/random.ts";
import { generousTitForTat, safeGenerosity } from "../../src/strategies/generous.ts";
import { memoryOne, reactive } from "../../src/strategies/memory-one.ts";
import { nPavlov, winStayLoseShift } from "../../src/strategies/pavlov.ts";
import { random } from "../../src/strategies/random.ts";
import { prisonersDilemma, respond } from "./play.ts";

const quiet = { game: prisonersDilemma, noise: 0, horizon: "unknown" } as const;
const word = "CDDCDCCCDDDCDCDDCC";

describe("memory-one strategies", () => {
  test("a reactive strategy (1, 0) is tit for tat", () => {
    expect(respond(reactive.create({ p: [1, 0] }), word)).toBe(`C${word.slice(0, -1)}`);
  });

  test("a vector of zeros and ones draws no random number", () => {
    const alternator = memoryOne.create({ p: [0, 0, 1, 1] });
    expect(alternator.stochastic).toBe(false);
    expect(respond(alternator, "CCDD")).toBe("CDCD");
  });
});

describe("generous tit for tat", () => {
  test("is as generous as the game allows", () => {
    expect(safeGenerosity({ R: 3, S: 0, T: 5, P: 1 })).toBeCloseTo(1 / 3, 12);
    expect(safeGenerosity({ R: 1, S: -1, T: 2, P: 0 })).toBeCloseTo(1 / 2, 12);
  });

  test("is fully generous where defection pays nobody, and tit for tat where it always does", () => {
    expect(safeGenerosity({ R: 4, S: 1, T: 3, P: 3 })).toBe(1);
    expect(safeGenerosity({ R: 3, S: 2, T: 5, P: 1 })).toBe(0);
  });

  test("at generosity 0 draws no random number", () => {
    expect(respond(generousTitForTat.create({ generosity: 0 }), word)).toBe(`C${word.slice(0, -1)}`);
  });
});

describe("Pavlov-n", () => {
  test("is win-stay lose-shift at n = 1", () => {
    expect(respond(nPavlov.create({ n: 1 }), word)).toBe(respond(winStayLoseShift.create(), word));
  });

  test("cooperates for ever with a cooperator", () => {
    expect(respond(nPavlov.create({ n: 5 }), "C".repeat(50))).toBe("C".repeat(50));
  });

  test("regains certain cooperation after enough mutual defections", () => {
    const answer = nPavlov.create({ n: 4 }).begin(quiet, stream(1));
    answer(START);
    for (const outcome of [CD, CD, DD, DD, DD]) answer(outcome);
    expect(Array.from({ length: 30 }, () => answer(DD))).toEqual(Array.from({ length: 30 }, () => C));
  });
});

describe("random", () => {
  test("cannot be given p in a game of three actions", () => {
    const game = matrixGame({
      id: "three",
      actions: [
        { symbol: "A", label: "a" },
        { symbol: "B", label: "b" },
        { symbol: "Z", label: "z" },
      ],
      row: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      cooperative: null,
      source: null,
    });
    expect(() => respond(random.create({ p: 0.5 }), "AAA", { game })).toThrow(
      /cannot play three: it has 3 actions/,
    );
    expect(new Set(respond(random.create(), "A".repeat(60), { game }))).toEqual(new Set(["A", "B", "Z"]));
  });
});
