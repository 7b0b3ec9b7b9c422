import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { coplay, root, workplace } from "./coplay.ts";

const db = join(workplace(), "log.db");
beforeAll(() => {
  coplay(["run", "tournaments/axelrod-1980.yaml", "--db", db]);
});

const json = (words: readonly string[]): unknown =>
  JSON.parse(coplay([...words, "--db", db, "--json"]).stdout);

describe("coplay standings", () => {
  test("prints the table that the run printed", () => {
    const { status, stdout } = coplay(["standings", "--db", db]);
    expect(status).toBe(0);
    expect(stdout).toContain("axelrod-1980 (run 1, complete)");
    expect(stdout.trim().split("\n")).toHaveLength(17);
  });

  test("finds a run by number and by name, and says which there are", () => {
    expect(coplay(["standings", "1", "--db", db]).status).toBe(0);
    expect(coplay(["standings", "axelrod-1980", "--db", db]).status).toBe(0);
    const { status, stderr } = coplay(["standings", "axelrod", "--db", db]);
    expect(status).toBe(1);
    expect(stderr).toBe(`coplay: there is no run "axelrod" (${db})\n  There are: axelrod-1980.\n`);
  });

  test.each(["payoffs", "cooperation", "states"])("shows %s", (what) => {
    const { status, stdout } = coplay(["standings", "--show", what, "--db", db]);
    expect(status).toBe(0);
    expect(stdout).toContain("tideman-chieruzzi");
  });

  test("holds intervals, matrices and states as JSON", () => {
    const { standings, pairwise, states, outcomes } = json(["standings"]) as {
      standings: { meanPayoffPerTurn: number; interval: { low: number; high: number } }[];
      pairwise: { players: string[]; payoff: number[][] };
      states: { distribution: { hits: number }[] }[];
      outcomes: string[];
    };
    expect(standings).toHaveLength(15);
    for (const { meanPayoffPerTurn, interval } of standings) {
      expect(interval.low).toBeLessThanOrEqual(meanPayoffPerTurn);
      expect(interval.high).toBeGreaterThanOrEqual(meanPayoffPerTurn);
    }
    expect(
      pairwise.payoff[pairwise.players.indexOf("tit-for-tat")]![pairwise.players.indexOf("grudger")],
    ).toBe(3);
    expect(outcomes).toEqual(["CC", "CD", "DC", "DD"]);
    // 14 co-players × 5 repetitions × 200 turns.
    for (const { distribution } of states)
      expect(distribution.reduce((sum, { hits }) => sum + hits, 0)).toBe(14_000);
  });
});

describe("coplay matches and coplay show", () => {
  test("lead from a pairing to its moves", () => {
    const rows = json(["matches", "--player", "random", "--co-player", "tit-for-tat"]) as {
      id: number;
      row: string;
    }[];
    expect(rows).toHaveLength(5);
    const { stdout } = coplay(["show", String(rows[0]!.id), "--db", db]);
    expect(stdout).toMatch(/^match \d+, repetition 1, prisoners-dilemma, complete/);
    expect(stdout).toMatch(/random +[CD]{80}\n/);
    const shown = json(["show", String(rows[0]!.id)]) as { moves: { row: string; column: string } };
    expect(shown.moves.column.slice(1)).toBe(shown.moves.row.slice(0, -1));
  });

  test("say so where there is no such match", () => {
    const { status, stderr } = coplay(["show", "99999", "--db", db]);
    expect(status).toBe(1);
    expect(stderr).toContain("there is no match 99999");
  });
});

describe("coplay play", () => {
  test("plays one match at once, the same for the same seed", () => {
    const words = ["play", "random", "tft", "--turns", "20", "--seed", "4", "--json"];
    const { moves } = JSON.parse(coplay(words).stdout) as { moves: { row: string; column: string } };
    expect(moves.row).toMatch(/^[CD]{20}$/);
    expect(moves.column).toBe(`C${moves.row.slice(0, -1)}`);
    expect(coplay(words).stdout).toBe(coplay(words).stdout);
  });

  test("plays a player against its copy, with noise, in another game", () => {
    const { status, stdout } = coplay([
      "play",
      "tit-for-tat",
      "tit-for-tat",
      "--noise",
      "0.2",
      "--game",
      "chicken",
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain("A lower-case letter is a move that noise flipped.");
  });

  test("knows who may sit at the table", () => {
    const { status, stderr } = coplay(["play", "grudger", "random", "--game", "rock-paper-scissors"]);
    expect(status).toBe(1);
    expect(stderr).toContain("grudger plays games of 2 actions");
  });
});

describe("coplay list", () => {
  test("tells of every player its Axelrod name, memory, chance, parameters and source", () => {
    const players = JSON.parse(coplay(["list", "players", "--json"]).stdout) as Record<string, unknown>[];
    expect(players.length).toBeGreaterThanOrEqual(80);
    expect(players.find(({ id }) => id === "tit-for-tat")).toMatchObject({
      axelrodName: "TitForTat",
      memory: 1,
      stochastic: false,
      parameters: [],
      source: { key: "Axelrod1980" },
    });
    expect(players.find(({ id }) => id === "gtft")).toMatchObject({
      stochastic: true,
      parameters: [{ name: "generosity", accepts: "a number in [0, 1]", default: null }],
    });
  });

  test.each(["players", "games", "metrics", "tournaments"])(
    "prints %s as a plain table when piped",
    (what) => {
      const { status, stdout } = coplay(["list", what]);
      expect(status).toBe(0);
      expect(stdout).not.toContain("\u001b");
      expect(stdout.split("\n").length).toBeGreaterThan(8);
    },
  );
});

describe("coplay completion", () => {
  test.each(["bash", "zsh", "fish"])("prints a script for %s", (shell) => {
    expect(coplay(["completion", shell]).stdout).toContain("coplay complete --");
  });

  test.each([
    [["sta"], "standings"],
    [["list", "g"], "games"],
    [["play", "tit-for-2"], "tit-for-2-tats"],
    [["run", "--dr"], "--dry-run"],
    [["standings", "--by", "bradley"], "bradley-terry"],
    [["export", "1", "--format", ""], "parquet"],
  ])("%j is completed to %s", (words, expected) => {
    expect(
      coplay(["complete", "--", ...words])
        .stdout.trim()
        .split("\n"),
    ).toContain(expected);
  });
});

test("the value of an option that may be anything is left to the shell", () => {
  expect(coplay(["complete", "--", "probe", "--seed", ""]).stdout).toBe("");
});

describe("coplay doctor and --version", () => {
  test("find all well here", () => {
    const { status, stdout } = coplay(["doctor", "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ fine: true });
    expect(coplay(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test("the package's bin is what npx runs", () => {
  expect(coplay(["--help"], { cwd: root }).stdout).toContain("Usage: coplay [options] [command]");
});
