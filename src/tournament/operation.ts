import * as z from "zod";
import type { Budget, Budgets, CallLimits } from "../core/usage.ts";
import { whole } from "./values.ts";

const usd = z.number().min(0).max(1e9).describe("In US dollars.").optional();
const calls = whole(0, 1e12).describe("Requests that are answered and paid for.").optional();
const tokens = whole(0, 1e15).describe("Input and output together.").optional();

const IN_MINUTES = "must be a number of minutes in (0, 1e6]";

/** What may be spent, as a tournament file has it. */
export const budgetSchema = z
  .strictObject({
    usd,
    calls,
    tokens,
    minutes: z
      .number()
      .gt(0, IN_MINUTES)
      .max(1e6, IN_MINUTES)
      .describe("Wall time of one sitting; a run that goes on later has it anew.")
      .optional(),
    "per-player": z.strictObject({ usd, calls, tokens }).describe("What each player may spend.").optional(),
  })
  .describe("What LLM players may spend: no call is made that could go beyond. Not part of what is played.");

/** How calls go out, as a tournament file has it. */
export const limitsSchema = z
  .strictObject({
    concurrency: whole(1, 10_000)
      .describe("Calls under way at once, at most, for each provider and key or each server.")
      .optional(),
    retries: whole(0, 100)
      .describe(
        "How often a call that failed goes out again, at most. Rate limits (429) are not counted: they are waited out for as long as `retry-seconds` allows.",
      )
      .optional(),
    "retry-seconds": z
      .number()
      .min(0)
      .max(86_400)
      .describe("How long a call may be tried again, from its first failure.")
      .optional(),
  })
  .describe("How calls to LLM providers go out. Not part of what is played.");

/** What a run may spend and how its calls go out: it changes nothing that is played, and no hash. */
export interface Operation {
  readonly budget: Budgets;
  readonly limits: CallLimits;
}

/** A file's budget and limits; what it leaves out has no bound, or is up to whoever makes the calls. */
export function operationOf(
  budget: z.output<typeof budgetSchema> = {},
  { concurrency, retries, "retry-seconds": seconds }: z.output<typeof limitsSchema> = {},
): Operation {
  const { minutes, "per-player": perPlayer = {} } = budget;
  return {
    budget: {
      run: { ...bounds(budget), wallMs: minutes === undefined ? null : minutes * 60_000 },
      perPlayer: bounds(perPlayer),
    },
    limits: {
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(retries === undefined ? {} : { retries }),
      ...(seconds === undefined ? {} : { retryForMs: seconds * 1000 }),
    },
  };
}

const bounds = (written: {
  readonly usd?: number | undefined;
  readonly calls?: number | undefined;
  readonly tokens?: number | undefined;
}): Omit<Budget, "wallMs"> => ({
  usd: written.usd ?? null,
  calls: written.calls ?? null,
  tokens: written.tokens ?? null,
});
