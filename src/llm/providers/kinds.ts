import type { Access } from "./client.ts";
import { anthropicMessages } from "./anthropic.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiResponses } from "./openai-responses.ts";
import type { Dialect, Wire } from "./wire.ts";

/** What sets a provider apart. */
export interface Kind {
  readonly vendor: Access["vendor"];
  /** The interfaces it speaks, the default first. */
  readonly wires: readonly Wire[];
  /** Null where there is none of its own. */
  readonly baseUrl: string | null;
  /** Of the environment. */
  readonly variables: { readonly baseUrl: string; readonly key: string };
  /** Whether nothing is answered without a key. */
  readonly needsKey: boolean;
  readonly dialect: Dialect;
}

const PLAIN: Dialect = { outputCap: "max_tokens", effort: "reasoning_effort", extra: {}, toolExtra: {} };

const variables = (prefix: string): Kind["variables"] => ({
  baseUrl: `${prefix}_BASE_URL`,
  key: `${prefix}_API_KEY`,
});

/** A server on the user's own machine, unless the environment says where else. */
const local = (prefix: string, port: number): Kind => ({
  vendor: "openai",
  wires: [openaiChat],
  baseUrl: `http://localhost:${port}/v1`,
  variables: variables(prefix),
  needsKey: false,
  dialect: PLAIN,
});

/** The providers that can be asked over a network, as player ids begin. */
export const KINDS: Readonly<Record<string, Kind>> = {
  openai: {
    vendor: "openai",
    wires: [openaiResponses, openaiChat],
    baseUrl: "https://api.openai.com/v1",
    variables: variables("OPENAI"),
    needsKey: true,
    dialect: { ...PLAIN, outputCap: "max_completion_tokens", toolExtra: { parallel_tool_calls: false } },
  },
  anthropic: {
    vendor: "anthropic",
    wires: [anthropicMessages],
    baseUrl: "https://api.anthropic.com",
    variables: variables("ANTHROPIC"),
    needsKey: true,
    dialect: PLAIN,
  },
  openrouter: {
    vendor: "openai",
    wires: [openaiChat],
    baseUrl: "https://openrouter.ai/api/v1",
    variables: variables("OPENROUTER"),
    needsKey: true,
    // Without it, parameters that a model's host does not know are dropped in silence.
    dialect: { ...PLAIN, effort: "reasoning", extra: { provider: { require_parameters: true } } },
  },
  ollama: local("OLLAMA", 11434),
  vllm: local("VLLM", 8000),
  lmstudio: local("LMSTUDIO", 1234),
  compatible: {
    vendor: "openai",
    wires: [openaiChat, openaiResponses],
    baseUrl: null,
    variables: variables("COMPATIBLE"),
    needsKey: false,
    dialect: PLAIN,
  },
};
