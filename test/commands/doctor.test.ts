import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prices } from "../../src/commands/doctor.ts";
import { parsePrices } from "../../src/llm/prices.ts";
import { providers } from "../../src/llm/providers/index.ts";
import { coplay, workplace } from "./coplay.ts";

const folder = workplace();
const noKeys = Object.fromEntries(providers.map(({ keyVariable }) => [keyVariable, undefined]));

interface Check {
  readonly what: string;
  readonly found: string;
  readonly fine: boolean;
}

function checksIn(cwd: string, env: NodeJS.ProcessEnv): ReadonlyMap<string, Check> {
  const { stdout } = coplay(["doctor", "--json"], { cwd, env: { ...noKeys, ...env } });
  expect(stdout).not.toContain("sk-");
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  return new Map(checks.map((check) => [check.what, check]));
}

const newFolder = (): string => mkdtempSync(join(folder, "doctor-"));

describe("coplay doctor", () => {
  test("names the variables that hold keys, and none of the keys", () => {
    const own = newFolder();
    expect(checksIn(own, {}).get("Keys")).toEqual({ what: "Keys", found: "none; no .env here", fine: true });
    const env = { OPENAI_API_KEY: "sk-1", ANTHROPIC_API_KEY: " " };
    expect(checksIn(own, env).get("Keys")?.found).toBe("OPENAI_API_KEY; no .env here");
  });

  test("says what comes from .env alone", () => {
    const own = newFolder();
    writeFileSync(join(own, ".env"), "OPENAI_API_KEY=sk-1\nANTHROPIC_API_KEY=sk-2\nOTHER=sk-3\n");
    const { found } = checksIn(own, { OPENAI_API_KEY: "sk-4" }).get("Keys")!;
    expect(found).toBe("OPENAI_API_KEY, ANTHROPIC_API_KEY; .env has ANTHROPIC_API_KEY");
  });

  test("names the backend of TensorFlow.js, and what to do where the one that is wanted does not exist", () => {
    expect(checksIn(newFolder(), { COPLAY_TENSORFLOW: "wasm" }).get("Tensors")).toEqual({
      what: "Tensors",
      found: "TensorFlow.js 4.22.0 on wasm",
      fine: true,
    });
    expect(checksIn(newFolder(), { COPLAY_TENSORFLOW: "gpu" }).get("Tensors")).toEqual({
      what: "Tensors",
      found: "TensorFlow.js has no backend 'gpu' (COPLAY_TENSORFLOW)",
      fine: false,
      remedy: "It is one of node, wasm, cpu; unset COPLAY_TENSORFLOW to take the fastest there is.",
    });
  });

  test("finds prices and prompts", () => {
    const checks = checksIn(newFolder(), {});
    expect(checks.get("Prices")).toMatchObject({
      found: expect.stringMatching(/^as of \d{4}-\d\d-\d\d, \d+ models$/) as string,
      fine: true,
    });
    expect(checks.get("Prompts")).toMatchObject({
      found: expect.stringMatching(/^\d+ files: .*neutral.* in .*en/) as string,
      fine: true,
    });
  });

  test("doubts prices that are older than a year, but is no worse for them", () => {
    const old = (): ReturnType<typeof parsePrices> =>
      parsePrices("as-of: 2026-10-16\ncurrency: USD\nprices: []\n", "prices.yaml");
    expect(prices(Date.parse("2027-10-16"), old)).toMatchObject({ fine: true, doubtful: false });
    expect(prices(Date.parse("2027-10-17"), old)).toMatchObject({ fine: true, doubtful: true });
  });

  test("says what is wrong with prices that cannot be read", () => {
    const broken = (): never => {
      throw new Error("the price file cannot be read");
    };
    expect(prices(0, broken)).toMatchObject({ fine: false, found: "the price file cannot be read" });
  });
});
