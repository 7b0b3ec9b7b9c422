import { describe, expect, test } from "vitest";
import { agentOf } from "./agents.ts";

const BUDGET = "anthropic/claude-sonnet-4-5";

describe("what a model does not take of its player's options", () => {
  test.each([
    ["openai/gpt-4o", []],
    ["openai/gpt-4o(temperature=0.5, logprobs=true, elicitation=line)", []],
    ["openai/gpt-5.2(reasoning-effort=low, temperature=1)", [["temperature", "1", null]]],
    ["openai/gpt-5.2(reasoning-effort=none, temperature=1)", []],
    ["openai/gpt-5-mini(temperature=0)", [["temperature", "0", null]]],
    ["openai/o3(reasoning-effort=none)", [["reasoning-effort", "none", null]]],
    ["openai/gpt-4o(reasoning-effort=high)", [["reasoning-effort", "high", null]]],
    ["openai/gpt-4o(reasoning-effort=none)", []],
    [`${BUDGET}(reasoning-effort=high, max-output-tokens=512)`, [["reasoning-effort", "high", null]]],
    [`${BUDGET}(reasoning-effort=high)`, []],
    [`${BUDGET}(logprobs=true)`, [["logprobs", "true", null]]],
    ["openai/gpt-4o(logprobs=true, elicitation=tool)", [["logprobs", "true", null]]],
    ["ollama/llama3.2(elicitation=tool)", [["elicitation", "tool", "line"]]],
    ["openai/gpt-4", [["elicitation", "schema", "tool"]]],
    ["scripted/tit-for-tat(temperature=1, reasoning-effort=low, logprobs=true)", []],
  ] as const)("%s: %j", (id, departures) => {
    const found = agentOf(id).departures.map(({ option, asked, sent }) => [option, asked, sent]);
    expect(found).toEqual(departures);
  });

  test("goes by what the tournament file says of it", () => {
    const capabilities = { "scripted/tit-for-tat": { schema: false, tool: false } };
    expect(agentOf("scripted/tit-for-tat", { capabilities }).departures).toEqual([
      { option: "elicitation", asked: "schema", sent: "line" },
    ]);
  });
});
