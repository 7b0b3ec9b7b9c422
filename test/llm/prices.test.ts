import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TokenCounts } from "../../src/core/call.ts";
import { BudgetError, SpecError } from "../../src/core/errors.ts";
import {
  costOf,
  mostCostOf,
  parsePrices,
  priceOf,
  readPrices,
  requirePrices,
  type Price,
} from "../../src/llm/prices.ts";

const list = (prices: string): string => `as-of: 2026-10-16\ncurrency: USD\nprices:\n${prices}`;
const tokens = (input: number | null, cached: number | null, output: number | null): TokenCounts => ({
  input,
  cached,
  output,
  reasoning: null,
});

describe("the prices that coplay ships with", () => {
  const shipped = readPrices();

  test("are dated", () => {
    expect(shipped.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("know models by their names and by dated names", () => {
    expect(priceOf(shipped, "openai", "gpt-5.2")).toEqual({
      input: 1.75,
      cachedInput: 0.175,
      cacheWrite: 1.75,
      output: 14,
    });
    expect(priceOf(shipped, "openai", "gpt-5.2-2025-12-11")).toEqual(priceOf(shipped, "openai", "gpt-5.2"));
    expect(priceOf(shipped, "anthropic", "claude-haiku-4-5-20251001")?.output).toBe(5);
  });

  test("do not take one model for another whose name begins alike", () => {
    expect(priceOf(shipped, "openai", "gpt-5-mini")?.output).toBe(2);
    expect(priceOf(shipped, "openai", "gpt-5-pro")).toBeNull();
    expect(priceOf(shipped, "anthropic", "claude-opus-5-5")?.output).toBe(20);
    expect(priceOf(shipped, "openrouter", "openai/gpt-5.2")).toBeNull();
  });

  test.each(["scripted", "ollama", "vllm", "lmstudio"])(
    "are nothing for %s, which sends no bill",
    (provider) => {
      const price = priceOf(shipped, provider, "any/model:7b");
      expect(costOf(price!, tokens(null, null, null), 0)).toBe(0);
    },
  );
});

describe("a price file", () => {
  test("names each model once, and the longest pattern that fits counts", () => {
    const prices = parsePrices(
      list(`
  - { models: ["compatible/*"], input: 1, output: 1 }
  - { models: ["compatible/big*"], input: 2, output: 2 }
  - { models: ["compatible/big"], input: 3, output: 3 }`),
      "p.yaml",
    );
    const input = (model: string): number | undefined => priceOf(prices, "compatible", model)?.input;
    expect([input("small"), input("bigger"), input("big")]).toEqual([1, 2, 3]);
  });

  test("of the user's own need not say of when it is, nor that it is in USD", () => {
    const prices = parsePrices("prices:\n  - { models: [openai/a], input: 1, output: 1 }", "p.yaml");
    expect(prices.asOf).toBeNull();
    expect(priceOf(prices, "openai", "a")?.input).toBe(1);
  });

  test("of the user's own goes before the shipped one", () => {
    const folder = mkdtempSync(join(tmpdir(), "coplay-"));
    const path = join(folder, "mine.yaml");
    writeFileSync(path, list('  - { models: ["openai/*"], input: 7, output: 7 }'));
    const prices = readPrices(path);
    rmSync(folder, { recursive: true });
    expect(priceOf(prices, "openai", "gpt-5.2")?.input).toBe(7);
    expect(priceOf(prices, "anthropic", "claude-sonnet-5")?.input).toBe(2);
  });

  test.each([
    ["prices: [", /not valid YAML.*\(p\.yaml:1\)/s],
    [list("  - { models: [openai/a], input: -1, output: 1 }"), /p\.yaml, prices\[0\]\.input/],
    [
      list("  - { models: [openai/a], input: 1, outptu: 1 }"),
      /unknown key "outptu" \(p\.yaml, prices\[0\]\.outptu\)/,
    ],
    [list("  - { models: [gpt-5], input: 1, output: 1 }"), /provider\/model.*prices\[0\]\.models\[0\]/],
    [list("  - { models: [openai/a, openai/a], input: 1, output: 1 }"), /openai\/a has two prices/],
    ["", /not a list of prices: prices must be an array, got nothing \(p\.yaml, prices\)$/],
    [list("  - { models: [openai/a], output: 1 }"), /: prices\[0\]\.input must be a number, got nothing \(/],
    [list("  - { models: [openai/a], input: 1, output: one }"), /output must be a number, got "one" \(/],
    [list("  - { models: openai/a, input: 1, output: 1 }"), /models must be an array, got "openai\/a" \(/],
    ["currency: EUR\nprices: []", /: currency must be USD, got "EUR" \(/],
  ])("that is not valid is refused, and where it is not is told", (text, message) => {
    const parse = (): unknown => parsePrices(text, "p.yaml");
    expect(parse).toThrow(SpecError);
    expect(parse).toThrow(message);
  });

  test("that is not there is refused", () => {
    expect(() => readPrices("/nowhere/prices.yaml")).toThrow(SpecError);
  });
});

describe("what a call cost", () => {
  const price: Price = { input: 4, cachedInput: 1, cacheWrite: 5, output: 20 };

  test("is by kind of token: fresh, read from the prompt cache, written to it, and output", () => {
    expect(costOf(price, tokens(1000, 300, 50), 200)).toBeCloseTo(
      (500 * 4 + 300 + 200 * 5 + 50 * 20) / 1e6,
      12,
    );
  });

  test("is not known where the tokens were not counted", () => {
    expect(costOf(price, tokens(null, null, 50), 0)).toBeNull();
    expect(costOf(price, tokens(1000, null, null), 0)).toBeNull();
  });

  test("is never more than the most that so many tokens can cost", () => {
    for (const cached of [0, 400, 1000]) {
      for (const written of [0, 1000 - cached]) {
        expect(costOf(price, tokens(1000, cached, 50), written)).toBeLessThanOrEqual(
          mostCostOf(price, 1000, 50),
        );
      }
    }
  });
});

test("a budget in USD asks for prices of all models, and names those that have none", () => {
  const prices = readPrices();
  requirePrices(prices, [{ name: "openai", model: "gpt-5.2" }]);
  const unknown = [
    { name: "openai", model: "gpt-5.2" },
    { name: "compatible", model: "mine" },
    { name: "compatible", model: "mine" },
  ];
  expect(() => requirePrices(prices, unknown)).toThrow(BudgetError);
  expect(() => requirePrices(prices, unknown)).toThrow("the price of compatible/mine is not known");
});
