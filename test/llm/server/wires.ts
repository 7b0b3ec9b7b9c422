import type { Json, JsonObject } from "../../../src/llm/providers/provider.ts";
import type { Reply, StatedLimits, StatedUsage } from "./behaviours.ts";
import { field, type ParsedRequest, type Wire } from "./request.ts";

/** A reply on its way into the words of a wire. */
interface Content {
  readonly text: string | null;
  readonly toolArguments: Json;
  readonly refusal: string | null;
}

const tokensIn = (length: number): number => Math.ceil(length / 4);

/** A value that follows a schema and says a label: enums and percentages by the label, texts by the thought. */
function filled(schema: Json, label: string, thought: string): Json {
  const properties = field(schema, "properties");
  if (typeof properties !== "object" || properties === null) return label;
  const fill = ([name, property]: readonly [string, Json]): [string, Json] => {
    if (field(property, "enum") !== null) return [name, label];
    if (field(property, "properties") !== null) return [name, filled(property, label, thought)];
    return [name, field(property, "type") === "string" ? thought : name === label ? 100 : 0];
  };
  return Object.fromEntries(Object.entries(properties).map(fill));
}

function contentOf(request: ParsedRequest, { said, thought = "" }: Reply): Content {
  if ("refusal" in said) return { text: null, toolArguments: null, refusal: said.refusal };
  if ("text" in said) return { text: said.text, toolArguments: null, refusal: null };
  if ("label" in said && request.form === "text") {
    const label = said.label ?? "J";
    return { text: thought === "" ? label : `${thought}\n${label}`, toolArguments: null, refusal: null };
  }
  const value =
    "value" in said ? said.value : filled(request.schema, said.label ?? request.labels[0] ?? "J", thought);
  if (request.form === "tool") return { text: null, toolArguments: value, refusal: null };
  return { text: JSON.stringify(value), toolArguments: null, refusal: null };
}

type Counts = Required<StatedUsage>;

const countsOf = (request: ParsedRequest, content: Content, reply: Reply): Counts => ({
  input: tokensIn(request.messages.reduce((sum, message) => sum + message.content.length, 0)),
  cached: 0,
  written: 0,
  output: tokensIn((content.text ?? content.refusal ?? JSON.stringify(content.toolArguments)).length),
  reasoning: 0,
  ...reply.usage,
});

/** The text's tokens with the stated probabilities where the answer's label stands: the last token that has one. */
function logprobsOf(text: string, probabilities: Readonly<Record<string, number>>): JsonObject[] {
  const bytes = (token: string): number[] => [...Buffer.from(token)];
  const tokens = text.match(/ ?[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];
  const place = tokens.findLastIndex((token) => token in probabilities || token.trim() in probabilities);
  return tokens.map((token, index) => {
    const top = Object.entries(index === place ? probabilities : { [token]: 0.999 })
      .map(([other, p]) => ({ token: other, logprob: Math.log(p), bytes: bytes(other) }))
      .sort((a, b) => b.logprob - a.logprob);
    const logprob = top.find((other) => other.token === token)?.logprob ?? -9999;
    return { token, logprob, bytes: bytes(token), top_logprobs: top };
  });
}

type Render = (request: ParsedRequest, reply: Reply, content: Content, id: string) => JsonObject;

const chat: Render = (request, reply, content, id) => {
  const counts = countsOf(request, content, reply);
  const calls = {
    tool_calls: [
      {
        id: `call_${id}`,
        type: "function",
        function: { name: request.toolName, arguments: JSON.stringify(content.toolArguments) },
      },
    ],
  };
  const wantsLogprobs = request.logprobs && content.text !== null;
  return {
    id: `chatcmpl-${id}`,
    object: "chat.completion",
    created: 1_790_000_000,
    model: `${request.model}-2026-01-01`,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: content.text,
          refusal: content.refusal,
          annotations: [],
          ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
          ...(content.toolArguments === null ? {} : calls),
        },
        logprobs: wantsLogprobs
          ? { content: logprobsOf(content.text, reply.probabilities ?? {}), refusal: null }
          : null,
        // A tool that was forced by its name ends with "stop", as a text does.
        finish_reason: reply.isTruncated
          ? "length"
          : content.toolArguments !== null && typeof field(request.body, "tool_choice") === "string"
            ? "tool_calls"
            : "stop",
      },
    ],
    usage: {
      prompt_tokens: counts.input,
      completion_tokens: counts.output,
      total_tokens: counts.input + counts.output,
      prompt_tokens_details: { cached_tokens: counts.cached, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: counts.reasoning, audio_tokens: 0 },
    },
    service_tier: "default",
    system_fingerprint: null,
  };
};

