import { describe, expect, test } from "vitest";
import { dilemma, fromColumnSeat, isSymmetric, matrixGame, mirror, payoffsOf } from "../../src/core/game.ts";
import { CC, CD, DC, DD } from "../../src/core/outcome.ts";

const actions = (symbols: string) => Array.from(symbols, (symbol) => ({ symbol, label: symbol }));

const battle = matrixGame({
  id: "battle",
  actions: actions("AB"),
  row: [
    [2, 0],
    [0, 1],
  ],
  column: [
    [1, 0],
    [0, 2],
  ],
  cooperative: null,
  source: null,
});

/** Nine payoffs a seat, no two alike. */
const three = matrixGame({
  id: "three",
  actions: actions("ABC"),
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

const payoffs = { R: 3, S: 0, T: 5, P: 1 };

describe("an outcome seen from the other seat", () => {
  test("has the actions swapped", () => {
    expect([CC, CD, DC, DD].map((outcome) => mirror(outcome, 2))).toEqual([CC, DC, CD, DD]);
    expect(Array.from({ length: 9 }, (_, outcome) => mirror(outcome, 3))).toEqual([
      0, 3, 6, 1, 4, 7, 2, 5, 8,
    ]);
  });

  test("seen from there again is itself", () => {
    for (const k of [2, 3, 5]) {
      for (let outcome = 0; outcome < k * k; outcome++) expect(mirror(mirror(outcome, k), k)).toBe(outcome);
    }
  });
});

describe("a dilemma", () => {
  test("gives the column seat what the row seat gets at the mirrored outcome", () => {
    const { payoff } = dilemma("prisoners-dilemma", payoffs, null);
    expect([...payoff.row]).toEqual([3, 0, 5, 1]);
    expect([...payoff.column]).toEqual([3, 5, 0, 1]);
  });

  test("is the symmetric matrix game of its payoffs, with C and D", () => {
    const { actions: named, ...game } = dilemma("a", payoffs, "Axelrod1984");
    const row = [
      [3, 0],
      [5, 1],
    ];
    expect(matrixGame({ id: "a", actions: named, row, cooperative: 0, source: "Axelrod1984" })).toEqual({
      ...game,
      actions: named,
    });
    expect(named.map(({ symbol }) => symbol)).toEqual(["C", "D"]);
  });

  test("may call its actions otherwise", () => {
    expect(dilemma("stag-hunt", payoffs, null, actions("SH")).actions).toEqual(actions("SH"));
  });

  test("has its R, S, T and P", () => {
    expect(payoffsOf(dilemma("a", payoffs, null))).toEqual(payoffs);
  });
});

describe("a game", () => {
  test("is symmetric where both seats face the same payoffs", () => {
    expect(isSymmetric(dilemma("a", payoffs, null))).toBe(true);
    expect(isSymmetric(battle)).toBe(false);
    expect(isSymmetric(three)).toBe(false);
    const row = [
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ];
    const cycle = { id: "cycle", actions: actions("RPS"), row, cooperative: null, source: null };
    expect(isSymmetric(matrixGame(cycle))).toBe(true);
    expect(isSymmetric(matrixGame({ ...cycle, column: row }))).toBe(false);
  });

  test("seen from the column seat has that seat's payoffs, by its own outcomes", () => {
    const seen = fromColumnSeat(three);
    expect([...seen.payoff.row]).toEqual([10, 40, 70, 20, 50, 80, 30, 60, 90]);
    expect([...seen.payoff.column]).toEqual([1, 4, 7, 2, 5, 8, 3, 6, 9]);
    expect(payoffsOf(fromColumnSeat(battle))).toEqual({ R: 1, S: 0, T: 0, P: 2 });
  });

  test("seen from the column seat twice is itself", () => {
    for (const game of [battle, three]) expect(fromColumnSeat(fromColumnSeat(game))).toEqual(game);
  });

  test("that is symmetric looks the same from either seat", () => {
    const game = dilemma("a", payoffs, null);
    expect(fromColumnSeat(game)).toBe(game);
  });
});
