import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { C, D } from "../../src/core/action.ts";
import { CheckpointError, SpecError } from "../../src/core/errors.ts";
import { parsePlayerId } from "../../src/core/player-id.ts";
import { stream, type Random } from "../../src/core/random.ts";
import { playLockstep } from "../../src/match/lockstep.ts";
import { matchStream } from "../../src/match/streams.ts";
import { readCheckpoint, writeCheckpoint, type Checkpoint } from "../../src/models/checkpoint.ts";
import { gruNetwork } from "../../src/models/gru.ts";
import type { Shape, Weights } from "../../src/models/network.ts";
import { networkOf } from "../../src/models/networks.ts";
import { isTrained, trainedPolicy, type TrainedPolicy } from "../../src/models/trained.ts";
import { findGame, findPlayer } from "../../src/registry.ts";
import { matchBetween } from "../match/matches.ts";
import { sampleCheckpoint, temporaryFolder, tinyShape, untrained } from "./sample.ts";

const game = findGame("prisoners-dilemma(R=1,S=-1,T=2,P=0)");
const planning = { kind: "plan", rollouts: 16, lookAhead: 5, gain: 100 } as const;

const policyOf = (id: string, change: Partial<Checkpoint> = {}): TrainedPolicy =>
  trainedPolicy(parsePlayerId(id), { ...sampleCheckpoint(change), hash: "0".repeat(64) });

const random = findPlayer("random");
const opponent = random.kind === "strategy" ? random : expect.unreachable();

/** The moves of a policy in the row seat. */
function movesOf(policy: TrainedPolicy, repetition = 0, turns = 60): number[] {
  const match = matchBetween(policy.id, opponent.id, { game, turns, repetition });
  return [...playLockstep(policy, opponent, [match])[0]!.row];
}

/** Weights that always say the same of the own action: its log-odds of C. */
function stubborn(shape: Shape, logOdds: number): Weights {
  const { layout } = gruNetwork(shape);
  return Object.fromEntries(
    Object.entries(layout).map(([name, dimensions]) => {
      const values = new Float32Array(dimensions.reduce((size, length) => size * length, 1));
      if (name === "headBias") values[0] = logOdds;
      return [name, { shape: dimensions, values }];
    }),
  );
}

describe("a trained player's id", () => {
  test.each([
    ["trained/x", "trained/x", "sample"],
    ["trained/x(mode=sample)", "trained/x", "sample"],
    ["trained/x(mode=greedy)", "trained/x(mode=greedy)", "sample"],
    ["trained/x(mode=plan)", "trained/x(mode=plan)", "sample"],
    ["trained/x(gain=100, mode=plan, rollouts=9)", "trained/x(mode=plan, rollouts=9)", "sample"],
    ["trained/x(rollouts=16, gain=1)", "trained/x(gain=1)", "plan"],
    ["trained/x(mode=sample)", "trained/x(mode=sample)", "plan"],
  ])("%s is %s in its one spelling, of one that learned to %s", (id, canonical, how) => {
    const acting = how === "plan" ? planning : ({ kind: "sample" } as const);
    expect(policyOf(id, { acting }).id).toBe(canonical);
    expect(policyOf(canonical, { acting }).id).toBe(canonical);
  });

  const withQ: Shape = { ...tinyShape, outputs: [...tinyShape.outputs, "qIfC", "qIfD"] };
  const a2c: Shape = { ...tinyShape, outputs: ["own", "value"] };
  test.each<[string, Partial<Checkpoint>, RegExp]>([
    ["trained/x(mode=dream)", {}, /mode must be one of sample, greedy, plan, got dream for trained\/x/],
    ["trained/x(rollout=3)", {}, /trained\/x has no parameter "rollout"/],
    ["trained/x(rollouts=0)", {}, /rollouts must be an integer in \[1, 4096\], got 0/],
    [
      "trained/x(mode=greedy, gain=3)",
      {},
      /gain means nothing to trained\/x\(mode=greedy, gain=3\), which does not plan/,
    ],
    ["trained/x(mode=plan, q-rollouts=8)", {}, /cannot count Q as rollouts: its network has not learned it/],
    [
      "trained/x(look-ahead=3)",
      { shape: withQ, weights: untrained(withQ), acting: { ...planning, qRollouts: 24 } },
      /trained\/x\(look-ahead=3\) cannot look 3 turns ahead: its Q speaks of 15/,
    ],
    ["trained/x(mode=plan)", { shape: a2c, weights: untrained(a2c) }, /its network does not foresee/],
  ])("%s is refused with what is wrong with it", (id, change, message) => {
    expect(() => policyOf(id, change)).toThrow(SpecError);
    expect(() => policyOf(id, change)).toThrow(message);
  });

  test("may count Q for as much as it likes, and says so where that is not what it learned by", () => {
    const learned = {
      shape: withQ,
      weights: untrained(withQ),
      acting: { ...planning, lookAhead: 15, qRollouts: 24 },
    };
    expect(policyOf("trained/x(q-rollouts=24)", learned).id).toBe("trained/x");
    expect(policyOf("trained/x(q-rollouts=0, look-ahead=3)", learned).id).toBe(
      "trained/x(look-ahead=3, q-rollouts=0)",
    );
  });

  test("may be a file's", () => {
    const file = join(temporaryFolder(), "my model.json");
    const hash = writeCheckpoint(file, sampleCheckpoint({ acting: planning }));
    const player = findPlayer(`checkpoint(file=${JSON.stringify(file)}, gain=5)`);
    expect(player.kind).toBe("policy");
    expect(isTrained(player) && player.digest).toBe(hash);
    expect(findPlayer(player.id).id).toBe(player.id);
    expect(() => findPlayer("checkpoint")).toThrow("checkpoint needs the path of a file");
    expect(() => findPlayer("checkpoint(file=nowhere.json)")).toThrow(CheckpointError);
  });
});

