import { describe, expect, test } from "vitest";
import { isMet, LINES } from "../../src/reproduction/protocol.ts";
import type { ArmResult } from "../../src/reproduction/results.ts";
import { ablation, mixedPool, resultOf } from "./results.ts";

/** The line's criteria as what they measure and whether that is enough. */
function judged(id: string, result: ArmResult, others: readonly ArmResult[] = []) {
  const line = LINES.find((each) => each.id === id)!;
  expect(line.arm).toBe(result.arm);
  return line.criteria.map((criterion) => {
    const value = criterion.measure(result, (arm) => others.find((other) => other.arm === arm) ?? null);
    return { value: value === null ? null : Number(value.toFixed(6)), met: isMet(criterion, value) };
  });
}

const met = (id: string, result: ArmResult, others?: readonly ArmResult[]): (boolean | null)[] =>
  judged(id, result, others).map((each) => each.met);

const bestResponder = (own: number, lead: number): ArmResult =>
  resultOf("best-response", 1, { tabular: { payoff: [own, -0.4], overDefector: lead } });

describe("the best response", () => {
  test("is as good as always defecting on average", () => {
    expect(met("1a", bestResponder(0.98, -0.02))).toEqual([true, true]);
    expect(met("1a", bestResponder(0.979, -0.021))).toEqual([false, false]);
  });

  test("shows against three probes, in the tail of an episode", () => {
    const probes = (tft: number, allC: number, allD: number, onC: number, onD: number): ArmResult =>
      resultOf("best-response", 1, {
        "tit-for-tat": { byTurn: (turn) => (turn >= 60 && turn <= 90 ? tft : 0) },
        cooperator: { byTurn: (turn) => (turn >= 60 && turn <= 90 ? allC : 1), payoff: [onC, -1] },
        defector: { byTurn: (turn) => (turn >= 60 && turn <= 90 ? allD : 1), payoff: [onD, 0] },
      });
    expect(met("1b", probes(0.86, 0.019, 0.149, 1.95, -0.15))).toEqual([true, true, true, true, true]);
    expect(met("1b", probes(0.84, 0.021, 0.151, 1.94, -0.16))).toEqual([false, false, false, false, false]);
  });

  test("is learned within the episode, by turns 60–90 less turns 2–6", () => {
    const rising = (to: number): ArmResult =>
      resultOf("best-response", 1, {
        "tit-for-tat": {
          byTurn: (turn) => (turn >= 2 && turn <= 6 ? 0.2 : turn >= 60 && turn <= 90 ? to : 1),
        },
      });
    expect(judged("1c", rising(0.61))).toEqual([{ value: 0.41, met: true }]);
    expect(judged("1c", rising(0.59))).toEqual([{ value: 0.39, met: false }]);
  });
});

describe("extortion", () => {
  const extorter = (own: number, frozen: number, c: readonly [number, number], first: number, allD: number) =>
    resultOf(
      "extortion",
      1,
      {
        frozen: { payoff: [own, frozen], cooperation: c },
        "defector against frozen": { payoff: [allD, -0.1] },
      },
      { kind: 'checkpoint(file="x.json")', phases: [[first, 0.1]] },
    );

  test("is more payoff than the frozen learner's, with less cooperation, learned, and better than defecting", () => {
    expect(met("2", extorter(0.7, 0.29, [0.4, 0.53], 0.29, 0.29))).toEqual([true, true, true, true, true]);
  });

  test.each([
    ["payoff", extorter(0.69, 0.2, [0.4, 0.6], 0.2, 0.2), 0],
    ["distance in payoff", extorter(0.8, 0.41, [0.4, 0.6], 0.2, 0.2), 1],
    ["distance in cooperation", extorter(0.8, 0.2, [0.49, 0.6], 0.2, 0.2), 2],
    ["gain since the first phase", extorter(0.8, 0.2, [0.4, 0.6], 0.41, 0.2), 3],
    ["lead over a defector", extorter(0.8, 0.2, [0.4, 0.6], 0.2, 0.41), 4],
  ])("is not there without the %s", (_, result, at) => {
    expect(met("2", result)).toEqual([0, 1, 2, 3, 4].map((i) => i !== at));
  });
});

