import { expect, test } from "vitest";
import { matrixGame } from "../../src/core/game.ts";
import { stream } from "../../src/core/random.ts";
import { metrics } from "../../src/stats/index.ts";
import { pairwise } from "../../src/stats/pairwise.ts";
import { ranked, standings, type Standing } from "../../src/stats/standings.ts";
import type { MatchTally } from "../../src/stats/tally.ts";
import { tallied } from "./records.ts";

const rank = (tallies: readonly MatchTally[], players: string): Standing[] =>
  standings(tallies, { players: players.split(""), random: stream(0) });

const of = (table: readonly Standing[], player: string): Standing =>
  table.find((standing) => standing.player === player)!;

const tournament = [
  tallied("a CCCC", "a CCCC"),
  tallied("a CCCC", "b DDDD"),
  tallied("a CCCC", "c CDCD"),
  tallied("b DDDD", "b DDDD"),
  tallied("b DDDD", "c CDCD"),
  tallied("c CDCD", "c CDCC"),
];

test("figures come from matches against others", () => {
  const table = rank(tournament, "abc");
  expect(table.map(({ rank: place, player }) => [place, player])).toEqual([
    [1, "b"],
    [2, "c"],
    [3, "a"],
  ]);
  expect(of(table, "a")).toMatchObject({
    matches: 2,
    aborted: 0,
    meanPayoffPerTurn: (0 + 1.5) / 2,
    medianPayoffPerTurn: (0 + 1.5) / 2,
    wins: 0,
    cooperation: 1,
    firstMoveCooperation: 1,
    goodPartner: 1,
    vengefulCooperation: 1,
  });
  expect(of(table, "b")).toMatchObject({ meanPayoffPerTurn: (5 + 3) / 2, wins: 2, goodPartner: 0 });
  expect(of(table, "c")).toMatchObject({
    wins: 1,
    cooperation: 0.5,
    goodPartner: 0.5,
    vengefulCooperation: 0,
  });
});

test("self-play is in the matrices, both seats pooled", () => {
  const { payoff, cooperation, matches, goodPartner } = pairwise(tournament, ["a", "b", "c"]);
  // CC DD CC DC is 3 + 1 + 3 + 0 and 3 + 1 + 3 + 5.
  expect(payoff).toEqual([
    [3, 0, 1.5],
    [5, 1, 3],
    [4, 0.5, 9.5 / 4],
  ]);
  expect(cooperation).toEqual([
    [1, 1, 1],
    [0, 0, 0],
    [0.5, 0.5, 5 / 8],
  ]);
  expect(matches).toEqual([
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ]);
  expect(goodPartner).toEqual([
    [0, 1, 1],
    [0, 0, 0],
    [0, 1, 0],
  ]);
});

test("both seat orders of a pair are measured together", () => {
  const both = [tallied("a CC", "b DD"), tallied("b CC", "a CC")];
  const { payoff, matches } = pairwise(both, ["a", "b"]);
  expect(payoff).toEqual([
    [null, 1.5],
    [4, null],
  ]);
  expect(matches).toEqual([
    [0, 2],
    [2, 0],
  ]);
  expect(of(rank(both, "ab"), "b").meanPayoffPerTurn).toBe(4);
});

test("an aborted match is counted and is in no figure", () => {
  const aborted = [
    tallied("a DD", "b CC", { aborted: "refusal" }),
    tallied("c", "c", { aborted: "refusal" }),
    tallied("a", "b", { aborted: "refusal", repetition: 1 }),
  ];
  const table = rank([...tournament, ...aborted], "abc");
  const counts = { a: 2, b: 2, c: 1 };
  for (const standing of rank(tournament, "abc")) {
    const player = standing.player as keyof typeof counts;
    expect(of(table, player)).toEqual({ ...standing, aborted: counts[player] });
  }
  expect(pairwise(aborted, ["a", "b", "c"]).aborted).toEqual([
    [0, 2, 0],
    [2, 0, 0],
    [0, 0, 1],
  ]);
});

test("a player without a complete match has null figures and stands last", () => {
  const table = rank([tallied("b DD", "c DD"), tallied("a", "b", { aborted: "refusal" })], "abc");
  expect(table[2]).toEqual({
    rank: 3,
    player: "a",
    matches: 0,
    aborted: 1,
    meanPayoffPerTurn: null,
    interval: null,
    medianPayoffPerTurn: null,
    wins: null,
    medianWins: null,
    cooperation: null,
    firstMoveCooperation: null,
    goodPartner: null,
    vengefulCooperation: null,
    eigenjesus: null,
    eigenmoses: null,
  });
});

test("no match yet leaves the players in their order", () => {
  expect(rank([], "cab").map(({ player }) => player)).toEqual(["c", "a", "b"]);
});

