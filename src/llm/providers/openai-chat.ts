import * as z from "zod";
import { canForceTool } from "../capabilities.ts";
import type { AnswerForm, JsonObject, ModelReply } from "./provider.ts";
import {
  count,
  effortOf,
  entry,
  essentials,
  formTaken,
  logprobList,
  orNull,
  sampling,
  TOP_LOGPROBS,
  type Wire,
} from "./wire.ts";

function formOf(form: AnswerForm, isForced: boolean): JsonObject {
  switch (form.kind) {
    case "text":
      return {};
    case "schema": {
      const { name, schema } = form;
      return { response_format: { type: "json_schema", json_schema: { name, schema, strict: true } } };
    }
    case "tool": {
      const { name, description, schema } = form;
      return {
        tools: [{ type: "function", function: { name, description, parameters: schema, strict: true } }],
        // There is one tool, and some servers know the choices by word only, not by name.
        tool_choice: isForced ? "required" : "auto",
      };
    }
  }
}

/** A message is a text, or the texts of its parts. */
const content = z
  .union([
    z.string(),
    z
      .array(z.object({ text: z.string().nullish() }))
      .transform((parts) => parts.map(({ text }) => text ?? "").join("")),
  ])
  .nullish();

const choice = z.object({
  finish_reason: z.string().nullish(),
  message: z.object({
    content,
    refusal: z.string().nullish(),
    // Servers of models that show their reasoning have it under one name or the other.
    reasoning: z.string().nullish().catch(null),
    reasoning_content: z.string().nullish().catch(null),
    tool_calls: z
      .array(z.object({ function: z.object({ arguments: z.union([z.string(), z.looseObject({})]) }) }))
      .nullish(),
  }),
  logprobs: z.object({ content: logprobList }).nullish().catch(null),
});

const reply = z.object({
  model: z.string().nullish(),
  // One is asked for.
  choices: z.tuple([choice], z.unknown()),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
      completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
    })
    .nullish(),
});

const STOPS: Readonly<Record<string, ModelReply["stop"]>> = {
  stop: "end",
  tool_calls: "end",
  function_call: "end",
  length: "length",
  content_filter: "refusal",
};

/** OpenAI's Chat Completions, which most other servers speak as well. */
export const openaiChat: Wire = {
  path: "/chat/completions",

  body(request, capabilities, dialect) {
    const { temperature, seed, logprobs } = sampling(request, capabilities);
    const effort = effortOf(request, capabilities);
    return {
      model: request.model,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      [dialect.outputCap]: request.maxOutputTokens,
      ...formOf(formTaken(request, capabilities), canForceTool(capabilities, request.reasoningEffort)),
      ...entry("temperature", temperature),
      ...entry("seed", seed),
      ...(logprobs ? { logprobs: true, top_logprobs: TOP_LOGPROBS } : {}),
      ...entry(dialect.effort, dialect.effort === "reasoning" && effort !== null ? { effort } : effort),
      ...dialect.extra,
      ...(request.form.kind === "tool" ? dialect.toolExtra : {}),
    };
  },

  read(body, name) {
    const { model, choices, usage } = essentials(reply, body, name);
    const [{ message, finish_reason: finish, logprobs }] = choices;
    const call = message.tool_calls?.[0]?.function.arguments;
    const refusal = orNull(message.refusal);
    return {
      model: orNull(model),
      text: orNull(message.content) ?? refusal,
      toolArguments: call === undefined || typeof call === "string" ? (call ?? null) : JSON.stringify(call),
      reasoning: orNull(message.reasoning) ?? orNull(message.reasoning_content),
      stop: refusal !== null ? "refusal" : (STOPS[finish ?? ""] ?? "other"),
      tokens: {
        input: usage?.prompt_tokens ?? null,
        cached: usage?.prompt_tokens_details?.cached_tokens ?? null,
        output: usage?.completion_tokens ?? null,
        reasoning: usage?.completion_tokens_details?.reasoning_tokens ?? null,
      },
      cacheWriteTokens: usage?.prompt_tokens_details?.cache_write_tokens ?? 0,
      logprobs: logprobs?.content ?? null,
    };
  },
};
