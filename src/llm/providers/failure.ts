import { ProviderError, type ProviderFault } from "../../core/errors.ts";
import { ReplyTooLong } from "./fetch.ts";
import { retryAfterMs } from "./headers.ts";
import { HIDDEN } from "./redact.ts";

/** What is known where a request fails. */
export interface FailureContext {
  /** Provider and host, as in `openai api.openai.com`. */
  readonly name: string;
  /** What must not be quoted. */
  readonly key: string | null;
  readonly timeoutMs: number;
  /** What to do where the server does not take the key. */
  readonly keyHint: string;
  readonly now: () => number;
}

const MAX_QUOTED = 500;

/**
 * Makes text from outside fit to be shown and logged: one line without control characters, without keys, at most 500
 * characters.
 */
export function quotable(text: string, key: string | null): string {
  const bare = (key === null || key.length < 4 ? text : text.replaceAll(key, HIDDEN))
    .replace(/\bBearer\s+\S+/gi, `Bearer ${HIDDEN}`)
    // Providers themselves show keys with asterisks for most of them.
    .replace(/\bsk-[\w*.-]+/g, HIDDEN)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const characters = Array.from(bare.slice(0, 2 * MAX_QUOTED));
  return characters.length <= MAX_QUOTED ? bare : `${characters.slice(0, MAX_QUOTED - 1).join("")}…`;
}

/** A page's title instead of the page; other text as it is. */
function withoutMarkup(text: string): string {
  if (!/^\s*<(!doctype|html|\?xml|head|body)/i.test(text)) return text;
  const title = /<title[^>]*>([^<]{0,200})/i.exec(text)?.[1]?.trim();
  return title === undefined || title === "" ? "an HTML page" : `an HTML page, "${title}"`;
}

/** The message of an error body, which servers nest more or less deeply; null where there is none. */
export function messageOf(body: unknown): string | null {
  if (typeof body === "string") return body.trim() === "" ? null : withoutMarkup(body);
  if (typeof body !== "object" || body === null) return null;
  const { error, message, detail } = body as Readonly<Record<string, unknown>>;
  return messageOf(error) ?? messageOf(message) ?? messageOf(detail);
}

/** What a status means for the call. */
function faultOf(status: number, code: unknown): ProviderFault {
  if (status === 401 || status === 403) return "key";
  // Said with 429, and no pause will mend it.
  if (code === "insufficient_quota") return "client";
  if (status === 429) return "rate-limit";
  return status >= 500 ? "server" : "client";
}

/** The error of a reply that tells of a failure by its status. */
export function statusFailure(
  status: number,
  body: unknown,
  headers: Headers,
  context: FailureContext,
): ProviderError {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { readonly error?: unknown };
  const { code } = (typeof error === "object" && error !== null ? error : {}) as { readonly code?: unknown };
  const fault = faultOf(status, code);
  const said = quotable(messageOf(body) ?? "without a word", context.key);
  return new ProviderError(fault, `${context.name} answered ${status}: ${said}`, {
    status,
    retryAfterMs: retryAfterMs(headers, context.now()),
    hint: fault === "key" ? context.keyHint : undefined,
  });
}

/** The error of a body that is not what the provider's interface promises. */
export const malformed = (name: string, what: string, key: string | null = null): ProviderError =>
  new ProviderError("server", `${name} sent no usable reply: ${quotable(what, key)}`);

/** An error with all its causes, outermost first. */
function* causes(error: unknown): Generator<Error> {
  for (let here = error, depth = 0; here instanceof Error && depth < 8; here = here.cause, depth++)
    yield here;
}

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

/**
 * The error of a request that brought no reply: the SDKs wrap what fetch throws. Their errors are not kept as a cause,
 * as they hold headers.
 */
export function connectionFailure(error: unknown, context: FailureContext): ProviderError {
  const chain = [...causes(error)];
  const tooLong = chain.find((cause) => cause instanceof ReplyTooLong);
  if (tooLong !== undefined) {
    return new ProviderError("client", `${context.name}: ${tooLong.message}, and was cut off`);
  }
  const isTimeout = chain.some(
    ({ constructor, name }) => constructor.name === "APIConnectionTimeoutError" || name === "TimeoutError",
  );
  if (isTimeout) {
    const seconds = context.timeoutMs / 1000;
    return new ProviderError("timeout", `${context.name} gave no whole reply within ${seconds} s`);
  }
  const innermost = chain.at(-1);
  const what = innermost === undefined ? String(error) : codeOf(innermost) || innermost.message;
  return new ProviderError("connection", `no connection to ${context.name}: ${quotable(what, context.key)}`);
}
