import { describe, expect, test } from "vitest";
import { strategy } from "../../src/core/strategy.ts";
import { choice, integer, moves, opening, probabilities, unit } from "../../src/core/parameters.ts";

const entry = strategy({
  id: "sample",
  title: "Sample",
  rule: "A strategy with parameters of every kind.",
  memory: 1,
  stochastic: false,
  parameters: {
    generosity: unit(0.5),
    deadlockThreshold: integer(3, 1, 10),
    period: moves("CCD"),
    p: probabilities([1, 0, 1, 0]),
    first: opening(1),
    style: choice(undefined, ["plain", "bold"]),
  },
  begin: () => () => 0,
});

describe("a strategy's id", () => {
  test("leaves out what is at its default", () => {
    expect(entry.create().id).toBe("sample");
    expect(entry.create({ generosity: 0.5, period: "CCD", first: "C" }).id).toBe("sample");
  });

  test("names what is not, in one spelling and order", () => {
    const parameters = {
      style: "bold",
      first: 0,
      p: [0, 0, 0, 1],
      "deadlock-threshold": 4,
      generosity: 0.25,
      period: "D",
    };
    expect(entry.create(parameters).id).toBe(
      "sample(generosity=0.25, deadlock-threshold=4, period=D, p=[0, 0, 0, 1], first=D, style=bold)",
    );
  });
});

describe("a parameter", () => {
  test.each([
    [{ generosity: 1.2 }, "generosity must be a number in [0, 1], got 1.2 for sample"],
    [{ generosity: "x" }, "generosity must be a number in [0, 1], got x for sample"],
    [{ "deadlock-threshold": 2.5 }, "deadlock-threshold must be an integer in [1, 10], got 2.5 for sample"],
    [{ period: "CX" }, "period must be a word of the letters C and D, got CX for sample"],
    [{ p: [1, 0, 1] }, "p must be a list of 4 probabilities, got [1,0,1] for sample"],
    [{ first: "E" }, "first must be C, D or the probability of C, got E for sample"],
    [{ style: "Bold" }, "style must be one of plain, bold, got Bold for sample"],
    [{ generousity: 1 }, 'sample has no parameter "generousity"'],
  ])("%o is refused by its value", (parameters, message) => {
    expect(() => entry.create(parameters)).toThrow(message);
  });
});
