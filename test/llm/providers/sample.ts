import { expect, onTestFinished } from "vitest";
import { ProviderError } from "../../../src/core/errors.ts";
import { prisonersDilemma } from "../../../src/games/prisoners-dilemma.ts";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createProvider, type ProviderOptions } from "../../../src/llm/providers/index.ts";
import type {
  AnswerForm,
  JsonObject,
  ModelReply,
  ModelRequest,
  Provider,
  Situation,
  WireReply,
} from "../../../src/llm/providers/provider.ts";
import { always, type Behaviour, type Script } from "../server/behaviours.ts";
import { CANARY_KEY, environmentOf, startServer, type LlmServer } from "../server/server.ts";

/** The clock of tests that read times. */
const NOW = Date.parse("2026-11-21T09:00:00Z");

/** A server that ends with the test. */
export async function served(behaviour: Behaviour | Script): Promise<LlmServer> {
  const script = typeof behaviour === "function" ? behaviour : always(behaviour);
  const server = await startServer(script, { now: () => NOW });
  onTestFinished(() => server.close());
  return server;
}

/** A provider whose every address is the server's; a plain model of the interface unless told otherwise. */
export function providerAt(
  server: Pick<LlmServer, "url" | "v1">,
  name: string,
  more: Partial<ProviderOptions> = {},
): Provider {
  const model = more.model ?? { openai: "gpt-4.1", anthropic: "claude-opus-4-6" }[name] ?? "some-model";
  return createProvider({
    name,
    model,
    environment: environmentOf(server),
    capabilities: capabilitiesOf(name, model),
    now: () => NOW,
    ...more,
  });
}

type WireCase = readonly [wire: string, provider: string, options: Partial<ProviderOptions>];

/** The three interfaces, each at a provider that speaks it. */
export const wires: readonly WireCase[] = [
  ["Responses", "openai", {}],
  ["Chat Completions", "openai", { api: "chat" }],
  ["Messages", "anthropic", {}],
];

export const schemaForm: AnswerForm = {
  kind: "schema",
  name: "answer",
  schema: {
    type: "object",
    properties: { action: { type: "string", enum: ["J", "F"] } },
    required: ["action"],
    additionalProperties: false,
  },
};

export const toolForm: AnswerForm = {
  kind: "tool",
  name: "choose",
  description: "Chooses an action.",
  schema: schemaForm.schema,
};

/** A request that asks for nothing special. */
export const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: "some-model",
  messages: [
    { role: "system", content: "You play a game." },
    { role: "user", content: "J or F?" },
  ],
  form: { kind: "text" },
  temperature: null,
  reasoningEffort: null,
  maxOutputTokens: 2048,
  seed: null,
  logprobs: false,
  ...more,
});

const game = prisonersDilemma.create({});

const situation: Situation = {
  place: {
    match: { seed: 1, row: "a", column: "b", repetition: 0 },
    seat: "row",
    turn: 0,
    purpose: "act",
    attempt: 0,
  },
  terms: { game, noise: 0, horizon: "unknown" },
  outcomes: [],
  labels: ["J", "F"],
  form: { kind: "text" },
  mode: "line",
};

/** Sends a body. */
export const send = (
  provider: Provider,
  body: JsonObject = provider.body(request()),
  { signal = new AbortController().signal, timeoutMs = 30_000 } = {},
): Promise<WireReply> => provider.send(body, { signal, timeoutMs, situation });

/** Sends a request and reads the reply. */
export async function ask(provider: Provider, more: Partial<ModelRequest> = {}): Promise<ModelReply> {
  const { body } = await send(provider, provider.body(request(more)));
  return provider.read(body);
}

/** The error of an exchange that must fail: one short line, without the key. */
export async function failureOf(exchange: Promise<unknown>): Promise<ProviderError> {
  const error = await exchange.then(
    () => expect.unreachable("the exchange succeeded"),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(failure.message).not.toMatch(/[\p{Cc}]/u);
  expect(failure.message.length).toBeLessThan(600);
  const everything = [failure.message, failure.hint, failure.stack, JSON.stringify(failure)].join("\n");
  expect(everything).not.toContain(CANARY_KEY);
  expect(failure.cause).toBeUndefined();
  return failure;
}