describe("the mixed pool", () => {
  const pool = (
    c: readonly [number, number],
    payoff: readonly [number, number],
    tabular: number,
  ): ArmResult =>
    resultOf("mixed-pool", 1, {
      learners: { cooperation: c, payoff },
      tabular: { payoff: [tabular, 0] },
      "tabular, learner 2": { payoff: [tabular, 0] },
    });

  test("cooperates in the mean of both learners, and holds its own against the pool", () => {
    expect(met("4", pool([0.8, 0.7], [0.9, 0.6], 0.93))).toEqual([true, true, true]);
    expect(met("4", pool([0.8, 0.69], [0.9, 0.59], 0.92))).toEqual([false, false, false]);
  });

  test("defects first, within the first third of its phases", () => {
    const phases = (...c: number[]) =>
      mixedPool(
        1,
        0.9,
        c.map((share) => [share, share] as const),
      );
    expect(met("4′", phases(0.4, 0.15, 0.5, 0.6, 0.7, 0.8))).toEqual([true]);
    expect(met("4′", phases(0.4, 0.16, 0.1, 0.6, 0.7, 0.8))).toEqual([false]);
  });
});

describe("the ablations", () => {
  test.each(["5", "6"])(
    "do not cooperate, nor nearly as much as the pool of the same seed: line %s",
    (id) => {
      const arm = id === "5" ? "no-tabular" : "co-player-id";
      const rest = id === "5" ? [] : [true];
      expect(met(id, ablation(arm, 1, 0.29), [mixedPool(1, 0.7)])).toEqual([true, true, ...rest]);
      expect(met(id, ablation(arm, 1, 0.31), [mixedPool(1, 0.7)])).toEqual([false, false, ...rest]);
    },
  );

  test("are open as long as there is no mixed pool", () => {
    expect(met("5", ablation("no-tabular", 1, 0.1))).toEqual([true, null]);
  });

  test("that are told who it is respond perfectly to the pool", () => {
    const told = (payoff: number): ArmResult =>
      resultOf("co-player-id", 1, {
        learners: {},
        tabular: { payoff: [payoff, 0] },
        "tabular, learner 2": { payoff: [payoff, 0] },
      });
    expect(met("6", told(1), [mixedPool(1, 0.9)])[2]).toBe(true);
    expect(met("6", told(0.99), [mixedPool(1, 0.9)])[2]).toBe(false);
  });
});

describe("two extorters", () => {
  test("cooperate more in turns 80–100 than in turns 3–8, before they learn", () => {
    const before = (late: number): ArmResult =>
      resultOf("two-extorters", 1, { before: { byTurn: (turn) => (turn >= 80 ? late : 0.0625) } });
    expect(met("3a", before(0.0635))).toEqual([true]);
    expect(met("3a", before(0.0625))).toEqual([false]);
  });

  test("end in cooperation, both of them", () => {
    const after = (a: number, b: number) =>
      resultOf("two-extorters", 1, { learners: { cooperation: [a, b] } });
    expect(met("3b", after(0.99, 0.8))).toEqual([true]);
    expect(met("3b", after(0.99, 0.79))).toEqual([false]);
  });
});

test("the control passes only by failing", () => {
  expect(met("C", resultOf("control", 1, { tabular: { payoff: [0.5, 0.5] } }))).toEqual([true]);
  expect(met("C", resultOf("control", 1, { tabular: { payoff: [0.98, 0.5] } }))).toEqual([false]);
});

test("what a criterion is taken from and is not there leaves it open", () => {
  expect(met("2", resultOf("extortion", 1, {}))).toEqual([null, null, null, null, null]);
});