describe("a trained player", () => {
  test("draws C at the chance that its network gives, one draw a turn", () => {
    const logOdds = Math.log(0.7 / 0.3);
    const policy = policyOf("trained/x", { weights: stubborn(tinyShape, logOdds) });
    const moves = movesOf(policy);
    const match = matchBetween(policy.id, opponent.id, { game });
    const stream: Random = matchStream(match, "row");
    expect(moves).toEqual(moves.map(() => (stream.next() < 0.7 ? C : D)));
  });

  test("draws as often where its network is sure as where it is not", () => {
    const turns = 30;
    const drawn = (logOdds: number): number => {
      const policy = policyOf("trained/x", { weights: stubborn(tinyShape, logOdds) });
      let draws = 0;
      const own = stream("counted");
      const counted: Random = { ...own, next: () => (draws++, own.next()) };
      const match = matchBetween(policy.id, opponent.id, { game, turns });
      const seat = policy.sit([{ terms: match.told, random: counted, match, seat: "row" }]);
      for (let turn = 0; turn < turns; turn++) seat.act(1, Uint8Array.of(4), new Uint8Array(1));
      return draws;
    };
    expect(drawn(1000)).toBe(turns);
    expect(drawn(-1000)).toBe(turns);
    expect(drawn(0)).toBe(turns);
  });

  test("that is greedy does what is likelier, C where both are equally likely", () => {
    const greedy = (logOdds: number): number[] =>
      movesOf(policyOf("trained/x(mode=greedy)", { weights: stubborn(tinyShape, logOdds) }), 0, 5);
    expect(greedy(0.01)).toEqual([C, C, C, C, C]);
    expect(greedy(0)).toEqual([C, C, C, C, C]);
    expect(greedy(-0.01)).toEqual([D, D, D, D, D]);
  });

  test("that plans defects where its co-player does the same whatever it does", () => {
    const weights = stubborn(tinyShape, 0);
    // D is worth 1 more this turn; at 1,024 rollouts of it the estimate errs by 0.07 (1 SE).
    const weighing = policyOf("trained/x(rollouts=1024, look-ahead=1)", { weights, acting: planning });
    expect(new Set(movesOf(weighing))).toEqual(new Set([D]));
    const careless = movesOf(policyOf("trained/x(gain=0)", { weights, acting: planning }));
    expect(new Set(careless)).toEqual(new Set([C, D]));
  });

  test.each([
    ["draws", "trained/x"],
    ["is greedy", "trained/x(mode=greedy)"],
    ["plans", "trained/x(mode=plan, rollouts=8, look-ahead=3, gain=1)"],
  ])("that %s plays a match the same whoever plays beside it", (_, id) => {
    const policy = policyOf(id);
    const matches = [0, 1, 2, 3, 4].map((repetition) =>
      matchBetween(policy.id, opponent.id, { game, turns: 20 + 7 * repetition, repetition }),
    );
    const together = playLockstep(policy, opponent, matches);
    matches.forEach((match, i) => {
      const [alone] = playLockstep(policy, opponent, [match]);
      expect(together[i]!.row, `match ${i}`).toEqual(alone!.row);
    });
  });

  test("that was told who its co-players are plays as one that is not told", () => {
    const shape = { ...tinyShape, context: 10 };
    const policy = policyOf("trained/x", { shape, weights: untrained(shape) });
    expect(movesOf(policy)).toHaveLength(60);
  });

  test("may have a transformer, which plays as it does from its file", () => {
    const shape: Shape = {
      ...{ trunk: "transformer", hidden: 8, embedding: 4, outputs: ["own", "value"], context: 0 },
      ...{ blocks: 1, attentionHeads: 2, longest: 60 },
    };
    const checkpoint = { shape, weights: networkOf(shape).initial(stream("transformer")) };
    const file = join(temporaryFolder(), "transformer.json");
    writeCheckpoint(file, sampleCheckpoint(checkpoint));
    const fromFile = trainedPolicy(parsePlayerId("trained/x"), readCheckpoint(file));
    expect(movesOf(fromFile)).toEqual(movesOf(policyOf("trained/x", checkpoint)));
    expect(new Set(movesOf(fromFile))).toEqual(new Set([C, D]));
    expect(() => policyOf("trained/x(mode=plan)", checkpoint)).toThrow("does not foresee");
  });

  test("asks for small batches where it plans, and only there", () => {
    expect(policyOf("trained/x(mode=plan)").lanes).toBe(16);
    expect(policyOf("trained/x").lanes).toBeUndefined();
  });
});

