import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import type { TokenCounts } from "../core/call.ts";
import { BudgetError, SpecError } from "../core/errors.ts";
import { faultIn, formatPath } from "../core/faults.ts";
import type { Provider } from "./providers/provider.ts";

/** What tokens of a model cost, in USD per million. */
export interface Price {
  readonly input: number;
  /** Read from the provider's prompt cache. */
  readonly cachedInput: number;
  /** Written to the provider's prompt cache. */
  readonly cacheWrite: number;
  readonly output: number;
}

/** List prices at a date. */
export interface PriceList {
  /** The day on which the prices were looked up, as in `2026-11-05`; null where a list of the user's own has none. */
  readonly asOf: string | null;
  /** By model, as player ids begin: `openai/gpt-5-mini`, or `openai/gpt-5-mini-20*` for whatever begins so. */
  readonly entries: ReadonlyMap<string, Price>;
  /** Where to look for a model that is not in the list; null for nowhere. */
  readonly otherwise: PriceList | null;
}

const shipped = fileURLToPath(new URL("../../prices.yaml", import.meta.url));

const amount = z.number().min(0);
const fileSchema = z.strictObject({
  "as-of": z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-11-05")
    .optional(),
  currency: z.literal("USD").optional(),
  prices: z.array(
    z.strictObject({
      models: z
        .array(
          z.string().regex(/^[^\s/*]+\/[^\s*]*\*?$/, "must be provider/model, with a * at its end at most"),
        )
        .min(1),
      input: amount,
      "cached-input": amount.optional(),
      "cache-write": amount.optional(),
      output: amount,
    }),
  ),
});

/**
 * Reads the prices that coplay ships with, or a file of the user's own: what stands in that one goes first.
 *
 * @throws SpecError where the file cannot be read, or is not a list of prices
 */
export function readPrices(path?: string): PriceList {
  const own = parsePrices(readText(path ?? shipped), path ?? shipped);
  return path === undefined ? own : { ...own, otherwise: readPrices() };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new SpecError("the price file cannot be read", { place: path, cause });
  }
}

/**
 * Reads the text of a price file.
 *
 * @param file what to call the file in messages
 * @throws SpecError where it is not valid
 */
export function parsePrices(text: string, file: string): PriceList {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const [error] = document.errors;
  if (error !== undefined) {
    const place = `${file}:${lines.linePos(error.pos[0]).line}`;
    throw new SpecError(`not valid YAML: ${error.message.split("\n")[0]!}`, { place, cause: error });
  }
  const data = (document.toJS() ?? {}) as unknown;
  const parsed = fileSchema.safeParse(data);
  if (!parsed.success) {
    const { path, message } = faultIn(parsed.error.issues, data);
    throw new SpecError(`not a list of prices: ${message}`, {
      place: path.length === 0 ? file : `${file}, ${formatPath(path)}`,
      hint: `${shipped} has the form.`,
      cause: parsed.error,
    });
  }
  const entries = new Map<string, Price>();
  for (const [i, { models, input, output, ...cache }] of parsed.data.prices.entries()) {
    const price: Price = {
      input,
      cachedInput: cache["cached-input"] ?? input,
      cacheWrite: cache["cache-write"] ?? input,
      output,
    };
    for (const model of models) {
      if (entries.has(model)) {
        throw new SpecError(`${model} has two prices`, { place: `${file}, prices[${i}]` });
      }
      entries.set(model, price);
    }
  }
  return { asOf: parsed.data["as-of"] ?? null, entries, otherwise: null };
}

/** The price of a model: by its full name, or else by the longest pattern that it begins with. Null where unknown. */
export function priceOf(list: PriceList, provider: string, model: string): Price | null {
  const name = `${provider}/${model}`;
  const exact = list.entries.get(name);
  if (exact !== undefined) return exact;
  for (let length = name.length; length > provider.length; length--) {
    const price = list.entries.get(`${name.slice(0, length)}*`);
    if (price !== undefined) return price;
  }
  return list.otherwise === null ? null : priceOf(list.otherwise, provider, model);
}

/**
 * What a call cost, in USD; null where its tokens were not counted. Input that was read from or written to the prompt
 * cache is part of all input, whichever provider counted it; reasoning is part of the output.
 */
export function costOf(price: Price, tokens: TokenCounts, cacheWriteTokens: number): number | null {
  if (isFree(price)) return 0;
  if (tokens.input === null || tokens.output === null) return null;
  const cached = tokens.cached ?? 0;
  const fresh = Math.max(0, tokens.input - cached - cacheWriteTokens);
  return (
    (fresh * price.input +
      cached * price.cachedInput +
      cacheWriteTokens * price.cacheWrite +
      tokens.output * price.output) /
    1e6
  );
}

const isFree = (price: Price): boolean => Object.values(price).every((part) => part === 0);

/** The most that so many tokens can cost, in USD: the dearest kind of input. */
export function mostCostOf(price: Price, inputTokens: number, outputTokens: number): number {
  const input = Math.max(price.input, price.cachedInput, price.cacheWrite);
  return (inputTokens * input + outputTokens * price.output) / 1e6;
}

/**
 * Makes sure that a budget in USD can hold: that the price of every model is known.
 *
 * @throws BudgetError that names the models whose price is not
 */
export function requirePrices(list: PriceList, providers: Iterable<Pick<Provider, "name" | "model">>): void {
  const unknown = new Set<string>();
  for (const { name, model } of providers) {
    if (priceOf(list, name, model) === null) unknown.add(`${name}/${model}`);
  }
  if (unknown.size === 0) return;
  throw new BudgetError(
    "run",
    `a budget in USD cannot hold: the price of ${[...unknown].join(", ")} is not known`,
    {
      hint: `Name it in a file for --prices (${shipped} has the form), or pass --allow-unknown-price.`,
    },
  );
}
