import { describe, expect, test } from "vitest";
import { NO_TREMBLES, type MatchRecord } from "../../../src/core/trajectory.ts";
import {
  againstOf,
  batchOf,
  count,
  lessonOf,
  pairingsOf,
  rewardsOf,
  signsOf,
  type Pairing,
  type Tally,
} from "../../../src/models/trainers/episodes.ts";
import { game } from "./training.ts";

const turns = 2;

/** An episode by its moves, as "CD" for C on the first turn and D on the second. */
function episode(row: string, column: string): MatchRecord {
  const told = { game, noise: 0, horizon: "unknown" } as const;
  const match = { seed: 1, row: "a", column: "b", repetition: 0, game, turns, noise: 0, told };
  const moves = (text: string): Uint8Array => Uint8Array.from(text, (letter) => Number(letter === "D"));
  return { match, row: moves(row), column: moves(column), trembles: NO_TREMBLES, status: "complete" };
}

const pairings: readonly Pairing[] = [
  { kind: "learners", learner: 0, other: 1, episodes: 2 },
  { kind: "tabular", learner: 0, other: null, episodes: 1 },
  { kind: "tabular", learner: 1, other: null, episodes: 1 },
];
const played = [[episode("CC", "CD"), episode("DD", "CC")], [episode("DC", "DD")], [episode("CD", "DC")]];

describe("the pairings of an update", () => {
  test("give every learner its share of each kind, the other learner's in common", () => {
    expect(pairingsOf(2, { learners: 1, tabular: 1 }, 64)).toEqual([
      { kind: "learners", learner: 0, other: 1, episodes: 32 },
      { kind: "tabular", learner: 0, other: null, episodes: 32 },
      { kind: "tabular", learner: 1, other: null, episodes: 32 },
    ]);
  });

  test("add up where shares do not divide", () => {
    const sizes = pairingsOf(1, { tabular: 1, "tit-for-tat": 1, cooperator: 1 }, 16);
    expect(sizes.map(({ episodes }) => episodes)).toEqual([6, 5, 5]);
  });

  test("keep groups whole", () => {
    const sizes = pairingsOf(1, { tabular: 2, "tit-for-tat": 1 }, 64, 16);
    expect(sizes.map(({ episodes }) => episodes)).toEqual([48, 16]);
  });

  test("leave out whoever has too small a share", () => {
    expect(pairingsOf(1, { tabular: 1, "tit-for-tat": 0.001 }, 16)).toHaveLength(1);
  });
});

describe("a lesson", () => {
  test("tells what happened from the learner's own seat, turn by turn", () => {
    // Learner 1: CC CD, DC DC, DD CD. Learner 2: CC DC, CD CD, CD DC.
    expect([...lessonOf(0, pairings, played, turns).outcomes]).toEqual([0, 2, 3, 1, 2, 1]);
    expect([...lessonOf(1, pairings, played, turns).outcomes]).toEqual([0, 1, 1, 2, 1, 2]);
  });

  test("knows whom every episode was played with", () => {
    const { kinds, kindOf } = lessonOf(1, pairings, played, turns);
    expect([...kindOf].map((kind) => kinds[kind])).toEqual(["learners", "learners", "tabular"]);
  });

  test("has what the learner was told before each episode", () => {
    const told = (_: unknown, { kind }: Pairing): Float32Array =>
      Float32Array.of(Number(kind === "tabular"), 9);
    const { context } = lessonOf(0, pairings, played, turns, told);
    expect([...context!]).toEqual([0, 9, 0, 9, 1, 9]);
  });

  test("is read as the outcomes of the turn before, and START first", () => {
    expect([...batchOf(lessonOf(0, pairings, played, turns)).symbols]).toEqual([4, 4, 4, 0, 2, 3]);
  });

  test("gives rewards and signs by outcome", () => {
    const lesson = lessonOf(0, pairings, played, turns);
    expect([...rewardsOf(lesson, game.payoff.row)]).toEqual([1, 2, 0, -1, 2, -1]);
    expect([...signsOf(lesson)]).toEqual([1, -1, -1, 1, -1, 1]);
  });

  test("is counted by kind of co-player, several of them together", () => {
    const tally: Tally = new Map();
    const lesson = lessonOf(0, pairings, played, turns);
    count(lesson, tally);
    count(lesson, tally);
    expect(againstOf(tally, turns, game)).toEqual({
      learners: { episodes: 4, payoff: 1, coPlayerPayoff: 0.25, cooperation: 0.5, coPlayerCooperation: 0.75 },
      tabular: { episodes: 2, payoff: -0.5, coPlayerPayoff: 1, cooperation: 0.5, coPlayerCooperation: 0 },
    });
  });
});
