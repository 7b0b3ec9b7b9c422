import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import {
  cooperationByTurn,
  countByTurn,
  ofBothSeats,
  turnBins,
  type CurveObservation,
} from "../../src/stats/cooperation-by-turn.ts";
import { newRun, sampleRecord, threeByThree } from "../store/sample.ts";

/** A match as it counts, from the words of its seats. */
function record(row: string, column: string, repetition = 0, coPlayer = "defector"): MatchRecord {
  const sample = sampleRecord(newRun(), 0, 2, repetition, row.length);
  const moves = (word: string): Uint8Array => Uint8Array.from(word, (letter) => (letter === "C" ? 0 : 1));
  return {
    ...sample,
    match: { ...sample.match, column: coPlayer },
    row: moves(row),
    column: moves(column),
  };
}

const random = (): ReturnType<typeof stream> => stream(1, "test");

describe("turns stand together", () => {
  test("one by one where they are few", () => {
    expect(turnBins(3, 40)).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 2 },
      { from: 3, to: 3 },
    ]);
  });

  test("in bins of equal width where they are many, the last of which may be shorter", () => {
    expect(turnBins(7, 3)).toEqual([
      { from: 1, to: 3 },
      { from: 4, to: 6 },
      { from: 7, to: 7 },
    ]);
    expect(turnBins(200, 40)).toHaveLength(40);
    expect(turnBins(0, 40)).toEqual([]);
  });
});

describe("a seat counts", () => {
  const bins = turnBins(4, 2);

  test("its moves and cooperations by bin", () => {
    const counted = countByTurn(record("CCD", "DDC"), "row", bins)!;
    expect([...counted.moves]).toEqual([2, 1]);
    expect([...counted.cooperations]).toEqual([2, 0]);
  });

  test("together with the other one as one observation", () => {
    const match = record("CCD", "DDC");
    const both = ofBothSeats(countByTurn(match, "row", bins)!, countByTurn(match, "column", bins)!);
    expect([...both.moves]).toEqual([4, 2]);
    expect([...both.cooperations]).toEqual([2, 1]);
  });

  test("for nothing in a game without cooperation", () => {
    const match = sampleRecord(newRun({ game: threeByThree }), 0, 1, 0);
    expect(countByTurn(match, "row", bins)).toBeNull();
  });
});

describe("a curve", () => {
  const bins = turnBins(4, 4);
  const observed = (matches: readonly MatchRecord[]): CurveObservation[] =>
    matches.map((match) => countByTurn(match, "row", bins)!);

  test("is the share of moves, turn by turn, of the matches that got so far", () => {
    const matches = [record("CCDD", "DDDD", 0, "a"), record("CD", "DD", 0, "b"), record("D", "D", 0, "c")];
    const curve = cooperationByTurn(observed(matches), bins, random());
    expect(curve.map(({ rate }) => rate)).toEqual([2 / 3, 1 / 2, 0, 0]);
    expect(curve.map((point) => point.matches)).toEqual([3, 2, 1, 1]);
  });

  test("has no band where fewer than two matches got so far, and no rate where none did", () => {
    const matches = [record("CD", "DD", 0, "a"), record("D", "D", 0, "b")];
    const curve = cooperationByTurn(observed(matches), bins, random());
    expect(curve.map(({ interval }) => interval !== null)).toEqual([true, false, false, false]);
    expect(curve[2]).toMatchObject({ rate: null, interval: null, matches: 0 });
  });

  test("takes repetitions that came out alike for one match", () => {
    const alike = Array.from({ length: 10 }, (_, repetition) => record("CCCC", "DDDD", repetition));
    const curve = cooperationByTurn(observed(alike), bins, random());
    expect(curve[0]).toMatchObject({ rate: 1, interval: null, matches: 10 });
    const unlike = [...alike, record("CCCD", "DDDD", 10)];
    const [first, , , last] = cooperationByTurn(observed(unlike), bins, random());
    expect(first!.interval).toEqual({ low: 1, high: 1 });
    expect(last!.interval!.low).toBeLessThan(10 / 11);
  });

  test("does not depend on the order of matches, few or many", () => {
    for (const many of [30, 350]) {
      const coins = stream(2, "coins");
      const matches = Array.from({ length: many }, (_, i) =>
        record(coins.chance(0.5) ? "CDCD" : "DDCC", "DDDD", i % 7, `player-${Math.floor(i / 7)}`),
      );
      const forwards = cooperationByTurn(observed(matches), bins, random());
      const backwards = cooperationByTurn(observed(matches.toReversed()), bins, random());
      expect(backwards).toEqual(forwards);
    }
  });

  test.each([80, 4000])("of %i coins has the band of a binomial share", (many) => {
    const coins = stream(3, "coins", many);
    const matches = Array.from({ length: many }, (_, i) =>
      record(coins.chance(0.3) ? "C" : "D", "D", 0, `player-${i}`),
    );
    const [point] = cooperationByTurn(observed(matches), bins, random());
    const { rate, interval } = point!;
    const exact = 2 * 1.96 * Math.sqrt((rate! * (1 - rate!)) / many);
    // Three standard errors of a spread that 100 groups tell: 3 / sqrt(200).
    expect((interval!.high - interval!.low) / exact).toBeGreaterThan(0.79);
    expect((interval!.high - interval!.low) / exact).toBeLessThan(1.21);
  });
});