test("a game without cooperation has payoffs and wins, and null where cooperation is asked for", () => {
  const game = matrixGame({
    id: "matching-pennies",
    actions: ["H", "T"].map((symbol) => ({ symbol, label: symbol })),
    row: [
      [1, -1],
      [-1, 1],
    ],
    column: [
      [-1, 1],
      [1, -1],
    ],
    cooperative: null,
    source: null,
  });
  const table = rank([tallied("a HHT", "b HHH", { game })], "ab");
  expect(table[0]).toMatchObject({
    player: "a",
    meanPayoffPerTurn: 1 / 3,
    wins: 1,
    cooperation: null,
    goodPartner: null,
  });
  expect(table[0]).toMatchObject({ firstMoveCooperation: null, vengefulCooperation: null, eigenjesus: null });
});

test("ties share a rank and keep the order of the players, however their sums were rounded", () => {
  const tied = [tallied("a CC", "b CC"), tallied("a CC", "c CC"), tallied("b CC", "c CC")];
  const withLast = [...tied, tallied("d CC", "e DD"), tallied("f CC", "g CC")];
  const places = (table: readonly Standing[]) => table.map((one) => `${one.rank} ${one.player}`);
  expect(places(rank(tied, "cab"))).toEqual(["1 c", "1 a", "1 b"]);
  expect(places(rank(withLast, "hdcfaebgi"))).toEqual([
    "1 e",
    "2 c",
    "2 f",
    "2 a",
    "2 b",
    "2 g",
    "7 d",
    "8 h",
    "8 i",
  ]);
  const figures = [0.3, 0.1 + 0.2, null, 0.3, 0.4, null];
  const order = ranked([...figures.keys()], (i) => figures[i]!);
  expect(order.map(({ rank: place, item }) => [place, item])).toEqual([
    [1, 4],
    [2, 0],
    [2, 1],
    [2, 3],
    [5, 2],
    [5, 5],
  ]);
});

test("ranking by the median ties where medians do", () => {
  const repetitions = ["CCCC", "CCCC", "DDDD"].map((moves, repetition) =>
    tallied(`a ${moves}`, "b CCCC", { repetition }),
  );
  const table = standings(repetitions, { players: ["b", "a"], random: stream(0), rankBy: "median" });
  expect(table.map((one) => [one.rank, one.player])).toEqual([
    [1, "b"],
    [1, "a"],
  ]);
  expect(rank(repetitions, "ba").map((one) => [one.rank, one.player])).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
});

test("every turn counts the same in payoffs and cooperation, every match in first moves, partners and medians", () => {
  const uneven = [tallied("a DCCC", "b CCCC"), tallied("a D", "b D"), tallied("a CDD", "a CCC")];
  const a = of(rank(uneven, "ab"), "a");
  expect(a).toMatchObject({
    meanPayoffPerTurn: (5 + 9 + 1) / 5,
    cooperation: 3 / 5,
    firstMoveCooperation: 0,
    goodPartner: 1 / 2,
    medianPayoffPerTurn: (14 / 4 + 1) / 2,
  });
  expect(a.vengefulCooperation).toBeCloseTo(1 / 5, 15);
  const { payoff, cooperation } = pairwise([...uneven, tallied("a D", "a C")], ["a", "b"]);
  // Self-play of 3 turns and of 1: both seats have 8 turns, of which 4 + 1 cooperated.
  expect(payoff).toEqual([
    [(13 + 3 + 5 + 0) / 8, 15 / 5],
    [(9 + 0 + 1) / 5, null],
  ]);
  expect(cooperation).toEqual([
    [(1 + 3 + 0 + 1) / 8, 3 / 5],
    [4 / 5, null],
  ]);
});

test("the median is over repetitions, and can be ranked by", () => {
  const repetitions = ["DDDD", "CCCC", "CCCC"].flatMap((moves, repetition) => [
    tallied(`a ${moves}`, "b CCCC", { repetition }),
    tallied("a CCCC", "c CCCC", { repetition }),
    tallied("b CCCD", "c CCCC", { repetition }),
  ]);
  const a = of(rank(repetitions, "abc"), "a");
  expect(a).toMatchObject({ meanPayoffPerTurn: 20 / 6, medianPayoffPerTurn: 3, wins: 1, medianWins: 0 });
  const byMedian = standings(repetitions, { players: ["a", "b", "c"], random: stream(0), rankBy: "median" });
  expect(byMedian.map(({ player }) => player)).toEqual(["b", "a", "c"]);
  expect(rank(repetitions, "abc").map(({ player }) => player)).toEqual(["a", "b", "c"]);
});

test("the table does not depend on the order in which matches ended", () => {
  expect(rank(tournament.toReversed(), "abc")).toEqual(rank(tournament, "abc"));
});

test("a player's interval does not depend on who else stands in the table before it", () => {
  const alone = of(rank(tournament, "abc"), "c").interval;
  expect(alone).not.toBeNull();
  expect(of(rank(tournament, "cba"), "c").interval).toEqual(alone);
});

test("a match of a stranger is refused", () => {
  expect(() => rank([tallied("a C", "z C")], "ab")).toThrow("z, who is not in the tournament");
});

test("every metric has an id of its own and measures a field without matches", () => {
  const ids = metrics.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const empty = pairwise([], ["a", "b"]);
  for (const metric of metrics) {
    expect(metric.of === "player" ? [metric.measure([])] : metric.measure(empty)).not.toContain(NaN);
  }
});
