import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import type { Strategy } from "../../src/core/player.ts";
import { meanOf } from "../../src/stats/average.ts";
import { vengeful } from "../../src/stats/cooperation.ts";
import { eigenjesus, eigenmoses } from "../../src/stats/morality.ts";
import { pairwise } from "../../src/stats/pairwise.ts";
import { byRepetition as seatsByRepetition, seatsOf } from "../../src/stats/seats.ts";
import { ranked, standings, type Standing } from "../../src/stats/standings.ts";
import { stateDistribution } from "../../src/stats/states.ts";
import { tally, type MatchTally, type SeatTally } from "../../src/stats/tally.ts";
import {
  axelrodFirst,
  deterministic,
  entriesByClass,
  roundRobin,
  type Tournament,
} from "./axelrod-tournaments.ts";

/** The fixtures are rounded to ten digits. */
const DIGITS = 9;

const classesOf = ({ players }: Tournament): string[] => players.map((player) => player.class);

/** The tally of a match of which the library's tables say the scores, the cooperations and the first moves. */
function talliesFrom(tournament: Tournament): MatchTally[] {
  const { turns, payoff_matrix, normalised_cooperation, initial_cooperation_rate } = tournament;
  const names = classesOf(tournament);
  const seat = (own: number, other: number): SeatTally => ({
    player: names[own]!,
    coPlayer: names[other]!,
    seat: own < other ? "row" : "column",
    repetition: 0,
    turns,
    score: Math.round(payoff_matrix[own]![other]! * turns),
    coPlayerScore: Math.round(payoff_matrix[other]![own]! * turns),
    actions: 2,
    cooperative: 0,
    outcomes: [],
    replies: [],
    firstMove: 1 - initial_cooperation_rate[own]!,
    cooperations: Math.round(normalised_cooperation[own]![other]! * turns),
    coPlayerCooperations: Math.round(normalised_cooperation[other]![own]! * turns),
  });
  return names.flatMap((_, i) =>
    names.slice(i).map((__, at): MatchTally => {
      const j = i + at;
      return { row: seat(i, j), column: seat(j, i), repetition: 0, status: "complete", reason: null };
    }),
  );
}

function expectEach(
  players: readonly string[],
  ours: readonly (number | null)[],
  theirs: readonly number[],
): void {
  expect(ours.length).toBe(theirs.length);
  ours.forEach((figure, i) => expect(figure, players[i]).toBeCloseTo(theirs[i]!, DIGITS));
}

describe.each([
  ["axelrod-first", axelrodFirst],
  ["deterministic", deterministic],
])("formulas on the library's own matrices: %s", (_, tournament) => {
  const players = classesOf(tournament);
  const field = { ...pairwise([], players), cooperation: tournament.normalised_cooperation };

  test("eigenjesus and eigenmoses are the converged ones", () => {
    expectEach(players, eigenjesus.measure(field), tournament.eigenjesus_converged);
    expectEach(players, eigenmoses.measure(field), tournament.eigenmoses_converged);
  });

  test("the library's own, stopped early, differ by at most 2e-4", () => {
    eigenjesus.measure(field).forEach((rating, i) => {
      expect(Math.abs(rating! - tournament.eigenjesus_rating[i]!)).toBeLessThan(2e-4);
    });
    eigenmoses.measure(field).forEach((rating, i) => {
      expect(Math.abs(rating! - tournament.eigenmoses_rating[i]!)).toBeLessThan(2e-4);
    });
  });

  test("vengeful cooperation scales cooperation", () => {
    tournament.normalised_cooperation.forEach((row, i) => {
      expectEach(players, row.map(vengeful), tournament.vengeful_cooperation[i]!);
    });
  });

  test("the ranking is by the median, ties in order", () => {
    const order = ranked([...players.keys()], (i) => tournament.score_per_turn_median[i]!);
    expect(order.map(({ item }) => item)).toEqual(tournament.ranking);
  });
});

