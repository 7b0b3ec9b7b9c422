import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelReply } from "../../../src/llm/providers/provider.ts";
import { partsOf } from "../../../src/llm/reply/json.ts";
import { readReply } from "../../../src/llm/reply/read.ts";

const labels = ["J", "F"];
const modes = ["schema", "tool", "line", "percentages"] as const;

function reply(given: Partial<ModelReply>): ModelReply {
  const tokens = { input: 1, cached: 0, output: 1, reasoning: 0 };
  const nothing = { model: null, text: null, toolArguments: null, reasoning: null, logprobs: null };
  return { ...nothing, stop: "end", tokens, cacheWriteTokens: 0, ...given };
}

const plainly = (mode: (typeof modes)[number]) => ({ mode, chainOfThought: false, hasSchema: true });

describe("reading", () => {
  test("takes any text without failing, and finds one action or none", () => {
    const pieces = fc.constantFrom(
      "J",
      "F",
      "{",
      "}",
      '"action"',
      ":",
      '"J"',
      '"F"',
      "\n",
      "```",
      " or ",
      "\\",
      '"',
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.constantFrom(...modes), texts, fc.option(texts), (mode, text, toolArguments) => {
        const reading = readReply(reply({ text, toolArguments }), plainly(mode), labels);
        if (reading.kind !== "answer") return;
        const sum = reading.distribution.reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 9);
        if (mode !== "percentages") expect([...reading.distribution].sort()).toEqual([0, 1]);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  test("reads no field of JSON but the action", () => {
    const text = '{"reasoning":"The other will choose F.","expected":"F"}';
    for (const mode of ["schema", "line"] as const) {
      expect(readReply(reply({ text }), plainly(mode), labels)).toMatchObject({ kind: "unreadable" });
    }
  });

  test("takes no part in a contradiction: a field that is there twice says nothing", () => {
    const text = '{"action":"J","action":"F"}';
    const reading = readReply(reply({ text }), plainly("schema"), labels);
    expect(reading).toMatchObject({ kind: "unreadable", fault: "wrong-schema" });
  });

  test.each([
    ["the text and the arguments of a tool", { text: "J", toolArguments: '{"action":"F"}' }],
    ["JSON and the line after it", { text: '{"action":"J"}\nFinal answer: F' }],
    ["JSON and the line before it", { text: 'F\n{"action":"J"}' }],
    ["a tool call and what was said with it", { text: "So it is F.\nF", toolArguments: '{"action":"J"}' }],
  ])("takes no part where %s say two things, whatever was asked for", (_, given) => {
    for (const mode of ["schema", "tool", "line"] as const) {
      const reading = readReply(reply(given), plainly(mode), labels);
      expect(reading).toMatchObject({ kind: "unreadable", fault: "both-labels" });
    }
  });

  test("takes what was asked for where the rest agrees or says nothing", () => {
    const agreed = reply({ text: "Then it is J.\nJ", toolArguments: '{"action":"J"}' });
    const byTool = readReply(agreed, plainly("tool"), labels);
    expect(byTool).toMatchObject({ kind: "answer", distribution: [1, 0], isRepaired: false });
    const torn = reply({ text: "J or F?", toolArguments: '{"action":"F"}' });
    expect(readReply(torn, plainly("tool"), labels)).toMatchObject({ kind: "answer", isRepaired: false });
  });

  test("marks a last line that says more than the label as repaired", () => {
    const readLine = (text: string) => readReply(reply({ text }), plainly("line"), labels);
    expect(readLine("It pays.\n**J**")).toMatchObject({ kind: "answer", isRepaired: false });
    expect(readLine("It pays.\nAnswer: J")).toMatchObject({ kind: "answer", isRepaired: true });
    expect(readLine("It pays.\nNot: J")).toMatchObject({ kind: "unreadable", fault: "no-label" });
  });

  test("takes thoughts before percentages as they were asked for where no schema holds them", () => {
    const text = 'Both have merits.\n{"J": 60, "F": 40}';
    const asked = { mode: "percentages", chainOfThought: true, hasSchema: false } as const;
    const reading = readReply(reply({ text }), asked, labels);
    expect(reading).toMatchObject({ isRepaired: false, reasoning: "Both have merits." });
    expect(readReply(reply({ text }), { ...asked, chainOfThought: false }, labels)).toMatchObject({
      isRepaired: true,
    });
  });

  test("goes on where a provider ends a reply by an unknown name", () => {
    const reading = readReply(reply({ text: "J", stop: "other" }), plainly("line"), labels);
    expect(reading).toMatchObject({ kind: "answer", distribution: [1, 0] });
  });
});

describe("a text taken apart", () => {
  test("gives its outer objects and the words around them", () => {
    const { objects, words } = partsOf('a {"x": {"y": "}"}} b { c {"z": "\\"{"} d');
    expect(objects).toEqual([{ x: { y: "}" } }, { z: '"{' }]);
    expect(words).toBe("a  b { c  d");
  });

  test("is not searched without end", () => {
    expect(partsOf("{".repeat(1_000_000)).objects).toEqual([]);
  });
});