describe("terms that a trained player cannot play on", () => {
  const termsOf = (id: string) => ({ game: findGame(id), noise: 0, horizon: { turns: 100 } });
  const policy = policyOf("trained/x");

  test("are another game's", () => {
    expect(() => policy.rehearse(termsOf("prisoners-dilemma"))).toThrow(
      "trained/x was trained at another game than prisoners-dilemma",
    );
    for (const other of ["rock-paper-scissors", "matching-pennies", "chicken"]) {
      expect(() => policy.rehearse(termsOf(other)), other).toThrow(SpecError);
    }
    const match = matchBetween(policy.id, opponent.id);
    expect(() => playLockstep(policy, opponent, [match])).toThrow(SpecError);
  });

  test("are not those of the same payoffs under another name", () => {
    expect(() => policy.rehearse(termsOf("donation(benefit=2, cost=1)"))).not.toThrow();
  });

  test("are those of a match that is longer than its network holds", () => {
    const bounded = policyOf("trained/x", { shape: { ...tinyShape, longest: 50 } });
    const same = termsOf("prisoners-dilemma(R=1,S=-1,T=2,P=0)");
    expect(() => bounded.rehearse(same)).toThrow("at most 50 turns, and this one has 100");
    expect(() => bounded.rehearse({ ...same, horizon: { turns: 50 } })).not.toThrow();
  });

  test("are those of a match that may become longer than its network holds, whatever is told", () => {
    const bounded = policyOf("trained/x", { shape: { ...tinyShape, longest: 50 } });
    const endless = { ...termsOf("prisoners-dilemma(R=1,S=-1,T=2,P=0)"), horizon: { continuation: 0.9 } };
    expect(() => bounded.rehearse(endless, 51)).toThrow("at most 50 turns, and this one may have 51");
    expect(() => bounded.rehearse(endless, 50)).not.toThrow();
    expect(() => policyOf("trained/x").rehearse(endless, 10_000)).not.toThrow();
  });
});