describe("standings of the deterministic tournament", () => {
  const players = classesOf(deterministic);
  const table = standings(talliesFrom(deterministic), { players, random: stream(0), rankBy: "median" });
  const inOrder = players.map((player) => table.find((standing) => standing.player === player)!);
  const column = (figure: (standing: Standing) => number | null): (number | null)[] => inOrder.map(figure);

  test.each([
    ["mean payoff", (s: Standing) => s.meanPayoffPerTurn, deterministic.score_per_turn_mean],
    ["median payoff", (s: Standing) => s.medianPayoffPerTurn, deterministic.score_per_turn_median],
    ["wins", (s: Standing) => s.wins, deterministic.wins_mean],
    ["median wins", (s: Standing) => s.medianWins, deterministic.wins_median],
    ["cooperation", (s: Standing) => s.cooperation, deterministic.cooperating_rating],
    [
      "first-move cooperation",
      (s: Standing) => s.firstMoveCooperation,
      deterministic.initial_cooperation_rate,
    ],
    ["good partner", (s: Standing) => s.goodPartner, deterministic.good_partner_rating],
    ["eigenjesus", (s: Standing) => s.eigenjesus, deterministic.eigenjesus_converged],
    ["eigenmoses", (s: Standing) => s.eigenmoses, deterministic.eigenmoses_converged],
  ])("%s is the library's for all 152 players", (_, figure, theirs) => {
    expectEach(players, column(figure), theirs);
  });

  test("the ranking is the library's", () => {
    expect(table.map(({ player }) => players.indexOf(player))).toEqual(deterministic.ranking);
  });

  test("the good partner matrix is the library's", () => {
    expect(pairwise(talliesFrom(deterministic), players).goodPartner).toEqual(
      deterministic.good_partner_matrix,
    );
  });
});

describe("the deterministic tournament, played by our strategies", () => {
  const classes = classesOf(deterministic);
  const ours = classes.filter((name) => entriesByClass.has(name));
  const strategies = ours.map((name) => entriesByClass.get(name)!.create());
  const classById = new Map(strategies.map(({ id }, i) => [id, ours[i]!]));
  const renamed = (seat: SeatTally): SeatTally => ({
    ...seat,
    player: classById.get(seat.player)!,
    coPlayer: classById.get(seat.coPlayer)!,
  });
  const tallies = roundRobin(strategies, 1).map((record): MatchTally => {
    const counted = tally(record);
    return { ...counted, row: renamed(counted.row), column: renamed(counted.column) };
  });

  test("payoff and cooperation matrices are the library's", () => {
    const { payoff, cooperation } = pairwise(tallies, ours);
    const at = ours.map((name) => classes.indexOf(name));
    at.forEach((row, i) => {
      const cells = (matrix: readonly (readonly number[])[]): number[] =>
        at.map((column) => matrix[row]![column]!);
      const against = ours.map((name) => `${ours[i]!} against ${name}`);
      expectEach(against, payoff[i]!, cells(deterministic.payoff_matrix));
      expectEach(against, cooperation[i]!, cells(deterministic.normalised_cooperation));
    });
  });

  test("standings are those of the library's tables among these players", () => {
    const theirs = talliesFrom(deterministic).filter(
      ({ row, column }) => entriesByClass.has(row.player) && entriesByClass.has(column.player),
    );
    const table = (of: readonly MatchTally[]): Standing[] =>
      standings(of, { players: ours, random: stream(0) });
    expect(table(tallies)).toEqual(table(theirs));
  });

  test("states are spread as in the library where the whole field is ours", () => {
    const seats = seatsOf(tallies);
    for (const name of ours) {
      const states = stateDistribution(seats.get(name)!);
      expect(states[0]!.trials).toBe((ours.length - 1) * deterministic.turns);
      if (ours.length < classes.length) continue;
      const { CC, CD, DC, DD } = deterministic.state_distribution[classes.indexOf(name)]!;
      expect(states.map(({ hits }) => hits)).toEqual([CC, CD, DC, DD]);
    }
  });
});

interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

function estimate(values: readonly number[]): Estimate {
  const mean = meanOf(values)!;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, standardError: Math.sqrt(variance / values.length) };
}

/** Ten times the library's, so that we see how often the rare events happen that one repetition of theirs had. */
const REPETITIONS = 1000;

/**
 * Within five joint standard errors: with some thousand cells, five is where true strategies pass every time. Where the
 * library gives no spread, it is taken to be ours.
 *
 * @param standardError of their mean
 */
function expectClose(what: string, ours: Estimate, mean: number, standardError?: number): void {
  const theirs = standardError ?? ours.standardError * Math.sqrt(REPETITIONS / axelrodFirst.repetitions);
  const tolerance = 5 * Math.hypot(ours.standardError, theirs) + 1e-9;
  expect(Math.abs(ours.mean - mean), `${what}: ours ${ours.mean}, theirs ${mean}`).toBeLessThanOrEqual(
    tolerance,
  );
}

