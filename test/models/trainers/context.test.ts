import { describe, expect, test } from "vitest";
import { matchStream } from "../../../src/match/streams.ts";
import { drawChances } from "../../../src/models/tabular.ts";
import { CONTEXT, contextOf } from "../../../src/models/trainers/context.ts";

const match = { seed: 4, row: "learner-1", column: "tabular", repetition: 9 };

describe("what a learner is told of its co-player", () => {
  test("is the log-probabilities of C and D after every symbol, of a tabular one", () => {
    const chances = drawChances(matchStream(match, "column"));
    const told = contextOf(match, { kind: "tabular" }, "column");
    expect(told.length).toBe(CONTEXT);
    chances.forEach((chance, symbol) => {
      expect(Math.exp(told[2 * symbol]!)).toBeCloseTo(Math.max(chance, 1e-3), 6);
      expect(Math.exp(told[2 * symbol + 1]!)).toBeCloseTo(Math.max(1 - chance, 1e-3), 6);
    });
  });

  test("is never below the logarithm of 0.001", () => {
    const all = Array.from({ length: 500 }, (_, repetition) =>
      Math.min(...contextOf({ ...match, repetition }, { kind: "tabular" }, "column")),
    );
    expect(Math.min(...all)).toBe(Math.fround(Math.log(1e-3)));
  });

  test("is the same throughout a group that meets the same one", () => {
    const [ninth, eighth, fourth] = [9, 8, 4].map((repetition) =>
      contextOf({ ...match, repetition }, { kind: "tabular", group: 4 }, "column"),
    );
    expect(ninth).toEqual(eighth);
    expect(ninth).not.toEqual(fourth);
    expect(contextOf(match, { kind: "tabular" }, "column")).not.toEqual(eighth);
  });

  test.each([{ kind: "coin" }, { kind: "registered", id: "tit-for-tat" }] as const)(
    "is nothing but zeros of one that is a $kind",
    (other) => {
      expect(contextOf(match, other, "column")).toEqual(new Float32Array(CONTEXT));
    },
  );
});
