import { ProviderError } from "../../core/errors.ts";
import { connectionFailure, malformed, messageOf, statusFailure, type FailureContext } from "./failure.ts";
import { failedBody, wholeFetch } from "./fetch.ts";
import { rateLimitsOf } from "./headers.ts";
import type { Json, JsonObject, WireReply } from "./provider.ts";
import { withoutKey } from "./redact.ts";

/** The part of the vendors' SDKs that is used: headers, authorisation and errors are theirs, bodies are ours. */
interface Sdk {
  post(
    path: string,
    options: { readonly body: unknown; readonly signal: AbortSignal; readonly timeout: number },
  ): { asResponse(): Promise<Response> };
}

/** Where requests go, and as whom. */
export interface Access {
  readonly vendor: "openai" | "anthropic";
  readonly baseUrl: string;
  /** What is sent as the key; servers that need none get a placeholder, as the SDKs insist on one. */
  readonly key: string;
  /** Whose bill it is, where the vendor is OpenAI itself. */
  readonly organization: string | null;
  readonly project: string | null;
}

/** One retry layer is enough, and it is not here; what the SDKs would log are headers and bodies. */
const COMMON = { maxRetries: 0, fetch: wholeFetch, logLevel: "off" } as const;

/**
 * Each client is told all that says who asks: the SDKs would let OPENAI_CUSTOM_HEADERS and ANTHROPIC_CUSTOM_HEADERS of
 * the environment say otherwise, to whatever server. What else these hold is not sent either.
 */
const loaders: Readonly<Record<Access["vendor"], (access: Access) => Promise<Sdk>>> = {
  async openai({ key: apiKey, baseUrl: baseURL, organization, project }) {
    const { OpenAI } = await import("openai");
    const defaultHeaders = {
      "User-Agent": "coplay",
      Authorization: `Bearer ${apiKey}`,
      "X-Api-Key": null,
      "OpenAI-Organization": organization,
      "OpenAI-Project": project,
    };
    return new OpenAI({ ...COMMON, apiKey, baseURL, defaultHeaders });
  },
  async anthropic({ key: apiKey, baseUrl: baseURL }) {
    const { Anthropic } = await import("@anthropic-ai/sdk");
    const defaultHeaders = {
      "User-Agent": "coplay",
      "X-Api-Key": apiKey,
      Authorization: null,
      "OpenAI-Organization": null,
      "OpenAI-Project": null,
    };
    return new Anthropic({ ...COMMON, apiKey, baseURL, defaultHeaders, openTelemetry: false });
  },
};

/** Whom requests go through, by who asks where: models of one provider share a client. */
const clients = new Map<string, Promise<Sdk>>();

function clientOf(access: Access): Promise<Sdk> {
  const id = JSON.stringify(access);
  const known = clients.get(id);
  if (known !== undefined) return known;
  const made = loaders[access.vendor](access);
  clients.set(id, made);
  return made;
}

/** What an SDK throws where the server answered with a failure. */
interface StatusError extends Error {
  readonly status: number;
  readonly headers: Headers;
}

const isStatusError = (error: unknown): error is StatusError =>
  error instanceof Error &&
  "status" in error &&
  typeof error.status === "number" &&
  "headers" in error &&
  error.headers instanceof Headers;

/** The JSON value of a text, or the text itself. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const failureOf = (error: unknown, context: FailureContext): ProviderError =>
  isStatusError(error)
    ? statusFailure(error.status, valueOf(failedBody(error.headers)), error.headers, context)
    : connectionFailure(error, context);

/** OpenRouter answers 200 for failures that came later than the headers, and tells of them in the body. */
function hiddenFailure(body: Json, headers: Headers, context: FailureContext): ProviderError | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error, choices, output } = body as JsonObject;
  if (error === null || error === undefined || choices !== undefined || output !== undefined) return null;
  const { code } = error as { readonly code?: unknown };
  return typeof code === "number" && code >= 400 && code < 600
    ? statusFailure(code, body, headers, context)
    : malformed(context.name, messageOf(body) ?? "an error without words", context.key);
}

/**
 * Sends a body and waits for the whole reply.
 *
 * @throws ProviderError where none comes
 * @throws the signal's reason once it is aborted
 */
export async function post(
  access: Access,
  path: string,
  body: JsonObject,
  signal: AbortSignal,
  context: FailureContext,
): Promise<WireReply> {
  const client = await clientOf(access);
  signal.throwIfAborted();
  // The SDKs leave listeners on the signal they are given, and a match's signal outlives many calls.
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const timeout = Math.max(1, Math.ceil(context.timeoutMs));
    const response = await client.post(path, { body, signal: controller.signal, timeout }).asResponse();
    const reply = parsed(await response.text(), context);
    const failure = hiddenFailure(reply, response.headers, context);
    if (failure !== null) throw failure;
    return { body: reply, limits: rateLimitsOf(response.headers, context.now()) };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ProviderError ? error : failureOf(error, context);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * The value of a reply's text, without the key.
 *
 * @throws ProviderError of kind "server" where the text is no JSON
 */
function parsed(text: string, { name, key }: FailureContext): Json {
  try {
    return withoutKey(JSON.parse(text) as Json, key);
  } catch {
    const said = messageOf(text);
    throw malformed(name, said === null ? "it is empty" : `it is no JSON: ${said}`, key);
  }
}
