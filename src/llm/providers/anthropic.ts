import * as z from "zod";
import { canForceTool, type Capabilities } from "../capabilities.ts";
import type { AnswerForm, Json, JsonObject, ModelReply, ModelRequest } from "./provider.ts";
import { count, effortOf, entry, essentials, formTaken, orNull, sampling, type Wire } from "./wire.ts";

/** Keywords that JSON schemas of Anthropic's structured outputs may not have; readers check the bounds themselves. */
const REFUSED = new Set([
  "minimum",
  "maximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
]);

/** A schema without bounds, wherever they stand as keywords: a property may well be called "minimum". */
function withoutBounds(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(withoutBounds);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !REFUSED.has(keyword))
      .map(([keyword, value]): [string, Json] => [
        keyword,
        keyword === "properties" && typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, own]) => [name, withoutBounds(own)]))
          : withoutBounds(value),
      ]),
  );
}

function toolOf(form: AnswerForm, isForced: boolean): JsonObject {
  if (form.kind !== "tool") return {};
  const { name, description, schema } = form;
  return {
    tools: [{ name, description, input_schema: withoutBounds(schema) }],
    tool_choice: {
      ...(isForced ? { type: "tool", name } : { type: "auto" }),
      disable_parallel_tool_use: true,
    },
  };
}

/** The part of the output that may go into thinking, for models that have a budget instead of an effort. */
const SHARES: Readonly<Record<string, number>> = {
  minimal: 0,
  low: 0.25,
  medium: 0.5,
  high: 0.75,
  xhigh: 0.85,
  max: 0.9,
};
const LEAST_BUDGET = 1024;

/** How thinking is asked for, which differs by generation; nothing where it is left to the model. */
function thinkingOf(request: ModelRequest, capabilities: Capabilities): Json {
  const { adaptiveThinking, thinkingBetweenTools, reasonsByDefault } = capabilities;
  const effort = effortOf(request, capabilities);
  if (effort === "none") {
    if (thinkingBetweenTools) return { type: "between_tools" };
    return adaptiveThinking ? { type: "disabled" } : null;
  }
  if (adaptiveThinking) {
    // What models that think by default do anyway; by default they leave the thoughts' text out.
    const isWanted = effort !== null || reasonsByDefault;
    return isWanted ? { type: "adaptive", display: "summarized" } : null;
  }
  const share = effort === null ? undefined : SHARES[effort];
  if (share === undefined || request.maxOutputTokens <= LEAST_BUDGET) return null;
  const budget = Math.max(LEAST_BUDGET, Math.floor(share * request.maxOutputTokens));
  return { type: "enabled", budget_tokens: budget };
}

function outputOf(request: ModelRequest, capabilities: Capabilities): JsonObject {
  const effort = effortOf(request, capabilities);
  const form = formTaken(request, capabilities);
  const output = {
    ...(capabilities.adaptiveThinking && effort !== null && effort !== "none" ? { effort } : {}),
    ...(form.kind === "schema"
      ? { format: { type: "json_schema", schema: withoutBounds(form.schema) } }
      : {}),
  };
  return Object.keys(output).length === 0 ? {} : { output_config: output };
}

const reply = z.object({
  model: z.string().nullish(),
  stop_reason: z.string().nullish(),
  content: z.array(
    z.object({
      type: z.string(),
      text: z.string().nullish(),
      thinking: z.string().nullish(),
      input: z.unknown().optional(),
    }),
  ),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count,
      cache_read_input_tokens: count,
      output_tokens_details: z.object({ thinking_tokens: count }).nullish(),
    })
    .nullish(),
});

const STOPS: Readonly<Record<string, ModelReply["stop"]>> = {
  end_turn: "end",
  stop_sequence: "end",
  tool_use: "end",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  refusal: "refusal",
};

/** Anthropic's Messages. */
export const anthropicMessages: Wire = {
  path: "/v1/messages",

  body(request, capabilities, dialect) {
    const { temperature } = sampling(request, capabilities);
    const system = request.messages.filter(({ role }) => role === "system");
    const others = request.messages.filter(({ role }) => role !== "system");
    return {
      model: request.model,
      ...entry("system", orNull(system.map(({ content }) => content).join("\n\n"))),
      messages: others.map(({ role, content }) => ({ role, content })),
      max_tokens: request.maxOutputTokens,
      ...toolOf(request.form, canForceTool(capabilities, request.reasoningEffort)),
      ...entry("thinking", thinkingOf(request, capabilities)),
      ...outputOf(request, capabilities),
      ...entry("temperature", temperature),
      ...dialect.extra,
    };
  },

  read(body, name) {
    const { model, stop_reason: stop, content, usage } = essentials(reply, body, name);
    const call = content.find(({ type }) => type === "tool_use");
    const textsOf = (kind: "text" | "thinking", between: string): string | null =>
      orNull(
        content
          .filter(({ type }) => type === kind)
          .map((block) => block[kind] ?? "")
          .join(between),
      );
    const cached = usage?.cache_read_input_tokens ?? null;
    const written = usage?.cache_creation_input_tokens ?? 0;
    const fresh = usage?.input_tokens ?? null;
    return {
      model: orNull(model),
      text: textsOf("text", ""),
      toolArguments: call === undefined ? null : JSON.stringify(call.input ?? {}),
      reasoning: textsOf("thinking", "\n\n"),
      stop: STOPS[stop ?? ""] ?? "other",
      tokens: {
        // Cached input comes on top here, where OpenAI counts it in.
        input: fresh === null ? null : fresh + (cached ?? 0) + written,
        cached,
        output: usage?.output_tokens ?? null,
        reasoning: usage?.output_tokens_details?.thinking_tokens ?? null,
      },
      cacheWriteTokens: written,
      logprobs: null,
    };
  },
};
