import { describe, expect, test } from "vitest";
import { dilemma, type Game } from "../../src/core/game.ts";
import { stream } from "../../src/core/random.ts";
import type { MatchKey, MatchSpec } from "../../src/core/trajectory.ts";
import { turnsOf } from "../../src/match/length.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { findGame } from "../../src/registry.ts";
import { expectedOver, expectedUnder, type MarkovPair, type MemoryOne } from "../../src/stats/markov.ts";
import { pairwise } from "../../src/stats/pairwise.ts";
import { standings } from "../../src/stats/standings.ts";
import { tally, type SeatTally } from "../../src/stats/tally.ts";
import { memoryOne } from "../../src/strategies/memory-one.ts";
import { prisonersDilemma } from "./records.ts";

const ALLC: MemoryOne = { p: [1, 1, 1, 1], first: 1 };
const ALLD: MemoryOne = { p: [0, 0, 0, 0], first: 0 };
const TFT: MemoryOne = { p: [1, 0, 1, 0], first: 1 };
const STFT: MemoryOne = { p: [1, 0, 1, 0], first: 0 };
const WSLS: MemoryOne = { p: [1, 0, 0, 1], first: 1 };

const pair = (row: MemoryOne, column: MemoryOne, noise = 0, game: Game = prisonersDilemma): MarkovPair => ({
  row,
  column,
  noise,
  game,
});

function expectPayoffs(actual: { row: number; column: number }, row: number, column: number): void {
  expect(actual.row).toBeCloseTo(row, 12);
  expect(actual.column).toBeCloseTo(column, 12);
}

/** Memory-one players that never repeat a figure, as co-players for what must hold against anyone. */
const anyone: readonly MemoryOne[] = Array.from({ length: 20 }, (_, i) => {
  const random = stream("anyone", i);
  return { p: Array.from({ length: 4 }, () => 0.02 + 0.96 * random.next()), first: random.next() };
});

describe("closed forms", () => {
  test("a cooperator against a defector", () => {
    for (const turns of [1, 7, 200]) expectPayoffs(expectedOver(pair(ALLC, ALLD), turns).payoff, 0, 5);
    for (const delta of [0, 0.5, 1]) expectPayoffs(expectedUnder(pair(ALLC, ALLD), delta).payoff, 0, 5);
  });

  test("tit for tat against a defector loses the first turn only", () => {
    for (const turns of [1, 2, 200]) {
      expectPayoffs(expectedOver(pair(TFT, ALLD), turns).payoff, (turns - 1) / turns, (turns + 4) / turns);
    }
    for (const delta of [0, 0.3, 0.99]) {
      expectPayoffs(expectedUnder(pair(TFT, ALLD), delta).payoff, delta, 5 * (1 - delta) + delta);
    }
    expectPayoffs(expectedUnder(pair(TFT, ALLD), 1).payoff, 1, 1);
  });

  test("a periodic pair has a long-run average: tit for tat and its suspicious kin alternate", () => {
    expectPayoffs(expectedUnder(pair(TFT, STFT), 1).payoff, 2.5, 2.5);
    expectPayoffs(expectedUnder(pair(TFT, STFT), 0.5).payoff, 5 / 3, 10 / 3);
  });

  test("a reducible pair keeps to where it started", () => {
    expectPayoffs(expectedUnder(pair(TFT, TFT), 1).payoff, 3, 3);
    expectPayoffs(expectedUnder(pair(STFT, STFT), 1).payoff, 1, 1);
    expectPayoffs(
      expectedUnder(pair({ ...TFT, first: 0.25 }, TFT), 1).payoff,
      0.25 * 3 + 0.75 * 2.5,
      0.25 * 3 + 0.75 * 2.5,
    );
  });

  test("noise of any size makes tit for tat forget how it began", () => {
    for (const noise of [1e-9, 0.01, 0.5]) {
      expectPayoffs(expectedUnder(pair(TFT, TFT, noise), 1).payoff, 2.25, 2.25);
    }
  });

  test("noisy cooperators flip independently", () => {
    const { outcomes, cooperation } = expectedOver(pair(ALLC, ALLD, 0.1), 50);
    [0.9 * 0.1, 0.9 * 0.9, 0.1 * 0.1, 0.1 * 0.9].forEach((chance, outcome) => {
      expect(outcomes[outcome]).toBeCloseTo(chance, 12);
    });
    expectPayoffs(cooperation, 0.9, 0.1);
  });

  test("the seats may face different payoffs", () => {
    const game: Game = {
      ...prisonersDilemma,
      payoff: { row: Float64Array.of(1, 2, 3, 4), column: Float64Array.of(10, 20, 30, 40) },
    };
    expectPayoffs(expectedOver(pair(ALLC, ALLD, 0, game), 10).payoff, 2, 20);
    expectPayoffs(expectedUnder(pair(ALLD, ALLC, 0, game), 1).payoff, 3, 30);
  });

  test("swapping the seats swaps the payoffs", () => {
    for (const other of anyone) {
      const { payoff } = expectedUnder(pair(WSLS, other), 0.9);
      expectPayoffs(expectedUnder(pair(other, WSLS), 0.9).payoff, payoff.column, payoff.row);
    }
  });
});

