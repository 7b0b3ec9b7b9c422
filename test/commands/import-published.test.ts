import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conditionalCooperation, stateDistribution } from "../../src/stats/states.ts";
import { tally, type SeatTally } from "../../src/stats/tally.ts";
import { openStore } from "../../src/store/open.ts";
import type { LoggedRun } from "../../src/store/runs.ts";
import { coplay, root, workplace } from "./coplay.ts";

const folder = workplace();
const fixture = (name: string): string => join(root, "test/fixtures/published", name);

interface LoggedImport {
  readonly runs: readonly LoggedRun[];
  /** By player, every seat that it took, in self-play too. */
  readonly seats: ReadonlyMap<string, readonly SeatTally[]>;
  readonly horizons: readonly unknown[];
  readonly fallbacks: Readonly<Record<string, number>>;
}

/** Imports a published file, and reads from the log what came of it. */
function imported(file: string, map: string): LoggedImport {
  const db = join(folder, `${map}.db`);
  const { status, stderr } = coplay(["import", fixture(file), "--map", map, "--db", db]);
  expect(status, stderr).toBe(0);
  using store = openStore(db, { mode: "read" });
  const runs = store.runs().reverse();
  const seats = new Map<string, SeatTally[]>();
  const fallbacks: Record<string, number> = {};
  for (const { id } of runs) {
    for (const record of store.records(id)) {
      const { row, column } = tally(record);
      for (const seat of [row, column]) {
        const own = seats.get(seat.player);
        if (own === undefined) seats.set(seat.player, [seat]);
        else own.push(seat);
      }
    }
    for (const { player, fallback } of store.callSummary(id)) fallbacks[player] = fallback;
  }
  return { runs, seats, fallbacks, horizons: runs.map(({ told }) => told.horizon) };
}

/** As published figures are rounded. */
const round = (value: number | null): number => Math.round(1000 * value!) / 1000;

function cooperation(seats: readonly SeatTally[]): number {
  const [cc, cd] = stateDistribution(seats);
  return cc!.rate! + cd!.rate!;
}

const answers = (seats: readonly SeatTally[]): number[] =>
  conditionalCooperation(seats)!.map(({ rate }) => round(rate));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("a log of Payne & Alloui-Cros, both copies of a model pooled and all five phases", () => {
  const { runs, seats, horizons, fallbacks } = imported("payne-25pct-basic.csv.gz", "payne-2025");
  const [run] = runs;

  test("has 1,380 matches of 3.86 turns on average", () => {
    expect(runs).toHaveLength(1);
    expect(run).toMatchObject({ matches: 1380, aborted: 0, status: "complete", noise: 0, seed: 0 });
    expect(Math.round((100 * run!.plannedTurns) / run!.matches) / 100).toBe(3.86);
    expect(horizons).toEqual([{ continuation: 0.75 }]);
  });

  test.each([
    ["Gemini", 0.473, [0.941, 0.068, 0.067, 0.014]],
    ["OpenAI", 0.802, [0.938, 0.341, 0.355, 0.222]],
  ])("%s cooperates as often as was published", (player, rate, after) => {
    expect(round(cooperation(seats.get(player)!))).toBe(rate);
    expect(answers(seats.get(player)!)).toEqual(after);
  });

  test("takes the replies that could not be read for the fallbacks that they were", () => {
    expect(fallbacks).toEqual({ OpenAI: 4, Gemini: 0 });
  });
});

describe("the prisoner's dilemmas of FAIRGAME", () => {
  const { runs, seats } = imported("fairgame-all-results.csv.gz", "fairgame-2025");
  const defection = (isMeant: (player: string) => boolean): number => {
    const meant = [...seats].filter(([player]) => isMeant(player)).flatMap(([, own]) => own);
    return round(1 - cooperation(meant));
  };

  test("are 3,600 matches in a run for each language, payoffs and horizon", () => {
    expect(runs).toHaveLength(30);
    expect(sum(runs.map(({ matches }) => matches))).toBe(3600);
    expect(new Set(runs.map(({ experiment }) => experiment)).size).toBe(1);
    expect(runs.map(({ cell }) => cell)).toEqual([...runs.keys()]);
    expect(runs.map(({ factors }) => JSON.parse(factors) as unknown)).toContainEqual({
      language: "vn",
      payoffs: "harsh",
      horizon: "untold",
    });
  });

  test.each([
    ["Claude45Haiku", 0.548],
    ["Gemini25Flash", 0.625],
    ["MistralLarge", 0.476],
    ["OpenAIGPT4o", 0.424],
    ["persona=cooperative", 0.424],
    ["persona=selfish", 0.612],
  ])("%s defects as often as was published", (part, rate) => {
    expect(defection((player) => player.includes(part))).toBe(rate);
  });

  test("are played for the years that each kind of payoffs costs", () => {
    const mild = runs.find(({ factors }) => factors.includes("mild"))!;
    expect([...mild.game.payoff.row]).toEqual([-2, -10, 0, -8]);
    expect(runs.filter(({ told }) => told.horizon === "unknown")).toHaveLength(15);
  });
});

describe("matches in the layout of CoopEval", () => {
  const { runs, seats, horizons } = imported("coopeval-layout.jsonl", "coopeval-2026");

  test("are one run, in which players keep how they were asked and lose their seats", () => {
    expect(runs).toHaveLength(1);
    expect([...seats.keys()]).toEqual(["made/alpha-1(asked=CoT)", "made/beta-2(asked=IO)"]);
    expect([...runs[0]!.game.payoff.row]).toEqual([2, 0, 3, 1]);
    expect(horizons).toEqual([{ continuation: 0.8 }]);
  });

  test("are counted move by move", () => {
    // As row CCCCCDCCCC and CCCCCCCCCC, as column CCDDDCDDDD and CCCCCCCCCD.
    expect(cooperation(seats.get("made/alpha-1(asked=CoT)")!)).toBe((9 + 10 + 3 + 9) / 40);
  });
});
