import * as z from "zod";
import { canForceTool } from "../capabilities.ts";
import { malformed } from "./failure.ts";
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
      return { text: { format: { type: "json_schema", name, schema, strict: true } } };
    }
    case "tool": {
      const { name, description, schema } = form;
      return {
        tools: [{ type: "function", name, description, parameters: schema, strict: true }],
        tool_choice: isForced ? { type: "function", name } : "auto",
        parallel_tool_calls: false,
      };
    }
  }
}

const part = z.object({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
  logprobs: logprobList,
});

const reply = z.object({
  model: z.string().nullish(),
  status: z.string().nullish(),
  error: z.object({ message: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      arguments: z.string().nullish(),
      content: z.array(part).nullish(),
      summary: z.array(z.object({ text: z.string().nullish() })).nullish(),
    }),
  ),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
      output_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
    })
    .nullish(),
});

const INCOMPLETE: Readonly<Record<string, ModelReply["stop"]>> = {
  max_output_tokens: "length",
  content_filter: "refusal",
};

function stopOf({ status, incomplete_details: details }: z.infer<typeof reply>): ModelReply["stop"] {
  if (status === "incomplete") return INCOMPLETE[details?.reason ?? ""] ?? "other";
  return status === "completed" ? "end" : "other";
}

const joined = (texts: readonly { readonly text?: string | null | undefined }[], between: string) =>
  orNull(texts.map(({ text }) => text ?? "").join(between));

/** OpenAI's Responses, without any state on the server. */
export const openaiResponses: Wire = {
  path: "/responses",

  body(request, capabilities, dialect) {
    // The interface has no seed.
    const { temperature, logprobs } = sampling(request, capabilities);
    const effort = effortOf(request, capabilities);
    return {
      model: request.model,
      input: request.messages.map(({ role, content }) => ({ role, content })),
      max_output_tokens: request.maxOutputTokens,
      store: false,
      ...formOf(formTaken(request, capabilities), canForceTool(capabilities, request.reasoningEffort)),
      ...entry("temperature", temperature),
      ...(logprobs ? { include: ["message.output_text.logprobs"], top_logprobs: TOP_LOGPROBS } : {}),
      ...entry("reasoning", effort === null ? null : { effort }),
      ...dialect.extra,
    };
  },

  read(body, name) {
    const answer = essentials(reply, body, name);
    const { model, status, error, output, usage } = answer;
    if (status === "failed") throw malformed(name, error?.message ?? "the reply has failed");
    const parts = output.flatMap((item) => (item.type === "message" ? (item.content ?? []) : []));
    const thoughts = output.filter(({ type }) => type === "reasoning");
    const refusal = orNull(parts.find(({ type }) => type === "refusal")?.refusal);
    const texts = parts.filter(({ type }) => type === "output_text");
    return {
      model: orNull(model),
      text: joined(texts, "") ?? refusal,
      toolArguments: output.find(({ type }) => type === "function_call")?.arguments ?? null,
      // A summary where the vendor gives no more; the reasoning itself where servers of open models show it.
      reasoning: joined(
        thoughts.flatMap(({ summary, content }) => [...(summary ?? []), ...(content ?? [])]),
        "\n\n",
      ),
      stop: refusal !== null ? "refusal" : stopOf(answer),
      tokens: {
        input: usage?.input_tokens ?? null,
        cached: usage?.input_tokens_details?.cached_tokens ?? null,
        output: usage?.output_tokens ?? null,
        reasoning: usage?.output_tokens_details?.reasoning_tokens ?? null,
      },
      cacheWriteTokens: usage?.input_tokens_details?.cache_write_tokens ?? 0,
      logprobs: texts.find(({ logprobs }) => (logprobs?.length ?? 0) > 0)?.logprobs ?? null,
    };
  },
};
