import { describe, expect, it } from "vitest";
import {
  answer,
  behaviours,
  gives,
  rawJson,
  refusal,
  says,
  truncated,
  type Behaviour,
} from "../server/behaviours.ts";
import { CANARY_KEY } from "../server/server.ts";
import type { Json } from "../../../src/llm/providers/provider.ts";
import { ask, failureOf, providerAt, schemaForm, send, served, toolForm, wires } from "./sample.ts";

describe.each(wires)("over %s", (_wire, name, options) => {
  const at = async (behaviour: Behaviour) => providerAt(await served(behaviour), name, options);

  it("a text is read", async () => {
    const reply = await ask(await at(answer("F", { thought: "Let me see." })));
    expect(reply).toMatchObject({
      text: "Let me see.\nF",
      toolArguments: null,
      stop: "end",
      reasoning: null,
    });
    expect(reply.model).toMatch(/^(gpt|some|claude)/);
  });

  it("an answer by a schema is read as its text", async () => {
    const reply = await ask(await at(answer("F")), { form: schemaForm });
    expect(reply).toMatchObject({ text: '{"action":"F"}', toolArguments: null, stop: "end" });
  });

  it("a tool's arguments are read", async () => {
    const reply = await ask(await at(answer("J")), { form: toolForm });
    expect(reply).toMatchObject({ text: null, toolArguments: '{"action":"J"}', stop: "end" });
  });

  it("reasoning is read apart from the answer", async () => {
    const reply = await ask(await at(answer("J", { reasoning: "They were kind." })));
    expect(reply).toMatchObject({ text: "J", reasoning: "They were kind." });
  });

  it("counts of tokens are whole, and what counts nothing is left out", async () => {
    const odd = await ask(
      await at(answer("J", { usage: { input: 12.4, output: 3.5, cached: 0, reasoning: -1 } })),
    );
    expect(odd.tokens).toMatchObject({ input: 12, output: 4 });
    const provider = await at(answer("J"));
    const { body } = await send(provider);
    const wrong = JSON.parse(
      JSON.stringify(body).replace(
        /("(?:input|output|prompt|completion|reasoning)_tokens":)\d+/g,
        "$1-1e300",
      ),
    ) as Json;
    expect(provider.read(wrong).tokens).toMatchObject({ input: null, output: null });
    const endless = JSON.parse(JSON.stringify(wrong).replaceAll("-1e+300", "1e300")) as Json;
    expect(provider.read(endless).tokens).toMatchObject({ input: null, output: null });
  });

  it("a key that a server echoes is not in the reply, however it is written", async () => {
    const escaped = CANARY_KEY.replace("-", "\\u002d");
    const provider = await at(says(`Bearer ${CANARY_KEY}`));
    const { body } = await send(provider);
    expect(provider.read(body).text).toBe("Bearer [key]");
    const raw = JSON.stringify(body).replace("[key]", escaped).replace("{", `{"${CANARY_KEY}": 1, `);
    const { body: other } = await send(await at(rawJson(raw)));
    expect(provider.read(other).text).toBe("Bearer [key]");
    expect(JSON.stringify(other)).not.toContain(CANARY_KEY);
  });

  it("a refusal is a refusal, with its words", async () => {
    const reply = await ask(await at(refusal("I cannot do that.")), { form: schemaForm });
    expect(reply).toMatchObject({ text: "I cannot do that.", stop: "refusal" });
  });

  it("a truncated reply is told from a whole one", async () => {
    expect(await ask(await at(truncated("First, I")))).toMatchObject({ text: "First, I", stop: "length" });
  });

  it("an empty reply has no text", async () => {
    expect(await ask(await at(behaviours.empty))).toMatchObject({
      text: null,
      toolArguments: null,
      stop: "end",
    });
  });

  it("what does not keep to the schema is handed on as it came", async () => {
    expect(await ask(await at(gives({ choice: 3 })), { form: schemaForm })).toMatchObject({
      text: '{"choice":3}',
    });
    expect(await ask(await at(says("J or F")), { form: toolForm })).toMatchObject({
      text: "J or F",
      toolArguments: null,
    });
  });

  it("tokens are counted alike, cached input being part of the input", async () => {
    const usage = { input: 900, cached: 512, output: 40, reasoning: 30 };
    const reply = await ask(await at(answer("J", { usage })));
    expect(reply.tokens).toEqual(usage);
    expect(reply.cacheWriteTokens).toBe(0);
  });

  it("JSON that is no reply is the server's fault", async () => {
    const provider = await at(behaviours.otherJson);
    const { body } = await send(provider);
    const error = await failureOf(Promise.resolve().then(() => provider.read(body)));
    expect(error).toMatchObject({ fault: "server", status: null });
    expect(error.message).toMatch(/sent no usable reply: body\.(choices|output|content): /);
  });

  it("limits are read from headers", async () => {
    const limits = { remainingRequests: 3, remainingTokens: 1200, resetMs: 90_000 };
    expect((await send(await at(answer("J", { limits })))).limits).toEqual({
      remainingRequests: 3,
      remainingTokens: 1200,
      requestsResetMs: 90_000,
      tokensResetMs: 90_000,
    });
    expect((await send(await at(answer("J")))).limits).toBeNull();
  });
});

