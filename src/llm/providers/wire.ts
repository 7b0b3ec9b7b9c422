import * as z from "zod";
import { isReasoning, type Capabilities } from "../capabilities.ts";
import { malformed } from "./failure.ts";
import type { AnswerForm, Json, JsonObject, ModelReply, ModelRequest, TokenLogprobs } from "./provider.ts";

/** How servers that speak the same interface differ in it. */
export interface Dialect {
  /** Chat Completions: what the bound of output tokens is called. */
  readonly outputCap: "max_completion_tokens" | "max_tokens";
  /** Chat Completions: whether the effort stands alone or in an object. */
  readonly effort: "reasoning_effort" | "reasoning";
  /** What every body has besides. */
  readonly extra: JsonObject;
  /** Chat Completions: what bodies with a tool have besides. */
  readonly toolExtra: JsonObject;
}

/** One interface for asking models: what a request looks like in it, and how its replies are read. */
export interface Wire {
  /** After the base URL as the vendor's SDK has it. */
  readonly path: string;
  body(request: ModelRequest, capabilities: Capabilities, dialect: Dialect): JsonObject;
  /** @throws ProviderError of kind "server" where a body is not what the interface promises */
  read(body: Json, name: string): ModelReply;
}

/** How many alternatives to a token are asked for: as many as there may be. */
export const TOP_LOGPROBS = 20;

/** What a model takes of the sampling parameters of a request; null for what is not to be sent. */
export function sampling(
  request: ModelRequest,
  capabilities: Capabilities,
): { readonly temperature: number | null; readonly seed: number | null; readonly logprobs: boolean } {
  const reasons = isReasoning(capabilities, request.reasoningEffort);
  const takesTemperature = capabilities.temperature && (!reasons || capabilities.temperatureWithReasoning);
  const takesLogprobs = capabilities.logprobs && (!reasons || capabilities.logprobsWithReasoning);
  return {
    temperature: takesTemperature ? request.temperature : null,
    seed: capabilities.seed ? request.seed : null,
    logprobs: takesLogprobs && request.logprobs,
  };
}

/** The effort of a request as the model takes it; null where none is to be sent. */
export function effortOf(
  { reasoningEffort: effort }: ModelRequest,
  { reasoningEffort, reasoningNone }: Capabilities,
): string | null {
  if (effort === "none") return reasoningNone ? effort : null;
  return reasoningEffort ? effort : null;
}

/** The form of a request as the model takes it: without schemas, the answer is asked for as text. */
export const formTaken = ({ form }: ModelRequest, { schema }: Capabilities): AnswerForm =>
  form.kind === "schema" && !schema ? { kind: "text" } : form;

/** An entry of a body, or nothing where the value is null. */
export const entry = (name: string, value: Json): JsonObject => (value === null ? {} : { [name]: value });

/** A count that servers may leave out; what is none is left out as well. */
export const count = z.number().nonnegative().transform(Math.round).pipe(z.int()).nullish().catch(null);

/** Log-probabilities, which both of OpenAI's interfaces write alike. */
export const logprobList = z
  .array(
    z.object({
      token: z.string(),
      logprob: z.number(),
      top_logprobs: z
        .array(z.object({ token: z.string(), logprob: z.number() }))
        .nullish()
        .transform((top) => top ?? []),
    }),
  )
  .transform((tokens): TokenLogprobs[] =>
    tokens.map(({ token, logprob, top_logprobs: top }) => ({ token, logprob, top })),
  )
  .nullish()
  // A server's log-probabilities that cannot be read are no reason to pay for its reply and drop it.
  .catch(null);

/**
 * Reads the essentials of a body; what else is in it does not matter.
 *
 * @throws ProviderError of kind "server"
 */
export function essentials<T extends z.ZodType>(schema: T, body: Json, name: string): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = ["body", ...(issue?.path ?? [])].join(".");
  throw malformed(name, `${place}: ${issue?.message ?? "not as promised"}`);
}

/** Text, or null where there is none. */
export const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text === "" ? null : text;