const responses: Render = (request, reply, content, id) => {
  const counts = countsOf(request, content, reply);
  const part: Json =
    content.refusal !== null
      ? { type: "refusal", refusal: content.refusal }
      : {
          type: "output_text",
          text: content.text,
          annotations: [],
          logprobs: request.logprobs ? logprobsOf(content.text ?? "", reply.probabilities ?? {}) : [],
        };
  const item: Json =
    content.toolArguments !== null
      ? {
          id: `fc_${id}`,
          type: "function_call",
          status: "completed",
          call_id: `call_${id}`,
          name: request.toolName,
          arguments: JSON.stringify(content.toolArguments),
        }
      : {
          id: `msg_${id}`,
          type: "message",
          status: reply.isTruncated ? "incomplete" : "completed",
          role: "assistant",
          content: [part],
        };
  const reasoning: Json[] =
    reply.reasoning === undefined
      ? []
      : [{ id: `rs_${id}`, type: "reasoning", summary: [{ type: "summary_text", text: reply.reasoning }] }];
  return {
    id: `resp_${id}`,
    object: "response",
    created_at: 1_790_000_000,
    status: reply.isTruncated ? "incomplete" : "completed",
    error: null,
    incomplete_details: reply.isTruncated ? { reason: "max_output_tokens" } : null,
    instructions: field(request.body, "instructions"),
    model: `${request.model}-2026-01-01`,
    output: [...reasoning, item],
    parallel_tool_calls: false,
    store: field(request.body, "store") ?? true,
    usage: {
      input_tokens: counts.input,
      input_tokens_details: { cached_tokens: counts.cached },
      output_tokens: counts.output,
      output_tokens_details: { reasoning_tokens: counts.reasoning },
      total_tokens: counts.input + counts.output,
    },
  };
};

const messages: Render = (request, reply, content, id) => {
  const counts = countsOf(request, content, reply);
  const thinking: Json[] =
    reply.reasoning === undefined
      ? []
      : [{ type: "thinking", thinking: reply.reasoning, signature: "EqoBCkgIARABGAIiQ" }];
  const said: Json[] =
    content.toolArguments !== null
      ? [{ type: "tool_use", id: `toolu_${id}`, name: request.toolName, input: content.toolArguments }]
      : [{ type: "text", text: content.text ?? content.refusal, citations: null }];
  const stop =
    content.refusal !== null
      ? "refusal"
      : reply.isTruncated
        ? "max_tokens"
        : content.toolArguments !== null
          ? "tool_use"
          : "end_turn";
  return {
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model: `${request.model}-20260101`,
    content: [...thinking, ...said],
    stop_reason: stop,
    stop_sequence: null,
    usage: {
      // Anthropic counts what was read from and written to the prompt cache apart.
      input_tokens: counts.input - counts.cached - counts.written,
      cache_creation_input_tokens: counts.written,
      cache_read_input_tokens: counts.cached,
      output_tokens: counts.output,
      output_tokens_details: { thinking_tokens: counts.reasoning },
      service_tier: "standard",
    },
  };
};

const renders: Readonly<Record<Wire, Render>> = { chat, responses, messages };

/** The body of a reply, as the wire has it. */
export function replyBody(wire: Wire, request: ParsedRequest, reply: Reply): JsonObject {
  const content = contentOf(request, reply);
  return renders[wire](request, reply, content, String(request.index).padStart(12, "0"));
}

const ANTHROPIC_ERRORS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  500: "api_error",
  503: "overloaded_error",
};
const OPENAI_ERRORS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "invalid_request_error",
  404: "invalid_request_error",
  429: "requests",
};

/** The body of a failure, as the wire has it. */
export function failureBody(wire: Wire | null, status: number, message: string): JsonObject {
  if (wire !== "messages") {
    return { error: { message, type: OPENAI_ERRORS[status] ?? "server_error", param: null, code: null } };
  }
  const error = { type: ANTHROPIC_ERRORS[status] ?? "api_error", message };
  return { type: "error", error, request_id: "req_failure" };
}

/** A duration as OpenAI writes it: "120ms", "1.5s", "6m0s". */
function duration(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  return minutes === 0 ? seconds : `${minutes}m${seconds}`;
}

/** Rate-limit headers, as the wire has them. */
export function limitHeaders(wire: Wire | null, limits: StatedLimits, now: number): Record<string, string> {
  const { remainingRequests, remainingTokens, resetMs } = limits;
  if (wire === "messages") {
    // Whole seconds, as Anthropic gives them.
    const reset = new Date(Math.ceil((now + resetMs) / 1000) * 1000).toISOString().replace(".000Z", "Z");
    return {
      "anthropic-ratelimit-requests-limit": "1000",
      "anthropic-ratelimit-requests-remaining": String(remainingRequests),
      "anthropic-ratelimit-requests-reset": reset,
      "anthropic-ratelimit-tokens-limit": "100000",
      "anthropic-ratelimit-tokens-remaining": String(remainingTokens),
      "anthropic-ratelimit-tokens-reset": reset,
    };
  }
  return {
    "x-ratelimit-limit-requests": "1000",
    "x-ratelimit-remaining-requests": String(remainingRequests),
    "x-ratelimit-reset-requests": duration(resetMs),
    "x-ratelimit-limit-tokens": "100000",
    "x-ratelimit-remaining-tokens": String(remainingTokens),
    "x-ratelimit-reset-tokens": duration(resetMs),
  };
}