describe("durations of limits", () => {
  it.each([
    ["120ms", 120],
    ["1s", 1000],
    ["1.5s", 1500],
    ["6m0s", 360_000],
    ["1h2m3.5s", 3_723_500],
    ["30", 30_000],
    ["soon", null],
    ["-1s", null],
  ])("%s is %s ms", async (text, expected) => {
    const headers = { "x-ratelimit-remaining-requests": "1", "x-ratelimit-reset-requests": text };
    const provider = providerAt(await served(answer("J", { headers })), "openai");
    expect((await send(provider)).limits?.requestsResetMs).toBe(expected);
  });
});

describe("log-probabilities", () => {
  it.each([
    ["Responses", {}],
    ["Chat Completions", { api: "chat" } as const],
  ])("come with their alternatives over %s", async (_wire, options) => {
    const probabilities = { J: 0.75, F: 0.25 };
    const provider = providerAt(await served(answer("J", { probabilities })), "openai", options);
    const { logprobs, text } = await ask(provider, { form: schemaForm, logprobs: true });
    expect(logprobs?.map(({ token }) => token).join("")).toBe(text);
    const place = logprobs?.find(({ token }) => token === "J");
    expect(place?.top.map(({ token, logprob }) => [token, Math.exp(logprob)])).toEqual([
      ["J", 0.75],
      ["F", 0.25],
    ]);
  });

  it("are null where none were asked for, or none came", async () => {
    const provider = providerAt(await served(answer("J")), "openai");
    expect((await ask(provider)).logprobs).toBeNull();
    const anthropic = providerAt(await served(answer("J")), "anthropic");
    expect((await ask(anthropic, { logprobs: true })).logprobs).toBeNull();
  });
});

describe("replies of servers that differ", () => {
  const provider = providerAt({ url: "http://127.0.0.1:1", v1: "http://127.0.0.1:1/v1" }, "compatible");
  const choice = (message: object, finish: string | null = "stop") => ({
    choices: [{ message: message as never, finish_reason: finish }],
  });

  it("reasoning goes by either name, and may be missing as all else but a choice", () => {
    expect(provider.read(choice({ content: "J", reasoning: "Hm." }))).toMatchObject({ reasoning: "Hm." });
    expect(provider.read(choice({ content: "J" }, null))).toEqual({
      model: null,
      text: "J",
      toolArguments: null,
      reasoning: null,
      stop: "other",
      tokens: { input: null, cached: null, output: null, reasoning: null },
      cacheWriteTokens: 0,
      logprobs: null,
    });
  });

  it("a text may come in parts, and a tool's arguments as an object", () => {
    expect(provider.read(choice({ content: [{ type: "text", text: "J" }] }))).toMatchObject({ text: "J" });
    const call = { function: { name: "choose", arguments: { action: "J" } } };
    expect(provider.read(choice({ content: null, tool_calls: [call] }))).toMatchObject({
      toolArguments: '{"action":"J"}',
    });
  });

  it("a filter's stop is a refusal", () => {
    expect(provider.read(choice({ content: "" }, "content_filter"))).toMatchObject({
      stop: "refusal",
      text: null,
    });
  });

  it("Anthropic's cached and written input comes on top of the rest", () => {
    const anthropic = providerAt({ url: "http://127.0.0.1:1", v1: "" }, "anthropic");
    const usage = {
      input_tokens: 100,
      cache_read_input_tokens: 20,
      cache_creation_input_tokens: 3,
      output_tokens: 5,
    };
    const { tokens, cacheWriteTokens } = anthropic.read({ content: [], stop_reason: "end_turn", usage });
    expect(tokens).toEqual({ input: 123, cached: 20, output: 5, reasoning: null });
    expect(cacheWriteTokens).toBe(3);
  });

  it("a Responses reply that failed is the server's fault, in its words", async () => {
    const openai = providerAt({ url: "", v1: "http://127.0.0.1:1/v1" }, "openai");
    const body = { status: "failed", error: { message: "Out of order." }, output: [] };
    const error = await failureOf(Promise.resolve().then(() => openai.read(body)));
    expect(error).toMatchObject({ fault: "server" });
    expect(error.message).toMatch(/Out of order\.$/);
  });
});
