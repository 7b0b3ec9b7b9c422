import { expect, test } from "vitest";
import { matrixGame, mirror } from "../../src/core/game.ts";
import { outcomeOf } from "../../src/core/outcome.ts";
import { stream } from "../../src/core/random.ts";
import { scoresOf, type MatchRecord } from "../../src/core/trajectory.ts";
import { tally } from "../../src/stats/tally.ts";
import { record } from "./records.ts";

const threeActions = matrixGame({
  id: "three",
  actions: ["A", "B", "C"].map((symbol) => ({ symbol, label: symbol })),
  row: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  column: [
    [10, 20, 30],
    [40, 50, 60],
    [70, 80, 90],
  ],
  cooperative: 1,
  source: null,
});

test("a tally counts outcomes, scores and cooperations from either seat", () => {
  const { row, column } = tally(record("a CCDD", "b CDCD", { repetition: 7 }));
  expect(row).toMatchObject({
    player: "a",
    coPlayer: "b",
    repetition: 7,
    turns: 4,
    score: 9,
    coPlayerScore: 9,
  });
  expect(row.outcomes).toEqual([1, 1, 1, 1]);
  const uneven = tally(record("a CCC", "b DDC"));
  expect(uneven.row).toMatchObject({ score: 3, coPlayerScore: 13, cooperations: 3, coPlayerCooperations: 1 });
  expect(uneven.column).toMatchObject({
    score: 13,
    coPlayerScore: 3,
    cooperations: 1,
    coPlayerCooperations: 3,
  });
  expect(uneven.row.outcomes).toEqual([1, 2, 0, 0]);
  expect(uneven.column.outcomes).toEqual([1, 0, 2, 0]);
  expect(column.firstMove).toBe(0);
});

test("a tally counts replies to each outcome, seen from the seat that replies", () => {
  // Row: after CD it plays D, after DC it plays C. Column: after DC it plays C, after CD it plays C.
  const { row, column } = tally(record("a CDC", "b DCC"));
  const replies = (pairs: Record<string, number>): number[] =>
    ["CC", "CD", "DC", "DD"].flatMap((outcome) => ["C", "D"].map((move) => pairs[`${outcome}>${move}`] ?? 0));
  expect(row.replies).toEqual(replies({ "CD>D": 1, "DC>C": 1 }));
  expect(column.replies).toEqual(replies({ "DC>C": 1, "CD>C": 1 }));
});

test("a tally of a random match agrees with counting turn by turn, in any game", () => {
  const random = stream("tally");
  const k = 3;
  const word = (): string => Array.from({ length: 500 }, () => "ABC"[random.below(k)]).join("");
  const played = record(`a ${word()}`, `b ${word()}`, { game: threeActions });
  const { row, column } = tally(played);
  for (const [seat, own, other] of [
    [row, played.row, played.column],
    [column, played.column, played.row],
  ] as const) {
    for (let outcome = 0; outcome < k * k; outcome++) {
      const turns = [...own.keys()].filter((turn) => outcomeOf(own[turn]!, other[turn]!, k) === outcome);
      expect(seat.outcomes[outcome]).toBe(turns.length);
      for (let action = 0; action < k; action++) {
        const replies = turns.filter((turn) => own[turn + 1] === action).length;
        expect(seat.replies[outcome * k + action]).toBe(replies);
      }
    }
    expect(seat.cooperations).toBe(own.filter((move) => move === 1).length);
  }
  const scores = scoresOf(played);
  expect([row.score, row.coPlayerScore]).toEqual([scores.row, scores.column]);
  expect(column.outcomes).toEqual(row.outcomes.map((_, outcome) => row.outcomes[mirror(outcome, k)]));
});

test("a game without a cooperative action has no cooperations", () => {
  const game = { ...threeActions, cooperative: null };
  const { row } = tally(record("a AB", "b BC", { game }));
  expect([row.cooperations, row.coPlayerCooperations, row.cooperative]).toEqual([null, null, null]);
});

test("an aborted match keeps its reason and the turns it had, even none", () => {
  const empty = tally(record("a", "b", { aborted: "refusal" }));
  expect(empty).toMatchObject({ status: "aborted", reason: "refusal" });
  expect(empty.row).toMatchObject({ turns: 0, score: 0, firstMove: null });
  expect(tally(record("a CC", "b CC", { aborted: "refusal" })).row.turns).toBe(2);
  expect(tally(record("a C", "b C")).reason).toBeNull();
});

test("a tally survives the way through JSON", () => {
  const played: MatchRecord = record("a CDDC", "b DDCC");
  expect(JSON.parse(JSON.stringify(tally(played)))).toEqual(tally(played));
});
