import {
  choice,
  flag,
  integer,
  real,
  text,
  type Parameter,
  type ParameterSet,
  type ValuesOf,
} from "../core/parameters.ts";
import { elicitationModes } from "./elicitation/elicitation.ts";

const nonEmpty = (raw: string): string | undefined => (raw.trim() === "" ? undefined : raw);

/** How many turns of the past are shown. */
const historyWindow: Parameter<number | "all"> = {
  accepts: "an integer from 0 up, or all",
  default: "all",
  read: (raw) =>
    raw === "all" || (typeof raw === "number" && Number.isSafeInteger(raw) && raw >= 0) ? raw : undefined,
  write: (value) => value,
};

const fallback: Parameter<string | null> = {
  accepts: "none or the letter of an action",
  default: null,
  read: (raw) => (raw === "none" ? null : typeof raw === "string" && /^[A-Z]$/.test(raw) ? raw : undefined),
  write: (value) => value ?? "none",
};

/** In one spelling; what is no URL to send requests to is refused by whoever makes the provider. */
const baseUrl: Parameter<string | undefined> = {
  accepts: "a URL",
  default: undefined,
  read: (raw) => {
    if (typeof raw !== "string" || raw.trim() === "") return undefined;
    return (URL.canParse(raw) ? new URL(raw).href : raw).replace(/\/+$/, "");
  },
  write: (value) => value ?? "",
};

const common = {
  /** Id of a prompt, or the path of a prompt file. */
  prompt: text("neutral", "a prompt's id or file", nonEmpty, String),
  language: text("en", "a language", nonEmpty, String),
  temperature: real(undefined, 0, 2),
  reasoningEffort: choice(undefined, ["none", "minimal", "low", "medium", "high", "xhigh", "max"]),
  /** Reasoning included: what is too little for it comes back truncated. */
  maxOutputTokens: integer(4096, 1, 21_000),
  /** As it is wanted; what is done depends on the model as well. */
  elicitation: choice("schema", elicitationModes),
  chainOfThought: flag(false),
  history: historyWindow,
  totals: flag(false),
  persona: choice("none", ["none", "cooperative", "selfish"]),
  labels: choice("counterbalanced", ["counterbalanced", "fixed"]),
  logprobs: flag(false),
  reasks: integer(2, 0, 10),
  /** Symbol of the action that is played where no reply can be read; null to abort the match. */
  fallback,
  /** Of one request, in seconds. */
  timeout: real(120, 0.001, 3600),
} satisfies ParameterSet;

const APIS = ["responses", "chat"] as const;

/** What an LLM player can be told. */
export interface AgentSettings extends ValuesOf<typeof common> {
  /** Which of OpenAI's interfaces is spoken; absent where there is no choice. */
  readonly api?: (typeof APIS)[number];
  /** Absent for the provider's own, or its environment variable's. */
  readonly baseUrl?: string | undefined;
}

const APIS_OF: Readonly<Record<string, ParameterSet>> = {
  openai: { api: choice("responses", APIS) },
  compatible: { api: choice("chat", APIS) },
};

/** The options of a provider's players. */
export const optionsOf = (provider: string): ParameterSet =>
  provider === "scripted" ? common : { ...common, ...APIS_OF[provider], baseUrl };
