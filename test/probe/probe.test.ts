import { describe, expect, test } from "vitest";
import type { Agent, Player, Policy, Strategy } from "../../src/core/player.ts";
import { MatchAbort } from "../../src/core/abort.ts";
import { matrixGame } from "../../src/core/game.ts";
import { planProbe } from "../../src/probe/plan.ts";
import { probe } from "../../src/probe/probe.ts";
import type { ProbeReport } from "../../src/probe/report.ts";
import { findGame } from "../../src/registry.ts";
import { byBayes, optimistic } from "../stats/bayes-player.ts";
import { classic, small } from "./games.ts";

const named = (report: ProbeReport, id: string) => report.named.find(({ coPlayer }) => coPlayer.id === id)!;

/** The same strategy as a player of another kind. */
function asPolicy(strategy: Strategy): Policy {
  return {
    kind: "policy",
    id: strategy.id,
    sit: (lanes) => {
      const answers = lanes.map(({ terms, random }) => strategy.begin(terms, random));
      return {
        act: (n, last, actions) => {
          for (let lane = 0; lane < n; lane++) actions[lane] = answers[lane]!(last[lane]!);
        },
        close: () => undefined,
      };
    },
  };
}

/** An agent that answers as the strategy does, but breaks off matches of its choice. */
function asAgent(strategy: Strategy, breaksOff: (column: string) => boolean = () => false): Agent {
  return {
    kind: "agent",
    id: strategy.id,
    begin: ({ terms, random, match }) => {
      const answer = strategy.begin(terms, random);
      return {
        act: async (last) => {
          if (breaksOff(match.column)) throw new MatchAbort({ code: "refusal", detail: "not now" });
          await Promise.resolve();
          return { action: answer(last) };
        },
        close: () => undefined,
      };
    },
  };
}

