import { describe, expect, test } from "vitest";
import { qLearners } from "../../src/strategies/q-learners.ts";
import { respond } from "./play.ts";

const shareOfC = (word: string): number =>
  Array.from(word).filter((move) => move === "C").length / word.length;

describe.each(qLearners.map((entry) => [entry.id, entry] as const))("%s", (_, entry) => {
  test("cooperates at 95 % while every state is new to it", () => {
    const n = 20_000;
    const standardError = Math.sqrt((0.95 * 0.05) / n);
    const own = respond(entry.create(), "CDD".repeat(n / 3));
    expect(Math.abs(shareOfC(own) - 0.95)).toBeLessThan(3 * standardError);
  });

  test("learns to defect on one that only defects", () => {
    const n = 20_000;
    const standardError = Math.sqrt((0.95 * 0.05) / n);
    const own = respond(entry.create(), "D".repeat(n + 500)).slice(500);
    expect(Math.abs(shareOfC(own) - 0.05)).toBeLessThan(3 * standardError);
  });
});