describe("zero-determinant players against anyone", () => {
  test.each([
    ["extort-2", [8 / 9, 1 / 2, 1 / 3, 0], 1, 2],
    ["a generous one", [1, 1 / 8, 1, 1 / 4], 3, 2],
  ])("%s holds own gains to a multiple of the co-player's", (_, p, baseline, factor) => {
    for (const other of anyone) {
      const { row, column } = expectedUnder(pair({ p, first: 1 }, other), 1).payoff;
      expect(row - baseline).toBeCloseTo(factor * (column - baseline), 11);
    }
  });

  test("an equaliser fixes what the co-player gets", () => {
    for (const other of anyone) {
      const { column } = expectedUnder(pair({ p: [2 / 3, 0, 2 / 3, 1 / 3], first: 0.5 }, other), 1).payoff;
      expect(column).toBeCloseTo(2, 12);
    }
  });
});

test("continuation in the limit, and a finite match, approach the long-run average", () => {
  for (const other of anyone) {
    const limit = expectedUnder(pair(WSLS, other), 1).payoff.row;
    expect(expectedUnder(pair(WSLS, other), 1 - 1e-9).payoff.row).toBeCloseTo(limit, 6);
    expect(expectedOver(pair(WSLS, other), 100_000).payoff.row).toBeCloseTo(limit, 2);
  }
});

test("continuation is the sum over turns that it says it is", () => {
  const [other] = anyone;
  const chain = pair({ p: [0.9, 0.2, 0.7, 0.4], first: 0.5 }, other!, 0.05);
  const delta = 0.8;
  let sum = 0;
  for (let turns = 1; turns < 300; turns++) {
    // Payoff of turn t alone, as the difference of two totals.
    const before = turns === 1 ? 0 : expectedOver(chain, turns - 1).payoff.row * (turns - 1);
    const now = expectedOver(chain, turns).payoff.row * turns - before;
    sum += (1 - delta) * delta ** (turns - 1) * now;
  }
  expect(expectedUnder(chain, delta).payoff.row).toBeCloseTo(sum, 10);
});

test.each([
  [
    "a chance",
    () => expectedOver(pair({ p: [1, 1.2, 0, 0], first: 1 }, ALLC), 1),
    "a chance of C must be in [0, 1], got 1.2",
  ],
  ["noise", () => expectedOver(pair(ALLC, ALLC, -0.1), 1), "noise must be in [0, 1], got -0.1"],
  ["continuation", () => expectedUnder(pair(ALLC, ALLC), NaN), "continuation must be in [0, 1], got NaN"],
  ["continuation", () => expectedUnder(pair(ALLC, ALLC), 1.01), "continuation must be in [0, 1], got 1.01"],
  ["no turns", () => expectedOver(pair(ALLC, ALLC), 0), "turns must be a positive integer, got 0"],
  ["half a turn", () => expectedOver(pair(ALLC, ALLC), 2.5), "turns must be a positive integer, got 2.5"],
  [
    "turns without end",
    () => expectedOver(pair(ALLC, ALLC), Infinity),
    "turns must be a positive integer, got Infinity",
  ],
  [
    "a chance on the first turn",
    () => expectedUnder(pair(ALLC, { ...ALLC, first: NaN }), 1),
    "a chance of C must be in [0, 1], got NaN",
  ],
  [
    "a vector that is short",
    () => expectedUnder(pair({ p: [1, 0, 1], first: 1 }, ALLC), 1),
    "a vector has 4 chances of C, got 3: [1, 0, 1]",
  ],
  [
    "a vector that is long",
    () => expectedOver(pair(ALLC, { p: [1, 0, 1, 0, 1], first: 1 }), 1),
    "a vector has 4 chances of C, got 5: [1, 0, 1, 0, 1]",
  ],
  [
    "a game of three actions",
    () => expectedOver(pair(ALLC, ALLC, 0, findGame("rock-paper-scissors")), 1),
    "a memory-one pair needs a game of 2 actions, got 3 of rock-paper-scissors",
  ],
])("%s out of range is refused with its value", (_, expectation, message) => {
  expect(expectation).toThrow(new RangeError(message));
});

