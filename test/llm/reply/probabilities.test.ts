import { describe, expect, test } from "vitest";
import type { TokenLogprobs } from "../../../src/llm/providers/provider.ts";
import { labelProbabilities } from "../../../src/llm/reply/probabilities.ts";

/** Tokens of a reply, each with the probabilities of the likeliest ones in its place; by default it is certain. */
function tokens(...parts: readonly (string | readonly [string, Readonly<Record<string, number>>])[]) {
  return parts.map((part): TokenLogprobs => {
    const [token, probabilities] = typeof part === "string" ? [part, { [part]: 1 }] : part;
    const top = Object.entries(probabilities).map(([other, p]) => ({ token: other, logprob: Math.log(p) }));
    return { token, logprob: Math.log(probabilities[token] ?? 1e-9), top };
  });
}

const rounded = (found: ReturnType<typeof labelProbabilities>) =>
  found && {
    labels: found.labels.map((p) => Number(p.toFixed(6))),
    leftover: Number(found.leftover.toFixed(6)),
  };

const letters = ["J", "F"];

describe("probabilities of labels", () => {
  test("are read where the answer stands, over all spellings of a label", () => {
    const reply = tokens(
      '{"',
      "action",
      '":"',
      ["J", { J: 0.6, j: 0.1, " J": 0.05, F: 0.2, "F.": 0.02, K: 0.01 }],
      '"}',
    );
    expect(rounded(labelProbabilities(reply, "schema", 0, letters))).toEqual({
      labels: [0.75, 0.22],
      leftover: 0.03,
    });
  });

  test("are read in the action's field, not in a letter before it", () => {
    const reply = tokens('{"', "action", '":"', ["C", { C: 0.9, D: 0.1 }], '"}');
    expect(rounded(labelProbabilities(reply, "schema", 0, ["C", "D"]))?.labels).toEqual([0.9, 0.1]);
  });

  test("are read in the last line, whatever was thought before", () => {
    const reply = tokens("J", " or", " F", "?\n", ["F", { F: 0.7, J: 0.3 }]);
    expect(rounded(labelProbabilities(reply, "line", 1, letters))).toEqual({
      labels: [0.3, 0.7],
      leftover: 0,
    });
  });

  test("are read from a token that brings a quote or a space along", () => {
    const reply = tokens('{"action"', [':"J', { ':"J': 0.8, ':"F': 0.2 }], '"}');
    expect(rounded(labelProbabilities(reply, "schema", 0, letters))?.labels).toEqual([0.8, 0.2]);
  });

  test("of words of several tokens are those of their beginnings", () => {
    const reply = tokens(["Coo", { Coo: 0.6, Def: 0.3, "": 0.05, The: 0.05 }], "perate");
    const found = rounded(labelProbabilities(reply, "line", 0, ["Cooperate", "Defect"]));
    expect(found).toEqual({ labels: [0.6, 0.3], leftover: 0.1 });
  });

  test("leave over what either label could begin with", () => {
    const reply = tokens(["Option", { Option: 0.9, Neither: 0.1 }], " A");
    const found = rounded(labelProbabilities(reply, "line", 0, ["Option A", "Option B"]));
    expect(found).toEqual({ labels: [0, 0], leftover: 1 });
  });

  test("hold the token that was said, where the provider does not list it", () => {
    const said = [{ token: "F", logprob: Math.log(0.01), top: [{ token: "J", logprob: Math.log(0.99) }] }];
    expect(rounded(labelProbabilities(said, "line", 1, letters))?.labels).toEqual([0.99, 0.01]);
  });

  test("are no more than 1 in all", () => {
    const reply = tokens(["J", { J: 0.8, " J": 0.3 }]);
    expect(rounded(labelProbabilities(reply, "line", 0, letters))).toEqual({ labels: [1, 0], leftover: 0 });
  });

  test("are not to be had of tool calls and percentages, or where the provider gives none", () => {
    const reply = tokens("J");
    expect(labelProbabilities(reply, "tool", 0, letters)).toBeNull();
    expect(labelProbabilities(reply, "percentages", 0, letters)).toBeNull();
    expect(labelProbabilities(null, "line", 0, letters)).toBeNull();
    expect(labelProbabilities([], "line", 0, letters)).toBeNull();
  });
});
