import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { elicitationOf, type ElicitationMode } from "../../../src/llm/elicitation/elicitation.ts";
import { answerForm } from "../../../src/llm/elicitation/form.ts";

const all = ["schema", "tool", "line", "percentages"];
const able = capabilitiesOf("openai", "gpt-4o");

const executed = (
  elicitation: ElicitationMode,
  lacking: Partial<typeof able> = {},
  { effort = null, supported = all }: { effort?: string | null; supported?: string[] } = {},
) => elicitationOf({ elicitation, chainOfThought: false }, { ...able, ...lacking }, effort, supported);

describe("moves are asked for", () => {
  test.each(["schema", "tool", "line", "percentages"] as const)("by %s where the model can", (mode) => {
    expect(executed(mode)?.mode).toBe(mode);
  });

  test("on the next lower rung where it cannot", () => {
    expect(executed("schema", { schema: false })?.mode).toBe("tool");
    expect(executed("schema", { schema: false, tool: false })?.mode).toBe("line");
    expect(executed("tool", { tool: false })?.mode).toBe("line");
  });

  test("without forcing a tool on a model that reasons and cannot have both", () => {
    const lacking = { toolWithReasoning: false, reasoningEffort: true, reasoningNone: true };
    expect(executed("tool", lacking, { effort: "high" })?.mode).toBe("line");
    expect(executed("tool", lacking, { effort: "none" })?.mode).toBe("tool");
  });

  test("only in modes that the prompt has words for", () => {
    expect(executed("schema", { schema: false }, { supported: ["schema", "line"] })?.mode).toBe("line");
    expect(executed("schema", {}, { supported: ["line"] })).toBeNull();
    expect(executed("tool", { tool: false }, { supported: ["schema", "tool"] })).toBeNull();
  });

  test("as percentages by a schema where the model can, else in words", () => {
    expect(executed("percentages")).toMatchObject({ mode: "percentages", hasSchema: true });
    expect(executed("percentages", { schema: false })).toMatchObject({
      mode: "percentages",
      hasSchema: false,
    });
  });
});

describe("the form of an answer", () => {
  const asked = (mode: ElicitationMode, chainOfThought: boolean, hasSchema = true) =>
    answerForm({ mode, chainOfThought, hasSchema }, ["F", "J"]);

  test("names the labels in their order", () => {
    expect(asked("schema", false)).toEqual({
      kind: "schema",
      name: "answer",
      schema: {
        type: "object",
        properties: { action: { type: "string", enum: ["F", "J"] } },
        required: ["action"],
        additionalProperties: false,
      },
    });
  });

  test.each(["schema", "tool", "percentages"] as const)("has reasoning before the answer, by %s", (mode) => {
    const form = asked(mode, true);
    if (form.kind === "text") throw new Error("there is no schema");
    const fields = mode === "percentages" ? ["reasoning", "F", "J"] : ["reasoning", "action"];
    expect(Object.keys(form.schema["properties"] as object)).toEqual(fields);
    expect(form.schema["required"]).toEqual(fields);
  });

  test("is text where there is no schema", () => {
    expect(asked("line", true)).toEqual({ kind: "text" });
    expect(asked("percentages", false, false)).toEqual({ kind: "text" });
  });
});