describe("the table agrees within three standard errors", () => {
  const mixed: MemoryOne = { p: [0.8, 0.3, 0.6, 0.2], first: 0.7 };
  const chicken = dilemma("chicken", { R: 3, S: 1, T: 4, P: 0 }, null);
  const pairs: [string, MarkovPair][] = [
    ["mixed and win-stay lose-shift", pair(mixed, WSLS)],
    ["mixed and tit for tat, noise 0.05", pair(mixed, TFT, 0.05)],
    ["tit for tat and its suspicious kin, noise 0.1", pair(TFT, STFT, 0.1)],
    [
      "mixed and another at chicken, noise 0.02",
      pair(mixed, { p: [0.5, 0.9, 0.1, 0.6], first: 0 }, 0.02, chicken),
    ],
  ];
  const matches = 3000;

  const play = (chain: MarkovPair, turns: (key: MatchKey) => number) => {
    const seat = ({ p, first }: MemoryOne) => memoryOne.create({ p: [...p], first });
    const { game, noise } = chain;
    const [row, column] = [seat(chain.row), seat(chain.column)];
    const tallies = Array.from({ length: matches }, (_, repetition) => {
      const key = { seed: 7, row: row.id, column: column.id, repetition };
      const told = { game, noise, horizon: "unknown" } as const;
      const match: MatchSpec = { ...key, game, turns: turns(key), noise, told };
      return tally(playScalar(row, column, match));
    });
    return { players: [row.id, column.id], tallies };
  };

  /** Standard error of a total over all turns, to first order. */
  const errorOf = (rate: number, seats: readonly SeatTally[], total: (seat: SeatTally) => number): number => {
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const residuals = sum(seats.map((seat) => (total(seat) - rate * seat.turns) ** 2));
    return Math.sqrt(residuals) / sum(seats.map(({ turns: played }) => played));
  };

  const lengths: [
    string,
    (key: MatchKey) => number,
    (chain: MarkovPair) => ReturnType<typeof expectedOver>,
  ][] = [
    ["30 turns", () => 30, (chain) => expectedOver(chain, 30)],
    [
      "continuation 0.9",
      (key) => turnsOf({ continuation: 0.9 }, 1e6, key),
      (chain) => expectedUnder(chain, 0.9),
    ],
  ];

  describe.each(lengths)("%s", (_, turns, expectation) => {
    test.each(pairs)("%s", (__, chain) => {
      const { players, tallies } = play(chain, turns);
      const expected = expectation(chain);
      const table = standings(tallies, { players, random: stream(0), resamples: 0 });
      const matrices = pairwise(tallies, players);
      (["row", "column"] as const).forEach((seat, i) => {
        const seats = tallies.map((match) => match[seat]);
        const standing = table.find(({ player }) => player === players[i])!;
        const figures = [
          [standing.meanPayoffPerTurn!, expected.payoff[seat], ({ score }: SeatTally) => score],
          [standing.cooperation!, expected.cooperation[seat], (one: SeatTally) => one.cooperations!],
        ] as const;
        for (const [figure, value, total] of figures) {
          expect(Math.abs(figure - value)).toBeLessThan(3 * errorOf(figure, seats, total));
        }
        expect(matrices.payoff[i]![1 - i]).toBe(standing.meanPayoffPerTurn);
        expect(matrices.cooperation[i]![1 - i]).toBe(standing.cooperation);
      });
    });
  });
});
