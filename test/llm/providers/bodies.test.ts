import { describe, expect, it } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import type { JsonObject, ModelRequest } from "../../../src/llm/providers/provider.ts";
import { CANARY_KEY } from "../server/server.ts";
import { providerAt, request, schemaForm, toolForm } from "./sample.ts";

const nowhere = { url: "http://127.0.0.1:1", v1: "http://127.0.0.1:1/v1" };

/** What would be sent to a model. */
function bodyFor(player: string, more: Partial<ModelRequest> = {}, api?: "chat" | "responses"): JsonObject {
  const slash = player.indexOf("/");
  const [name, model] = [player.slice(0, slash), player.slice(slash + 1)];
  const capabilities = capabilitiesOf(name, model);
  const body = providerAt(nowhere, name, { model, capabilities, api }).body(request({ model, ...more }));
  expect(JSON.stringify(body)).not.toContain(CANARY_KEY);
  return body;
}

const system = { role: "system", content: "You play a game." };
const user = { role: "user", content: "J or F?" };
const everything: Partial<ModelRequest> = { temperature: 0.7, seed: 42, logprobs: true };
const { schema } = toolForm as { schema: JsonObject };

describe("Chat Completions", () => {
  const plain = { model: "gpt-4.1", messages: [system, user], max_completion_tokens: 2048 };

  it("asks for a text with nothing besides", () => {
    expect(bodyFor("openai/gpt-4.1", {}, "chat")).toEqual(plain);
  });

  it("asks for a schema", () => {
    expect(bodyFor("openai/gpt-4.1", { form: schemaForm }, "chat")).toEqual({
      ...plain,
      response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
    });
  });

  it("forces a tool", () => {
    const tool = { name: "choose", description: "Chooses an action.", parameters: schema, strict: true };
    expect(bodyFor("openai/gpt-4.1", { form: toolForm }, "chat")).toEqual({
      ...plain,
      tools: [{ type: "function", function: tool }],
      tool_choice: "required",
      parallel_tool_calls: false,
    });
  });

  it("sends a model that does not reason temperature, seed and log-probabilities", () => {
    expect(bodyFor("openai/gpt-4.1", { ...everything, reasoningEffort: "low" }, "chat")).toEqual({
      ...plain,
      temperature: 0.7,
      seed: 42,
      logprobs: true,
      top_logprobs: 20,
    });
  });

  it("sends a reasoning model its effort and none of them", () => {
    expect(bodyFor("openai/gpt-5", { ...everything, reasoningEffort: "high" }, "chat")).toEqual({
      ...plain,
      model: "gpt-5",
      reasoning_effort: "high",
    });
  });

  it("bounds the output of other servers in the older word, and sends them a seed where they are known to take it", () => {
    const messages = [system, user];
    const sampled = { temperature: 0.7, logprobs: true, top_logprobs: 20 };
    const more = { ...everything, model: "m" };
    expect(bodyFor("compatible/m", more)).toEqual({ model: "m", messages, max_tokens: 2048, ...sampled });
    expect(bodyFor("vllm/m", more)).toEqual({ model: "m", messages, max_tokens: 2048, ...sampled, seed: 42 });
    expect(bodyFor("lmstudio/m", more)).toEqual({
      model: "m",
      messages,
      max_tokens: 2048,
      temperature: 0.7,
      seed: 42,
    });
  });

  it("offers a tool to Ollama, which cannot be made to force it", () => {
    expect(bodyFor("ollama/m", { form: toolForm })).toMatchObject({ tool_choice: "auto" });
  });

  it("has OpenRouter drop no parameter in silence", () => {
    expect(bodyFor("openrouter/meta/llama", { temperature: 1, reasoningEffort: "low" })).toEqual({
      model: "meta/llama",
      messages: [system, user],
      max_tokens: 2048,
      temperature: 1,
      reasoning: { effort: "low" },
      provider: { require_parameters: true },
    });
  });

  it("asks a model without schemas for a text", () => {
    expect(bodyFor("openai/gpt-3.5-turbo", { form: schemaForm }, "chat")).not.toHaveProperty(
      "response_format",
    );
  });
});

