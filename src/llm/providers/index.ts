import { createHash } from "node:crypto";
import { ProviderError, SpecError } from "../../core/errors.ts";
import type { Capabilities } from "../capabilities.ts";
import { addressOf, isLoopback, set } from "./address.ts";
import { post, type Access } from "./client.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiResponses } from "./openai-responses.ts";
import type { Provider } from "./provider.ts";
import type { Wire } from "./wire.ts";

/** What a provider is made from. */
export interface ProviderOptions {
  /** As player ids begin: one of `providerNames`. */
  readonly name: string;
  readonly model: string;
  /** As the player's id has it; by default that of the environment, or else the provider's own. */
  readonly baseUrl?: string | undefined;
  /** Of providers that speak both of OpenAI's interfaces. */
  readonly api?: "chat" | "responses" | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly capabilities: Capabilities;
  /** The clock, in ms: servers name times at which limits end. */
  readonly now: () => number;
}

/** The providers that can be asked over a network, and what of the environment they heed. */
export const providers = Object.entries(KINDS).map(([name, { baseUrl, variables, needsKey }]) => ({
  name,
  /** Null where it has to be said. */
  baseUrl,
  baseUrlVariable: variables.baseUrl,
  keyVariable: variables.key,
  needsKey,
}));

/** All variables of the environment that providers heed: keys, base URLs, and whose bill it is at OpenAI. */
export const providerVariables: readonly string[] = [
  ...providers.flatMap(({ baseUrlVariable, keyVariable }) => [baseUrlVariable, keyVariable]),
  "OPENAI_ORG_ID",
  "OPENAI_PROJECT_ID",
];

/** Their names, as player ids begin. */
export const providerNames: readonly string[] = Object.keys(KINDS);

/** What cannot stand in a header, or does not without being changed. */
const UNSENDABLE = /[^\x20-\x7e]/;

/** Servers without keys get this one, as the SDKs insist on some. */
const NO_KEY = "none";

const fingerprintOf = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex").slice(0, 16);

/**
 * Makes a provider. Nothing is loaded or asked before its first `send`.
 *
 * A key goes to the provider's own address and to the one that the environment names; never to another one that a
 * player's id names, so that a tournament file of somebody else's cannot have it sent away.
 *
 * @throws SpecError for an unknown name, an interface that the provider does not speak, or an unusable base URL
 */
export function createProvider(options: ProviderOptions): Provider {
  const { name, model, environment, capabilities, now } = options;
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name]! : null;
  if (kind === null) {
    throw new SpecError(`there is no provider "${name}"`, { hint: `There are ${providerNames.join(", ")}.` });
  }
  const wire = wireOf(options, kind);
  const { url, isTrusted } = addressOf(options, kind);
  const baseUrl = url.href.replace(/\/+$/, "");
  const own = set(environment[kind.variables.key]);
  const key = isTrusted ? own : null;
  const isKeyless = !kind.needsKey || isLoopback(url);
  const isVendor = name === "openai" && isTrusted;
  const access: Access = {
    vendor: kind.vendor,
    baseUrl,
    key: key ?? NO_KEY,
    organization: isVendor ? set(environment["OPENAI_ORG_ID"]) : null,
    project: isVendor ? set(environment["OPENAI_PROJECT_ID"]) : null,
  };
  const called = `${name} ${url.host}`;
  const keyHint =
    key === null && own !== null
      ? `${kind.variables.key} is sent only to the server that ${kind.variables.baseUrl} names.`
      : `Check ${kind.variables.key} in the environment or in .env.`;

  function requireReady(): void {
    const variable = kind!.variables.key;
    if (key !== null && UNSENDABLE.test(key)) {
      throw new ProviderError("key", `${variable} holds a character that no key has`, {
        hint: "Set it anew: a line end or a quotation mark may have been copied with it.",
      });
    }
    if (key !== null || isKeyless) return;
    if (own === null) {
      throw new ProviderError("key", `${name}/${model} needs a key`, {
        hint: `Set ${variable} in the environment or in a file .env.`,
      });
    }
    throw new ProviderError("key", `${variable} is not sent to ${url.host}, which ${name}/${model} names`, {
      hint: `If it is to be trusted, name it in ${kind!.variables.baseUrl} instead.`,
    });
  }

  return {
    name,
    model,
    baseUrl,
    limiterKey: key === null ? `${name} ${baseUrl}` : `${name} ${baseUrl} ${fingerprintOf(key)}`,
    requireReady,
    body: (request) => wire.body(request, capabilities, kind.dialect),
    async send(body, { signal, timeoutMs }) {
      requireReady();
      return post(access, wire.path, body, signal, { name: called, key, timeoutMs, keyHint, now });
    },
    read: (body) => wire.read(body, called),
  };
}

function wireOf({ name, api }: ProviderOptions, { wires }: Kind): Wire {
  const wanted = api === undefined ? wires[0]! : api === "chat" ? openaiChat : openaiResponses;
  if (wires.includes(wanted)) return wanted;
  throw new SpecError(`${name} does not speak the interface "${String(api)}"`, {
    hint: "The option api is for openai/ and compatible/.",
  });
}