describe("Axelrod's first tournament, played by our strategies", () => {
  const classes = classesOf(axelrodFirst);
  const { repetitions, turns } = axelrodFirst;
  const strategies = classes.map((name): Strategy => {
    const entry = entriesByClass.get(name);
    if (entry === undefined) throw new Error(`no strategy has the Axelrod name ${name}`);
    return entry.create();
  });
  const players = strategies.map(({ id }) => id);
  const tallies = roundRobin(strategies, REPETITIONS).map(tally);
  const size = tallies.length / REPETITIONS;
  const byRepetition = Array.from({ length: REPETITIONS }, (_, repetition) =>
    tallies.slice(repetition * size, (repetition + 1) * size),
  );
  const tables = byRepetition.map((group) => standings(group, { players, random: stream(0), resamples: 0 }));
  const table = standings(tallies, { players, random: stream(0) });

  /** A figure of one player in every repetition. */
  const repeated = (player: string, figure: (standing: Standing) => number | null): number[] =>
    tables.map((rows) => figure(rows.find((standing) => standing.player === player)!)!);

  test("standings are made of complete matches against others", () => {
    for (const { matches, aborted } of table) expect([matches, aborted]).toEqual([14 * REPETITIONS, 0]);
  });

  test("payoffs and cooperation agree, pair by pair", () => {
    const matrices = byRepetition.map((group) => pairwise(group, players));
    classes.forEach((row, i) => {
      classes.forEach((column, j) => {
        const payoff = estimate(matrices.map((matrix) => matrix.payoff[i]![j]!));
        const theirError = axelrodFirst.payoff_stddevs![i]![j]! / Math.sqrt(repetitions);
        expectClose(
          `payoff of ${row} against ${column}`,
          payoff,
          axelrodFirst.payoff_matrix[i]![j]!,
          theirError,
        );
        const cooperation = estimate(matrices.map((matrix) => matrix.cooperation[i]![j]!));
        const theirs = axelrodFirst.normalised_cooperation[i]![j]!;
        expectClose(`cooperation of ${row} with ${column}`, cooperation, theirs);
      });
    });
  });

  test.each([
    ["wins", (s: Standing) => s.wins, axelrodFirst.wins_mean],
    ["cooperation", (s: Standing) => s.cooperation, axelrodFirst.cooperating_rating],
    [
      "first-move cooperation",
      (s: Standing) => s.firstMoveCooperation,
      axelrodFirst.initial_cooperation_rate,
    ],
    ["good partner", (s: Standing) => s.goodPartner, axelrodFirst.good_partner_rating],
    ["eigenjesus", (s: Standing) => s.eigenjesus, axelrodFirst.eigenjesus_converged],
    ["eigenmoses", (s: Standing) => s.eigenmoses, axelrodFirst.eigenmoses_converged],
  ])("%s agrees", (what, figure, theirs) => {
    players.forEach((player, i) =>
      expectClose(`${what} of ${player}`, estimate(repeated(player, figure)), theirs[i]!),
    );
  });

  test("payoffs agree, mean and median", () => {
    players.forEach((player, i) => {
      const mean = estimate(repeated(player, (standing) => standing.meanPayoffPerTurn));
      const theirError = axelrodFirst.score_per_turn_sd[i]! / Math.sqrt(repetitions);
      expectClose(`mean payoff of ${player}`, mean, axelrodFirst.score_per_turn_mean[i]!, theirError);
      const standing = table.find((row) => row.player === player)!;
      expect(standing.meanPayoffPerTurn).toBeCloseTo(mean.mean, 12);
      // A median of normal figures varies √(π/2) times as much as their mean.
      const spread = Math.sqrt(Math.PI / 2);
      const median = { mean: standing.medianPayoffPerTurn!, standardError: spread * mean.standardError };
      expectClose(
        `median payoff of ${player}`,
        median,
        axelrodFirst.score_per_turn_median[i]!,
        spread * theirError,
      );
    });
  });

  test("states are spread alike", () => {
    const seats = seatsOf(tallies);
    const perRepetition = (player: string, outcome: number): number[] =>
      seatsByRepetition(seats.get(player)!).map((group) => stateDistribution(group)[outcome]!.rate!);
    players.forEach((player, i) => {
      (["CC", "CD", "DC", "DD"] as const).forEach((name, outcome) => {
        const theirs = axelrodFirst.state_distribution[i]![name] / (14 * repetitions * turns);
        expectClose(`${name} of ${player}`, estimate(perRepetition(player, outcome)), theirs);
      });
    });
  });
});
