import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import { drawsFor, leastAdjustedP } from "../../../src/stats/profile/differences.ts";
import { record } from "../records.ts";
import { reportOn } from "./profiles.ts";

/** Matches of a player that cooperates with this chance, whatever happens, with one that always does. */
const coinMatches = (player: string, p: number, matches: number) =>
  Array.from({ length: matches }, (_, repetition) => {
    const random = stream("differences", player, repetition);
    const moves = Array.from({ length: 20 }, () => (random.chance(p) ? "C" : "D")).join("");
    return record(`${player} ${moves}`, `z ${"C".repeat(20)}`, { repetition });
  });

const sketch = { players: ["a", "b", "c"], families: ["cooperation"] as const };
const matches = [...coinMatches("a", 0.5, 30), ...coinMatches("b", 0.8, 30), ...coinMatches("c", 0.5, 30)];
const { differences } = reportOn(matches, sketch);
const between = (figure: string, one: string, other: string) =>
  differences.find(({ figure: id, players: [a, b] }) => id === figure && a === one && b === other)!;

describe("differences between players", () => {
  test("are the first player's figure less the second's, of all pairs", () => {
    expect(
      differences.filter(({ figure }) => figure === "cooperation").map(({ players }) => players),
    ).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
    const { value, interval } = between("cooperation", "a", "b");
    const error = Math.sqrt((0.25 + 0.16) / 600);
    expect(Math.abs(value + 0.3)).toBeLessThan(3 * error);
    expect((interval!.high - interval!.low) / (2 * 1.96 * error)).toBeGreaterThan(0.75);
    expect((interval!.high - interval!.low) / (2 * 1.96 * error)).toBeLessThan(1.25);
  });

  test("stand where there is one, and not where there is none", () => {
    expect(between("cooperation", "a", "b").adjustedP).toBeLessThan(0.05);
    expect(between("cooperation", "a", "c").adjustedP).toBeGreaterThan(0.05);
  });

  test("have p values of at least 2 / (draws + 1), which Holm's adjustment multiplies", () => {
    const draws = drawsFor(differences.length, 1000);
    const { p, adjustedP } = between("cooperation", "a", "b");
    expect(p).toBeCloseTo(2 / (draws + 1), 12);
    expect(adjustedP).toBeCloseTo(leastAdjustedP(differences.length, draws), 12);
  });

  test("of a few observations have no p value below that of exchanging who made them", () => {
    // Of 5 matches, 2 that always cooperate and 3 that never do: there are 10 ways to choose those 2.
    const few = [
      record("a CC", "y CC"),
      record("a CC", "y DC", { repetition: 1 }),
      ...["CC", "DC", "DD"].map((other, repetition) => record("b DD", `y ${other}`, { repetition })),
    ];
    const [found] = reportOn(few, { ...sketch, players: ["a", "b"] }).differences;
    expect(found).toMatchObject({ figure: "cooperation", value: 1, interval: { low: 1, high: 1 } });
    expect(found!.p).toBeCloseTo(2 / 10, 12);
  });

  test("are left out for figures that one of a pair has not", () => {
    // Nobody defects against them: there is no reply to a defection.
    expect(differences.some(({ figure }) => figure === "cooperation-after-cd")).toBe(false);
  });

  test("of players that never vary are certain, or none", () => {
    const fixed = [
      record("a CCC", "y CCC"),
      record("a CCC", "z CCD"),
      record("b CCC", "y CCC"),
      record("b CCC", "z CCD"),
    ];
    const [found] = reportOn(fixed, { ...sketch, players: ["a", "b"] }).differences;
    expect(found).toMatchObject({ value: 0, interval: { low: 0, high: 0 }, p: 1, adjustedP: 1 });
  });

  test("have no interval and no p for a player of one match", () => {
    const [found] = reportOn([record("a CC", "y CC"), record("b CD", "y CC")], {
      ...sketch,
      players: ["a", "b"],
    }).differences;
    expect(found).toMatchObject({ interval: null, p: null, adjustedP: null });
  });

  test("are drawn more often the more there are, unless no number of draws would find any", () => {
    expect(drawsFor(1, 1000)).toBe(1000);
    expect(drawsFor(12, 1000)).toBe(2400);
    expect(drawsFor(792, 1000)).toBe(32_000);
    expect(leastAdjustedP(792, 32_000)).toBeLessThan(0.05);
    expect(drawsFor(5000, 1000)).toBe(1000);
  });
});
