import { describe, expect, test } from "vitest";
import { fromColumnSeat, isSymmetric, payoffsOf } from "../../src/core/game.ts";
import { games } from "../../src/games/index.ts";

const game = (id: string, parameters = {}) => games.find((entry) => entry.id === id)!.create(parameters);

describe("the named games", () => {
  test.each([
    ["prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }],
    ["donation", { R: 1, S: -1, T: 2, P: 0 }],
    ["stag-hunt", { R: 4, S: 1, T: 3, P: 2 }],
    ["chicken", { R: 3, S: 2, T: 4, P: 1 }],
    ["harmony", { R: 4, S: 2, T: 3, P: 1 }],
    ["deadlock", { R: 2, S: 1, T: 4, P: 3 }],
  ])("%s has its R, S, T and P", (id, payoffs) => {
    expect(payoffsOf(game(id))).toEqual(payoffs);
    expect(isSymmetric(game(id))).toBe(true);
  });

  test("those with two roles are asymmetric, and the column seat sees its own payoffs", () => {
    for (const id of ["battle-of-the-sexes", "matching-pennies"]) expect(isSymmetric(game(id))).toBe(false);
    expect([...fromColumnSeat(game("battle-of-the-sexes")).payoff.row]).toEqual([1, 0, 0, 2]);
    expect([...fromColumnSeat(game("matching-pennies")).payoff.row]).toEqual([-1, 1, 1, -1]);
  });

  test("rock, paper, scissors is a cycle of zero sum", () => {
    const { row, column } = game("rock-paper-scissors").payoff;
    expect([...row]).toEqual([0, -1, 1, 1, 0, -1, -1, 1, 0]);
    row.forEach((payoff, outcome) => expect(payoff + column[outcome]!).toBe(0));
  });

  test("in the traveller's dilemma undercutting by one always pays, and the highest claims pay both most", () => {
    const { payoff } = game("travellers-dilemma");
    for (let other = 0; other < 3; other++) {
      expect(payoff.row[(other + 1) * 4 + other]).toBeGreaterThan(payoff.row[other * 4 + other]!);
    }
    expect([...payoff.row]).toEqual([5, 2, 1, 0, 6, 4, 1, 0, 5, 5, 3, 0, 4, 4, 4, 2]);
  });

  test("every action's symbol is one upper-case letter of its own", () => {
    for (const entry of games) {
      const symbols = entry.create().actions.map(({ symbol }) => symbol);
      expect(new Set(symbols).size).toBe(symbols.length);
      for (const symbol of symbols) expect(symbol).toMatch(/^[A-Z]$/);
    }
  });
});

describe("a named game at other payoffs", () => {
  test("shows them in its id", () => {
    expect(game("prisoners-dilemma", { T: 4 }).id).toBe("prisoners-dilemma(T=4)");
  });

  test("is refused where they make it another game", () => {
    expect(() => game("prisoners-dilemma", { R: 6 })).toThrow("needs T > R > P > S, got R=6, S=0, T=5, P=1");
    expect(() => game("donation", { cost: 3 })).toThrow("needs benefit > cost > 0, got benefit=2, cost=3");
  });
});
