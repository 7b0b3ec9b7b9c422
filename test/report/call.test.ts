import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/core/call.ts";
import { describeCall, type CallDetail } from "../../src/report/call.ts";
import { prisonersDilemma, sampleCall } from "../store/sample.ts";

const plain: CallDetail = { raw: false };
const linesOf = (call: CallRecord, detail = plain): readonly string[] =>
  describeCall(call, prisonersDilemma, detail).map(({ text }) => text);

const request = (...contents: string[]): string =>
  JSON.stringify({ model: "m", messages: contents.map((content) => ({ role: "user", content })) });

describe("a call is told", () => {
  test("with everything that is known of it", () => {
    expect(linesOf(sampleCall({ isCached: true, costUsd: 0 }))).toEqual([
      "move, attempt 1: ok",
      "model         openai gpt-5.2, answered by gpt-5.2-2026-01-01",
      `prompt        neutral.en, SHA-256 ${"5f".repeat(32)}`,
      "elicitation   schema",
      "labels        J means C, F means D; named F, J",
      "tokens        812 in (512 cached), 9 out (120 reasoning)",
      "cost          $0.00, from the cache",
      "time          813 ms",
      "retries       1",
      "logprobs      C 93.0 %, D 6.0 %, leftover 1.0 %",
      "user",
      "J or F?",
      "reply",
      '{"action":"J"}',
      "reasoning",
      "They cooperated.",
    ]);
  });

  test("with what was wrong with it, and the mixed strategy that was read", () => {
    const lines = linesOf(
      sampleCall({
        parseStatus: "reasked",
        attempt: 1,
        fault: "both-labels",
        distribution: '{"C":0.7,"D":0.3}',
      }),
    );
    expect(lines[0]).toBe("move, attempt 2: reasked");
    expect(lines).toContain("fault         both-labels");
    expect(lines).toContain("distribution  C 70.0 %, D 30.0 %");
  });

  test("without what it has not", () => {
    const unknown = { input: null, cached: null, output: null, reasoning: null };
    const failed = sampleCall({
      parseStatus: "failed",
      modelAnswered: null,
      reply: null,
      answer: null,
      reasoning: null,
      labelProbabilities: null,
      labels: null,
      tokens: unknown,
      costUsd: null,
      latencyMs: null,
      retries: 0,
      error: "429: slow down",
    });
    expect(linesOf(failed)).toEqual([
      "move, attempt 1: failed",
      "model         openai gpt-5.2",
      `prompt        neutral.en, SHA-256 ${"5f".repeat(32)}`,
      "elicitation   schema",
      "cost          at an unknown price",
      "error         429: slow down",
      "user",
      "J or F?",
    ]);
  });

  test("of a re-ask only with what is new in its prompt", () => {
    const before = sampleCall({ request: request("J or F?") });
    const again = sampleCall({ request: request("J or F?", "both", "One of them.") });
    const quoted = describeCall(again, prisonersDilemma, { raw: false, before })
      .filter(({ style }) => style === "quotation")
      .map(({ text }) => text);
    expect(quoted).toEqual(["both", "One of them.", '{"action":"J"}', "They cooperated."]);
    const other = sampleCall({ request: request("Something else.") });
    expect(linesOf(other, { raw: false, before })).toContain("Something else.");
  });

  test("as it went over the wire, where that is asked for", () => {
    const lines = linesOf(sampleCall({ request: '{"model":"m"}', reply: '{"text":["J"]}' }), { raw: true });
    expect(lines.slice(-4)).toEqual([
      "request",
      '{\n  "model": "m"\n}',
      "reply",
      '{\n  "text": [\n    "J"\n  ]\n}',
    ]);
  });

  test("with its body where no answer was read, and as it is where that is no JSON", () => {
    expect(linesOf(sampleCall({ answer: null, reply: '{"a":1}' }))).toContain('{\n  "a": 1\n}');
    expect(linesOf(sampleCall({ answer: null, reply: "<html>" }))).toContain("<html>");
  });

  test("as cheap talk where it was for that", () => {
    expect(linesOf(sampleCall({ purpose: "say", attempt: 1 }))[0]).toBe("message 2: ok");
  });
});
