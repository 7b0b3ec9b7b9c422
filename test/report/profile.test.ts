import { describe, expect, test } from "vitest";
import {
  asPlayed,
  differenceColumns,
  divided,
  extentColumns,
  familyColumns,
  figureColumns,
  footnotes,
  missingText,
  withoutFallbacks,
} from "../../src/report/profile.ts";
import { filled, table } from "../../src/report/table.ts";
import type { Estimate, Profile, ProfileFigure } from "../../src/stats/profile/profile.ts";

const figure = (id: string, unit: string): ProfileFigure => ({
  id,
  family: "cooperation",
  title: id,
  description: "",
  unit,
  range: "",
  counts: "moves",
  source: "Axelrod1984",
});
const estimate = (value: number | null, low: number | null, high = 1, lacking = "too few"): Estimate => ({
  value,
  interval: low === null ? null : { low, high },
  n: 1234,
  lacking: value === null ? lacking : null,
});
const share = figure("rate", "share of turns");
const slope = figure("slope", "ratio");

const profiles: readonly Profile[] = [
  {
    player: "a\u001b[31m",
    group: "fr",
    matches: 5,
    turns: 1000,
    aborted: 0,
    fallbacks: 2,
    estimates: { rate: estimate(0.5, 0.25, 0.75), slope: estimate(null, null) },
    withoutFallbacks: { rate: estimate(0.625, null), slope: estimate(0.0012, 0.0001, 2) },
  },
  {
    player: "b",
    group: "en",
    matches: 5,
    turns: 1000,
    aborted: 1,
    fallbacks: 0,
    estimates: { rate: estimate(1, 1, 1), slope: estimate(null, null, 1, "something else") },
    withoutFallbacks: null,
  },
];

const lines = ({ header, rows }: ReturnType<typeof table>): string[] => [header, ...rows];

describe("profiles as tables", () => {
  test("show shares in per cent, and a dash with a footnote where there is no value", () => {
    const notes = footnotes();
    expect(lines(table(figureColumns([share, slope], "language", asPlayed, notes), profiles))).toEqual([
      "player  language  rate                    slope",
      "a       fr        50.0 % [25.0, 75.0]     – ¹",
      "b       en        100.0 % [100.0, 100.0]  – ²",
    ]);
    expect(notes.all).toEqual([
      { reason: "too few", mark: 1 },
      { reason: "something else", mark: 2 },
    ]);
  });

  test("show what there is without fallbacks, which of a player without any is everything", () => {
    const columns = figureColumns([share, slope], null, withoutFallbacks, footnotes());
    expect(lines(table(columns, profiles))).toEqual([
      "player  rate                    slope",
      "a       62.5 %                  0.0012 [0.00010, 2.000]",
      "b       100.0 % [100.0, 100.0]  – ¹",
    ]);
  });

  test("say what they rest on", () => {
    expect(lines(table(filled(extentColumns(null), profiles), profiles))).toEqual([
      "player  matches  turns  aborted  fallbacks",
      "a             5  1,000                   2",
      "b             5  1,000        1",
    ]);
  });

  test("of one family say how much each figure was measured on", () => {
    const rows = profiles.map((profile) => ({ profile, figure: share }));
    expect(lines(table(familyColumns(null, asPlayed, footnotes()), rows))).toEqual([
      "figure  player    value  95 % interval       n  of",
      "rate    a        50.0 %  [25.0, 75.0]    1,234  moves",
      "rate    b       100.0 %  [100.0, 100.0]  1,234  moves",
    ]);
  });

  test("show differences with their interval and adjusted p", () => {
    const difference = {
      figure: "rate",
      group: null,
      players: ["a", "b"] as const,
      value: -0.5,
      interval: { low: -0.75, high: -0.25 },
      p: 0.002,
      adjustedP: 0.0123,
    };
    expect(lines(table(differenceColumns(new Map([["rate", share]]), null), [difference]))).toEqual([
      "figure  player  less  difference  95 % interval   p, adjusted",
      "rate    a       b        -50.0 %  [-75.0, -25.0]       0.0123",
    ]);
  });
});

describe("figures that nobody has", () => {
  const titled = (...ids: string[]) => ids.map((id) => figure(id, "ratio"));
  const lacking = (reason: string): Estimate => estimate(null, null, 1, reason);

  test("are told from the others, and together where they lack the same", () => {
    const { known, missing } = divided(titled("a", "b", "c", "d", "e"), [
      {
        a: lacking("too few"),
        b: estimate(0, null),
        c: lacking("x"),
        d: lacking("too few"),
        e: lacking("x"),
      },
      { a: lacking("too few"), b: lacking("x"), c: lacking("y"), d: lacking("too few"), e: lacking("x") },
    ]);
    expect(known.map(({ id }) => id)).toEqual(["b"]);
    expect(missing.map(missingText)).toEqual(["No a · d: too few.", "No c: x; y.", "No e: x."]);
  });

  test("are none where there is nobody", () => {
    expect(divided(titled("a"), [])).toEqual({ known: [], missing: [] });
  });
});