describe("Responses", () => {
  const plain = { model: "gpt-5.2", input: [system, user], max_output_tokens: 2048, store: false };

  it("asks for a text with nothing besides, and for nothing to be stored", () => {
    expect(bodyFor("openai/gpt-5.2")).toEqual(plain);
  });

  it("asks for a schema", () => {
    const format = { type: "json_schema", name: "answer", schema, strict: true };
    expect(bodyFor("openai/gpt-5.2", { form: schemaForm })).toEqual({ ...plain, text: { format } });
  });

  it("forces a tool, also of a model that reasons", () => {
    expect(bodyFor("openai/gpt-5.2", { form: toolForm, reasoningEffort: "low" })).toEqual({
      ...plain,
      reasoning: { effort: "low" },
      tools: [
        {
          type: "function",
          name: "choose",
          description: "Chooses an action.",
          parameters: schema,
          strict: true,
        },
      ],
      tool_choice: { type: "function", name: "choose" },
      parallel_tool_calls: false,
    });
  });

  it("sends temperature and log-probabilities while the model does not reason, and never a seed", () => {
    const sampled = { temperature: 0.7, include: ["message.output_text.logprobs"], top_logprobs: 20 };
    expect(bodyFor("openai/gpt-5.2", everything)).toEqual({ ...plain, ...sampled });
    expect(bodyFor("openai/gpt-5.2", { ...everything, reasoningEffort: "none" })).toEqual({
      ...plain,
      ...sampled,
      reasoning: { effort: "none" },
    });
    expect(bodyFor("openai/gpt-5.2", { ...everything, reasoningEffort: "low" })).toEqual({
      ...plain,
      reasoning: { effort: "low" },
    });
  });

  it("does not tell a model to stop reasoning that cannot", () => {
    expect(bodyFor("openai/gpt-5", { reasoningEffort: "none" })).toEqual({ ...plain, model: "gpt-5" });
  });
});

describe("Messages", () => {
  const plain = (model: string): JsonObject => ({
    model,
    system: "You play a game.",
    messages: [user],
    max_tokens: 2048,
  });
  const summarized = { type: "adaptive", display: "summarized" };

  it("has the system's text apart, and a temperature where the model takes one", () => {
    expect(bodyFor("anthropic/claude-opus-4-6", everything)).toEqual({
      ...plain("claude-opus-4-6"),
      temperature: 0.7,
    });
    expect(bodyFor("anthropic/claude-opus-4-7", everything)).toEqual(plain("claude-opus-4-7"));
  });

  it("asks for a schema without the bounds that the interface refuses", () => {
    const bounded: JsonObject = {
      type: "object",
      properties: { minimum: { type: "integer", minimum: 0, maximum: 100 } },
      required: ["minimum"],
      additionalProperties: false,
    };
    const form = { kind: "schema", name: "answer", schema: bounded } as const;
    expect(bodyFor("anthropic/claude-opus-4-6", { form })).toEqual({
      ...plain("claude-opus-4-6"),
      output_config: {
        format: { type: "json_schema", schema: { ...bounded, properties: { minimum: { type: "integer" } } } },
      },
    });
  });

  it("forces a tool while the model does not think, and offers it while it does", () => {
    const tools = [{ name: "choose", description: "Chooses an action.", input_schema: schema }];
    expect(bodyFor("anthropic/claude-opus-4-6", { form: toolForm })).toEqual({
      ...plain("claude-opus-4-6"),
      tools,
      tool_choice: { type: "tool", name: "choose", disable_parallel_tool_use: true },
    });
    expect(bodyFor("anthropic/claude-opus-4-6", { form: toolForm, reasoningEffort: "low" })).toEqual({
      ...plain("claude-opus-4-6"),
      tools,
      tool_choice: { type: "auto", disable_parallel_tool_use: true },
      thinking: summarized,
      output_config: { effort: "low" },
    });
  });

  it("gives older models a budget for thinking that leaves room for the answer", () => {
    const thinking = (effort: string, maxOutputTokens = 8000) =>
      bodyFor("anthropic/claude-sonnet-4-5", { reasoningEffort: effort, maxOutputTokens, temperature: 1 })[
        "thinking"
      ];
    expect(thinking("minimal")).toEqual({ type: "enabled", budget_tokens: 1024 });
    expect(thinking("medium")).toEqual({ type: "enabled", budget_tokens: 4000 });
    expect(thinking("max")).toEqual({ type: "enabled", budget_tokens: 7200 });
    expect(thinking("low", 2048)).toEqual({ type: "enabled", budget_tokens: 1024 });
    expect(thinking("low", 1024)).toBeUndefined();
    expect(thinking("none")).toBeUndefined();
  });

  it("ends thinking in the words of each generation, where it can be ended", () => {
    const thinking = (model: string) =>
      bodyFor(`anthropic/${model}`, { reasoningEffort: "none" })["thinking"];
    expect(thinking("claude-opus-4-6")).toEqual({ type: "disabled" });
    expect(thinking("claude-opus-5")).toEqual({ type: "disabled" });
    expect(thinking("claude-sonnet-5-5")).toEqual({ type: "between_tools" });
    expect(thinking("claude-opus-5-5")).toEqual(summarized);
  });

  it("asks for the thoughts of models that think by default", () => {
    expect(bodyFor("anthropic/claude-opus-5")).toEqual({ ...plain("claude-opus-5"), thinking: summarized });
    expect(bodyFor("anthropic/claude-opus-4-7")).toEqual(plain("claude-opus-4-7"));
  });

  it("keeps a conversation in order, and does without a system's text", () => {
    const messages = [
      { role: "user", content: "J or F?" },
      { role: "assistant", content: "Maybe." },
      { role: "user", content: "Which?" },
    ] as const;
    const body = bodyFor("anthropic/claude-opus-4-6", { messages });
    expect(body["messages"]).toEqual(messages);
    expect(body).not.toHaveProperty("system");
  });
});
