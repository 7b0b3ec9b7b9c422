import { SpecError } from "../core/errors.ts";
import { toKebab } from "../core/parameters.ts";

/**
 * What a model takes of a request. What it does not take is not sent; what was sent is in the log. Names are those of
 * a tournament file's `capabilities:`, in kebab-case there.
 */
export interface Capabilities {
  /** A temperature, while it does not reason. */
  readonly temperature: boolean;
  readonly temperatureWithReasoning: boolean;
  /** A seed for its sampling, where the interface has one. */
  readonly seed: boolean;
  /** Log-probabilities of the answer's tokens, while it does not reason. */
  readonly logprobs: boolean;
  readonly logprobsWithReasoning: boolean;
  /** An answer that must follow a JSON schema. */
  readonly schema: boolean;
  /** A tool that must be called, while it does not reason. */
  readonly tool: boolean;
  readonly toolWithReasoning: boolean;
  /** A level of effort for its reasoning. Levels that the model does not have are refused by its provider. */
  readonly reasoningEffort: boolean;
  /** The level "none", which ends its reasoning. */
  readonly reasoningNone: boolean;
  /** Whether it reasons where nothing is said about it. */
  readonly reasonsByDefault: boolean;
  /** Anthropic: thinking that is steered by effort; otherwise by a budget of tokens. */
  readonly adaptiveThinking: boolean;
  /** Anthropic: "none" is written as thinking between tools. */
  readonly thinkingBetweenTools: boolean;
}

/** What a tournament file says of models: by player name without options, then by capability in kebab-case. */
export type CapabilityOverrides = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/**
 * A server that speaks Chat Completions, of which nothing more is known. All is tried but the seed: temperature,
 * effort and log-probabilities are sent only where the user asks for them, and a server that does not enforce a schema
 * mostly ignores it, so that the reply is still read as text.
 */
const CHAT: Capabilities = {
  temperature: true,
  temperatureWithReasoning: true,
  seed: false,
  logprobs: true,
  logprobsWithReasoning: true,
  schema: true,
  tool: true,
  toolWithReasoning: true,
  reasoningEffort: true,
  reasoningNone: true,
  reasonsByDefault: false,
  adaptiveThinking: false,
  thinkingBetweenTools: false,
};

/** OpenAI's models before they reasoned, and those of the chat line that still do not. */
const OPENAI_PLAIN: Capabilities = {
  ...CHAT,
  seed: true,
  reasoningEffort: false,
  reasoningNone: false,
  temperatureWithReasoning: false,
  logprobsWithReasoning: false,
};
/** GPT-5.1 to 5.4: sampling parameters only while they do not reason, and they do so only when told to. */
const OPENAI_EITHER: Capabilities = {
  ...OPENAI_PLAIN,
  seed: false,
  reasoningEffort: true,
  reasoningNone: true,
};
/** Models that always reason. */
const OPENAI_REASONING: Capabilities = {
  ...OPENAI_EITHER,
  temperature: false,
  logprobs: false,
  reasoningNone: false,
  reasonsByDefault: true,
};
/** GPT-5.5 and later: reasoning can be ended, and sampling parameters are refused all the same. */
const OPENAI_NEWEST: Capabilities = { ...OPENAI_REASONING, reasoningNone: true };

/** Claude up to 4.5: thinking by budget, on request; a forced tool and thinking exclude each other. */
const CLAUDE_BUDGET: Capabilities = {
  ...CHAT,
  temperatureWithReasoning: false,
  logprobs: false,
  logprobsWithReasoning: false,
  toolWithReasoning: false,
};
const CLAUDE_OLD: Capabilities = { ...CLAUDE_BUDGET, schema: false };
const CLAUDE_4_6: Capabilities = { ...CLAUDE_BUDGET, adaptiveThinking: true };
/** From 4.7 on, sampling parameters are refused whether or not it thinks. */
const CLAUDE_4_7: Capabilities = { ...CLAUDE_4_6, temperature: false };
const CLAUDE_5: Capabilities = { ...CLAUDE_4_7, reasonsByDefault: true };
/** Fable 5, Mythos 5: thinking cannot be ended. */
const CLAUDE_THINKING: Capabilities = { ...CLAUDE_5, reasoningNone: false };
/** Fable 5.1, Opus 5.5 and later: nor can a tool be forced. */
const CLAUDE_NEWEST: Capabilities = { ...CLAUDE_THINKING, tool: false };

type Row = readonly [pattern: RegExp, capabilities: Capabilities];

/**
 * The first pattern that matches a model says what it takes; the last of each list is the newest family, which unknown
 * models are taken for. As the providers' documentation has it in November 2026; OpenRouter writes 4.5 for 4-5.
 */
