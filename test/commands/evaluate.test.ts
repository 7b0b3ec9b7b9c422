import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writeCheckpoint } from "../../src/models/checkpoint.ts";
import { sampleCheckpoint, tinyShape, untrained } from "../models/sample.ts";
import { coplay, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
const trained = join(folder, "results", "trained");
let hash = "";

beforeAll(() => {
  // Says C at 0.7, whatever happened.
  const weights = Object.fromEntries(
    Object.entries(untrained(tinyShape)).map(([name, { shape, values }]) => [
      name,
      { shape, values: name === "headBias" ? Float32Array.of(Math.log(0.7 / 0.3), 0, 0) : values.fill(0) },
    ]),
  );
  hash = writeCheckpoint(join(trained, "steady.json"), sampleCheckpoint({ name: "steady", weights }));
  const shape = { ...tinyShape, longest: 50 };
  writeCheckpoint(join(trained, "short.json"), sampleCheckpoint({ name: "short", shape }));
});

const evaluate = (...words: readonly string[]): Ended => coplay(["evaluate", ...words], { cwd: folder });

interface Both {
  readonly own: {
    readonly value: number;
    readonly interval: { readonly low: number; readonly high: number };
  };
  readonly coPlayer: Both["own"];
}
interface Report {
  readonly player: string;
  readonly checkpoint: object;
  readonly turns: number;
  readonly pairings: readonly {
    readonly coPlayer: string;
    readonly episodes: number;
    readonly totals: { readonly payoff: Both; readonly cooperation: Both };
    readonly cooperation: Readonly<Record<string, number | null>>;
    readonly byTurn: { readonly cooperation: { readonly own: readonly number[] } };
  }[];
}
const reportOf = (...words: readonly string[]): Report => {
  const { status, stdout, stderr } = evaluate(...words, "--json");
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Report;
};

describe("coplay evaluate", () => {
  test("plays a model against random memory-one players, classics and itself", () => {
    const { player, checkpoint, turns, pairings } = reportOf("trained/steady", "--episodes", "400");
    expect({ player, turns }).toEqual({ player: "trained/steady", turns: 100 });
    expect(checkpoint).toEqual({ name: "steady", learner: "1", hash });
    expect(pairings.map(({ coPlayer }) => coPlayer)).toEqual([
      "tabular",
      "cooperator",
      "defector",
      "tit-for-tat",
      "trained/steady",
    ]);
    for (const { coPlayer, episodes, totals, byTurn } of pairings) {
      expect(episodes).toBe(400);
      expect(byTurn.cooperation.own).toHaveLength(100);
      // 40,000 draws at 0.7: 3 SE are 0.007.
      expect(Math.abs(totals.cooperation.own.value - 0.7), coPlayer).toBeLessThan(0.007);
    }
    const [, cooperator, defector] = pairings;
    const payoff = (p: number): number => 1 * p + 2 * (1 - p);
    expect(cooperator!.totals.payoff.own.value).toBeCloseTo(
      payoff(cooperator!.totals.cooperation.own.value),
      9,
    );
    expect(defector!.totals.payoff.coPlayer.value).toBeCloseTo(2 * defector!.totals.cooperation.own.value, 9);
    const { low, high } = cooperator!.totals.payoff.own.interval;
    expect(low).toBeLessThan(cooperator!.totals.payoff.own.value);
    expect(high).toBeGreaterThan(cooperator!.totals.payoff.own.value);
  });

  test("finds out the same whenever it is asked the same, and else for another seed", () => {
    const words = ["trained/steady", "--episodes", "20", "--turns", "30", "--against", "tabular", "random"];
    expect(reportOf(...words)).toEqual(reportOf(...words));
    expect(reportOf(...words)).not.toEqual(reportOf(...words, "--seed", "1"));
  });

  test("takes a checkpoint's path, and plays as it is told to", () => {
    const path = join("results", "trained", "steady.json");
    const { player, pairings } = reportOf(path, "--episodes", "3", "--against", "tft", "tit-for-tat");
    expect(player).toBe(`checkpoint(file=${path})`);
    expect(pairings.map(({ coPlayer }) => coPlayer)).toEqual(["tit-for-tat"]);
    const [greedy] = reportOf("trained/steady(mode=greedy)", "--episodes", "3", "--against", "tft").pairings;
    expect(greedy!.cooperation).toEqual({ whole: 1, head: 1, tail: 1, end: 1 });
  });

  test("sits in either seat in half of the matches", () => {
    // Suspicious tit for tat defects once: whoever sits where, the model's first payoff is the sucker's.
    const [pairing] = reportOf(
      "trained/steady(mode=greedy)",
      "--episodes",
      "2",
      "--against",
      "stft",
    ).pairings;
    expect(pairing!.totals.payoff.own.value).toBeCloseTo((-1 + 99) / 100, 9);
    expect(pairing!.totals.payoff.coPlayer.value).toBeCloseTo((2 + 99) / 100, 9);
  });

  test("prints a table", () => {
    const { stdout } = evaluate("trained/steady", "--episodes", "10", "--turns", "20");
    const [title, checkpoint, header, ...rows] = stdout.trimEnd().split("\n");
    expect(title).toBe("trained/steady at prisoners-dilemma(R=1, S=-1, T=2, P=0), 20 turns");
    expect(checkpoint).toBe(`checkpoint ${hash.slice(0, 12)}, 10 matches a pairing`);
    expect(header).toMatch(/^co-player +payoff\/turn +95 % interval +co-player's +cooperation/);
    expect(rows).toHaveLength(5);
  });

  test.each<[readonly string[], string]>([
    [["tit-for-tat"], "tit-for-tat is no trained model"],
    [["trained/stead"], "Did you mean trained/steady?"],
    [["nowhere.json"], "nowhere.json: there is no such file"],
    [["trained/steady", "--against", "scripted/tft"], "scripted/tit-for-tat has to be waited for"],
    [["trained/steady", "--against", "tift"], 'unknown player "tift"'],
    [["trained/steady", "--episodes", "0"], "--episodes"],
    [["trained/short"], "trained/short plays matches of at most 50 turns, and this one has 100"],
    [["trained/steady(mode=plan, rollouts=0)"], "rollouts must be an integer in [1, 4096], got 0"],
  ])("refuses %j", (words, message) => {
    const { status, stdout, stderr } = evaluate(...words);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });
});
