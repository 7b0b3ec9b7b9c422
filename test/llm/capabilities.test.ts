import { describe, expect, it } from "vitest";
import { SpecError } from "../../src/core/errors.ts";
import {
  canForceTool,
  capabilitiesOf,
  capabilityNames,
  isReasoning,
  type Capabilities,
} from "../../src/llm/capabilities.ts";

/** The names of what a player takes, in the order of the table. */
function taken(player: string): string[] {
  const slash = player.indexOf("/");
  const capabilities = capabilitiesOf(player.slice(0, slash), player.slice(slash + 1));
  return Object.entries(capabilities).flatMap(([name, value]) => (value === true ? [name] : []));
}

const either = [
  "temperature",
  "logprobs",
  "schema",
  "tool",
  "toolWithReasoning",
  "reasoningEffort",
  "reasoningNone",
];
const thinking = ["reasoningEffort", "reasonsByDefault", "adaptiveThinking"];

describe("what models take", () => {
  it.each([
    ["openai/gpt-4", ["temperature", "seed", "logprobs", "tool", "toolWithReasoning"]],
    ["openai/gpt-4o-2024-11-20", ["temperature", "seed", "logprobs", "schema", "tool", "toolWithReasoning"]],
    ["openai/gpt-4.1-mini", ["temperature", "seed", "logprobs", "schema", "tool", "toolWithReasoning"]],
    ["openai/o3", ["schema", "tool", "toolWithReasoning", "reasoningEffort", "reasonsByDefault"]],
    ["openai/gpt-5", ["schema", "tool", "toolWithReasoning", "reasoningEffort", "reasonsByDefault"]],
    [
      "openai/gpt-5-mini-2025-08-07",
      ["schema", "tool", "toolWithReasoning", "reasoningEffort", "reasonsByDefault"],
    ],
    ["openai/gpt-5.2", either],
    ["openai/gpt-5.2-2025-12-11", either],
    ["openai/gpt-5.2-pro", ["schema", "tool", "toolWithReasoning", "reasoningEffort", "reasonsByDefault"]],
    ["openrouter/openai/gpt-5.2", either],
  ])("%s", (player, expected) => expect(taken(player)).toEqual(expected));

  it.each([
    ["anthropic/claude-3-5-haiku-20241022", ["temperature", "tool", "reasoningNone"]],
    ["anthropic/claude-sonnet-4-20250514", ["temperature", "tool", "reasoningEffort", "reasoningNone"]],
    ["anthropic/claude-haiku-4-5", ["temperature", "schema", "tool", "reasoningEffort", "reasoningNone"]],
    [
      "anthropic/claude-opus-4-6",
      ["temperature", "schema", "tool", "reasoningEffort", "reasoningNone", "adaptiveThinking"],
    ],
    ["anthropic/claude-opus-4-8", ["schema", "tool", "reasoningEffort", "reasoningNone", "adaptiveThinking"]],
    ["anthropic/claude-fable-5", ["schema", "tool", ...thinking]],
    ["anthropic/claude-opus-5-5", ["schema", ...thinking]],
    ["openrouter/anthropic/claude-opus-5.5", ["schema", ...thinking]],
  ])("%s", (player, expected) => expect(taken(player)).toEqual(expected));

  it("unknown models are taken for the newest family of their vendor", () => {
    expect(taken("openai/gpt-7")).toEqual(taken("openai/gpt-5.6-sol"));
    expect(taken("anthropic/claude-epic-6")).toEqual(taken("anthropic/claude-opus-5-5"));
  });

  it("servers of one's own are sent what they are known to heed", () => {
    expect(taken("ollama/llama")).not.toContain("tool");
    expect(taken("lmstudio/llama")).not.toContain("logprobs");
    expect(taken("compatible/llama")).not.toContain("seed");
    expect(taken("openrouter/meta/llama")).toEqual(taken("compatible/llama"));
  });
});

describe("reasoning", () => {
  const of = (model: string): Capabilities => capabilitiesOf("openai", model);

  it.each([
    ["gpt-4.1", "high", false],
    ["gpt-5", null, true],
    ["gpt-5", "none", true],
    ["gpt-5.2", null, false],
    ["gpt-5.2", "none", false],
    ["gpt-5.2", "low", true],
    ["gpt-5.6-sol", "none", false],
  ])("of %s with the effort %s: %s", (model, effort, expected) => {
    expect(isReasoning(of(model), effort)).toBe(expected);
  });

  it("keeps Claude from being forced to call a tool", () => {
    const claude = capabilitiesOf("anthropic", "claude-opus-5");
    expect(canForceTool(claude, null)).toBe(false);
    expect(canForceTool(claude, "none")).toBe(true);
    expect(canForceTool(of("gpt-5"), null)).toBe(true);
  });
});

describe("a tournament file's word", () => {
  it("goes before the table's, for that model alone", () => {
    const overrides = { "openai/my-model": { temperature: true, "reasons-by-default": false } };
    const own = capabilitiesOf("openai", "my-model", overrides);
    expect(own).toEqual({
      ...capabilitiesOf("openai", "my-model"),
      temperature: true,
      reasonsByDefault: false,
    });
    expect(capabilitiesOf("openai", "other", overrides)).toEqual(capabilitiesOf("openai", "other"));
  });

  it("must name capabilities that there are", () => {
    const wrong = () => capabilitiesOf("openai", "m", { "openai/m": { heat: true } });
    expect(wrong).toThrow(SpecError);
    expect(wrong).toThrow('there is no capability "heat" (capabilities, openai/m)');
    expect(capabilityNames).toContain("temperature-with-reasoning");
  });
});
