import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { paidLine, printCallSummary } from "../../src/commands/call-summary.ts";
import { NOTHING_SPENT, type Spending } from "../../src/core/usage.ts";
import type { CallSummary } from "../../src/core/usage.ts";

const own: CallSummary = {
  player: "openai/gpt-5-mini(fallback=D, reasks=0)",
  calls: 1204,
  cached: 0,
  retries: 0,
  decisions: 1200,
  ok: 1204,
  repaired: 0,
  reasked: 0,
  fallback: 0,
  refused: 0,
  truncated: 0,
  unreadable: 0,
  failed: 0,
  inputTokens: 400_000,
  outputTokens: 12_000,
  costUsd: 0.0446,
  unpriced: 0,
};
const spent = (costUsd: number, unpriced = 0) => [{ ...NOTHING_SPENT, calls: 1204, costUsd, unpriced }];

describe("the table of calls on a terminal of 80 columns", () => {
  const { isTTY, columns } = process.stdout;
  let printed = "";
  beforeEach(() => {
    Object.assign(process.stdout, { isTTY: true, columns: 80 });
    printed = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => (printed += String(text)) !== "");
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    Object.assign(process.stdout, { isTTY, columns });
  });
  const linesOf = (summary: CallSummary): readonly string[] => {
    printCallSummary([summary], new Map());
    return printed
      .replaceAll(/\u001b\[[\d;]*m/g, "")
      .trim()
      .split("\n");
  };
  const headerOf = (lines: readonly string[]): string => lines[0]!.replaceAll(/ {2,}/g, "|");

  test("has no columns in which nothing would stand", () => {
    expect(headerOf(linesOf(own))).toBe("player|calls|tokens in|tokens out|cost");
  });

  test("does not show what nobody has counted or priced as nothing", () => {
    const cells = (some: Partial<CallSummary>): readonly string[] => {
      printed = "";
      return linesOf({ ...own, ...some })
        .at(-1)!
        .split(/ {2,}/)
        .slice(1);
    };
    expect(cells({ inputTokens: 0, outputTokens: 0, costUsd: 0, unpriced: 1204 })).toEqual([
      "1,204",
      "–",
      "–",
      "?",
    ]);
    expect(cells({ unpriced: 4 })).toEqual(["1,204", "400,000", "12,000", "$0.0446 + ?"]);
    expect(cells({ costUsd: 0 })).toEqual(["1,204", "400,000", "12,000", "$0.00"]);
  });

  test("keeps whatever went wrong, and cuts the player's name for it", () => {
    const wrong = { ...own, cached: 2, retries: 3, failed: 4, reasked: 5, fallback: 6, refused: 7 };
    const lines = linesOf(wrong);
    expect(headerOf(lines)).toBe("player|calls|retries|failed|re-asked|fallback|refused|cost");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("what was paid", () => {
  test("is one sum where all of it is in the table", () => {
    expect(paidLine([own, { ...own, costUsd: 0.1 }], spent(0.1446))).toBe("paid $0.14");
  });

  test("says how much of it went to matches that are not in the table", () => {
    expect(paidLine([own], spent(0.049))).toBe(
      "paid $0.0490, of which $0.0044 for calls that are not in the log: their matches were dropped",
    );
    expect(paidLine([], spent(0.02, 1))).toBe(
      "paid $0.0200, of which $0.0200 for calls that are not in the log: their matches were dropped, and 1 call of unknown price",
    );
  });
});

describe("that every reply is a copy from the cache", () => {
  const notesOn = (summary: CallSummary, paid: readonly (readonly [string, Spending])[]): string => {
    let said = "";
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    vi.spyOn(process.stderr, "write").mockImplementation((text) => (said += String(text)) !== "");
    onTestFinished(() => void vi.restoreAllMocks());
    printCallSummary([summary], new Map(paid));
    return said;
  };

  test("is said of a run that paid for none", () => {
    expect(notesOn({ ...own, cached: own.calls }, [])).toMatch(/every reply is a copy/);
  });

  test("is not said of one that went on, nor of one that had no reply at all", () => {
    const [before] = spent(0.1);
    expect(notesOn({ ...own, cached: own.calls }, [[own.player, before!]])).not.toMatch(/copy/);
    expect(notesOn({ ...own, calls: 0, cached: 0, failed: 4 }, [])).not.toMatch(/copy/);
  });
});