const MODELS: Readonly<Record<"openai" | "anthropic", readonly Row[]>> = {
  openai: [
    [/^o1-(mini|preview)/, { ...OPENAI_REASONING, schema: false, tool: false, reasoningEffort: false }],
    [/^(o\d|codex)/, OPENAI_REASONING],
    // No JSON schema before August 2024.
    [/^gpt-(3|4($|-)|4o-2024-05)/, { ...OPENAI_PLAIN, schema: false }],
    [/^(gpt-4|chatgpt-4|gpt-5-chat)/, OPENAI_PLAIN],
    [/^gpt-5\.\d+-chat/, { ...OPENAI_NEWEST, reasoningEffort: false, reasoningNone: false }],
    [/^gpt-5(\.[1-4])?-(pro|codex)/, OPENAI_REASONING],
    [/^gpt-5(-|$)/, OPENAI_REASONING],
    [/^gpt-5\.[1-4]($|-)/, OPENAI_EITHER],
    [/^/, OPENAI_NEWEST],
  ],
  anthropic: [
    [/^claude-(2|instant|3-(opus|sonnet|haiku)|3[.-]5)/, { ...CLAUDE_OLD, reasoningEffort: false }],
    [/^claude-3/, CLAUDE_OLD],
    [/^claude-(opus|sonnet)-4($|-0|-2025)/, CLAUDE_OLD],
    [/^claude-\w+-4[.-][1-5]/, CLAUDE_BUDGET],
    [/^claude-\w+-4[.-]6/, CLAUDE_4_6],
    [/^claude-\w+-4[.-]/, CLAUDE_4_7],
    [/^claude-sonnet-5[.-]5/, { ...CLAUDE_5, tool: false, thinkingBetweenTools: true }],
    [/^claude-haiku-5[.-]5/, { ...CLAUDE_5, tool: false }],
    [/^claude-(opus|sonnet)-5($|-2026)/, CLAUDE_5],
    [/^claude-(fable|mythos)-5($|-2026)/, CLAUDE_THINKING],
    [/^/, CLAUDE_NEWEST],
  ],
};

/** What servers do whose models are the user's own. */
const SERVERS: Readonly<Record<string, Capabilities>> = {
  // Takes `tool_choice` and does not heed it.
  ollama: { ...CHAT, seed: true, tool: false, toolWithReasoning: false },
  vllm: { ...CHAT, seed: true },
  // Its log-probabilities are always null.
  lmstudio: { ...CHAT, seed: true, logprobs: false, logprobsWithReasoning: false },
};

function known(provider: string, model: string): Capabilities {
  if (provider === "openai" || provider === "anthropic") {
    return MODELS[provider].find(([pattern]) => pattern.test(model))![1];
  }
  if (provider === "openrouter") {
    const [vendor, ...rest] = model.split("/");
    if (vendor === "openai" || vendor === "anthropic") return known(vendor, rest.join("/"));
  }
  return SERVERS[provider] ?? CHAT;
}

const NAMES = new Map(Object.keys(CHAT).map((key) => [toKebab(key), key as keyof Capabilities]));

/** The capabilities by the names that tournament files use. */
export const capabilityNames: readonly string[] = [...NAMES.keys()];

/**
 * What a model takes: by the table, and by what the tournament file says of it.
 *
 * @param overrides by `<provider>/<model>`
 * @throws SpecError where an override names no capability
 */
export function capabilitiesOf(
  provider: string,
  model: string,
  overrides: CapabilityOverrides = {},
): Capabilities {
  const player = `${provider}/${model}`;
  const own = Object.hasOwn(overrides, player) ? overrides[player]! : {};
  const changes = Object.entries(own).map(([name, value]): [keyof Capabilities, boolean] => {
    const key = NAMES.get(name);
    if (key !== undefined) return [key, value];
    throw new SpecError(`there is no capability "${name}"`, {
      place: `capabilities, ${player}`,
      hint: `Models have these: ${capabilityNames.join(", ")}.`,
    });
  });
  return { ...known(provider, model), ...Object.fromEntries(changes) };
}

/**
 * Whether a model reasons with an effort.
 *
 * @param effort null leaves it to the model
 */
export function isReasoning(capabilities: Capabilities, effort: string | null): boolean {
  const { reasoningEffort, reasoningNone, reasonsByDefault } = capabilities;
  if (effort === "none" && reasoningNone) return false;
  return reasonsByDefault || (reasoningEffort && effort !== null && effort !== "none");
}

/** Whether a model can be made to call a tool with an effort. */
export const canForceTool = (capabilities: Capabilities, effort: string | null): boolean =>
  capabilities.tool && (capabilities.toolWithReasoning || !isReasoning(capabilities, effort));