describe("a probe", () => {
  test("tells the same for the same seed, whatever kind of player it is", async () => {
    const options = { ...small, coPlayers: 10, repetitions: 2, turns: 30, noise: 0.02 };
    const strategy = classic("win-stay-lose-shift") as Strategy;
    const fewAtOnce = { ...asPolicy(strategy), lanes: 7 };
    const players: readonly Player[] = [strategy, asPolicy(strategy), fewAtOnce, asAgent(strategy)];
    const [first, ...others] = await Promise.all(players.map((player) => probe(player, options)));
    for (const other of others) expect(other).toEqual(first);
    expect(await probe(strategy, { ...options, seed: 2 })).not.toEqual(first);
  });

  test("plays the same matches, however many others there are", () => {
    const plan = planProbe(classic("joss"), small);
    const larger = planProbe(classic("joss"), { ...small, coPlayers: 300, repetitions: 20 });
    expect(larger.drawn.slice(0, 200)).toEqual(plan.drawn);
    larger.named.forEach(({ matches }, i) => expect(matches.slice(0, 10)).toEqual(plan.named[i]!.matches));
  });

  test("shows what tit for tat does to everybody", async () => {
    const report = await probe(classic("tit-for-tat"), small);
    expect(report.matches).toEqual({ planned: 300, complete: 300, aborted: 0 });
    expect(named(report, "cooperator").byTurn.cooperation.own).toEqual(Array<number>(100).fill(1));
    expect(named(report, "defector").byTurn.cooperation.own).toEqual([1, ...Array<number>(99).fill(0)]);
    expect(named(report, "grudger").totals.payoff.own.value).toBe(1);
    expect(named(report, "grudger").best.payoff.own).toBeCloseTo(1.01, 10);
    expect(report.inContextIndex).toBe(0);
    expect(report.drawn!.byTurn.share).toHaveLength(100);
    expect(report.drawn!.windows.map(({ window }) => window.from)).toEqual([1, 2, 60, 96]);
  });

  test("shows who begins to cooperate within the match", async () => {
    const late: Strategy = {
      ...(classic("defector") as Strategy),
      id: "late",
      begin: () => {
        let turn = 0;
        return () => (turn++ < 50 ? 1 : 0);
      },
    };
    const report = await probe(late, small);
    expect(report.inContextIndex).toBe(1);
    expect(named(report, "tit-for-tat").cooperation).toEqual({ whole: 0.5, head: 0, tail: 1, end: 1 });
  });

  test("shows who learns: a Bayesian gains a part of what there is, warms to tit for tat, and is extorted", async () => {
    const learner: Strategy = {
      ...(classic("random") as Strategy),
      id: "bayesian",
      begin: ({ game }, random) => byBayes(optimistic, { game, turns: 100, random }),
    };
    const report = await probe(learner, { ...small, coPlayers: 300 });
    const [whole] = report.drawn!.windows;
    expect(whole!.share!.interval!.low).toBeGreaterThan(0);
    expect(whole!.share!.interval!.high).toBeLessThan(1);
    expect(report.inContextIndex).toBeGreaterThan(0.4);
    expect(report.extortion!.gain).toBeGreaterThan(0.4);
  });

  test("shows that a cooperator can be extorted, but not more than it can be exploited", async () => {
    const { extortion } = await probe(classic("cooperator"), { ...small, repetitions: 50 });
    expect(extortion!.defector).toBe(2);
    expect(extortion!.gain).toBeLessThan(0);
    for (const { chi, factor } of extortion!.extortioners.slice(0, 3)) {
      // The first moves count: 100 turns come to χ within a tenth.
      expect(Math.abs(factor! / chi - 1)).toBeLessThan(0.1);
    }
  });

  test("leaves out aborted matches and says how many", async () => {
    const shy = asAgent(classic("tit-for-tat") as Strategy, (column) => column === "defector");
    const report = await probe(shy, { ...small, coPlayers: 5, repetitions: 1, turns: 20 });
    expect(report.matches).toEqual({ planned: 15, complete: 14, aborted: 1 });
    expect(report.named.map(({ coPlayer }) => coPlayer.id)).not.toContain("defector");
    expect(report.extortion).toBeNull();
  });

  test("that is stopped reports what there is", async () => {
    const stopped = AbortSignal.abort();
    for (const player of [asAgent(classic("joss") as Strategy), classic("joss")]) {
      const report = await probe(player, { ...small, coPlayers: 5 }, stopped);
      expect(report).toMatchObject({ drawn: null, named: [], inContextIndex: null, extortion: null });
    }
  });

  test("of a few turns has neither head nor tail", async () => {
    const report = await probe(classic("tit-for-tat"), { ...small, turns: 5 });
    expect(report.inContextIndex).toBeNull();
    expect(report.drawn!.windows).toHaveLength(1);
  });

  test("of a game without extortion has everything else", async () => {
    const report = await probe(classic("tit-for-tat"), { ...small, game: findGame("deadlock") });
    expect(report.extortion).toBeNull();
    expect(report.named).toHaveLength(5);
  });
});

describe("a probe is refused", () => {
  test.each([
    ["rock-paper-scissors has 3 actions", { game: findGame("rock-paper-scissors") }],
    ["matching-pennies has seats that differ", { game: findGame("matching-pennies") }],
    [
      "coordination has no cooperative action",
      {
        game: matrixGame({
          id: "coordination",
          actions: small.game.actions,
          row: [
            [1, 0],
            [0, 1],
          ],
          cooperative: null,
          source: null,
        }),
      },
    ],
    ["the number of co-players must be an integer of 1 or more, got 0", { coPlayers: 0 }],
    ["the number of repetitions must be an integer of 1 or more, got -1", { repetitions: -1 }],
    ["turns must be an integer of 1 or more, got 1.5", { turns: 1.5 }],
    ["noise must be in [0, 0.5], got 0.7", { noise: 0.7 }],
  ])("where %s", (message, fault) => {
    expect(() => planProbe(classic("joss"), { ...small, ...fault })).toThrow(message);
  });
});
