import { mkdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writeCheckpoint } from "../../src/models/checkpoint.ts";
import { openStore } from "../../src/store/open.ts";
import { sampleCheckpoint, tinyShape, untrained } from "../models/sample.ts";
import { coplay, root, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
const tournament = join(root, "tournaments/trained-vs-classics.yaml");
const game = "prisoners-dilemma(R=1, S=-1, T=2, P=0)";

/** As in the tournament file; two that plan and two that draw. */
const names = ["best-responder", "extorter", "cooperator-1", "cooperator-2"];

function put(name: string, seed: number): void {
  const acting =
    seed % 2 === 0
      ? ({ kind: "plan", rollouts: 8, lookAhead: 3, gain: 100 } as const)
      : ({ kind: "sample" } as const);
  const weights = untrained(tinyShape, seed);
  const path = join(folder, "results", "trained", `${name}.json`);
  writeCheckpoint(path, sampleCheckpoint({ name, acting, weights }), { overwrite: true });
}

beforeAll(() => names.forEach(put));

const here = (...words: readonly string[]): Ended => coplay(words, { cwd: folder });

const movesIn = (db: string): string[] => {
  using store = openStore(join(folder, db), { mode: "read" });
  const lines = Array.from(
    store.records(store.runs()[0]!.id),
    ({ match, row, column }) => `${match.row} ${match.column} ${row.join("")} ${column.join("")}`,
  );
  return lines.sort();
};

describe("a tournament of trained models, classics and a language model", () => {
  const run = (db: string, ...words: readonly string[]): Ended =>
    here("run", tournament, "--db", db, "--repetitions", "2", "--cap", "12", "--json", ...words);

  test("runs from one file, the same with any number of workers", () => {
    const first = run("a.db", "--workers", "0");
    expect(first.status, first.stderr).toBe(0);
    const { matches, standings } = JSON.parse(first.stdout) as {
      matches: number;
      standings: { player: string }[];
    };
    expect(matches).toBe(2 * 55);
    const players = standings.map(({ player }) => player);
    for (const name of names) expect(players).toContain(`trained/${name}`);
    expect(players).toContain("scripted/tit-for-tat(history=10)");
    expect(run("b.db", "--workers", "2").status).toBe(0);
    expect(movesIn("b.db")).toEqual(movesIn("a.db"));
  });

  test("knows in the log what kind of player each is", () => {
    run("kinds.db");
    using store = openStore(join(folder, "kinds.db"), { mode: "read" });
    const kinds = store.players(store.runs()[0]!.id).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "policy")).toHaveLength(4);
    expect(kinds.filter((kind) => kind === "agent")).toHaveLength(1);
  });
});

describe("a trained model", () => {
  test("plays a match at once", () => {
    const { status, stdout, stderr } = here(
      "play",
      "trained/extorter",
      "tft",
      "--game",
      game,
      "--turns",
      "20",
    );
    expect(status, stderr).toBe(0);
    expect(stdout).toContain("trained/extorter");
  });

  test("is refused at another game before anything is played", () => {
    const { status, stdout, stderr } = here("play", "trained/extorter", "tft");
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("trained/extorter was trained at another game than prisoners-dilemma");
    expect(stderr).toContain(`It plays ${game}.`);
  });

  test("that does not exist is answered with the nearest that does", () => {
    const { status, stderr } = here("play", "trained/extortor", "tft", "--game", game);
    expect(status).toBe(1);
    expect(stderr).toContain('unknown trained model "extortor"');
    expect(stderr).toContain("Did you mean trained/extorter? There are best-responder, cooperator-1,");
  });
});

describe("coplay list", () => {
  test("shows trained models among the players and by themselves", () => {
    expect(here("list", "players").stdout).toMatch(/^trained\/extorter .*Trained by ppi against tabular/m);
    const { status, stdout, stderr } = here("list", "trained");
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^trained\/best-responder +ppi +gru 4 +plan +7 +1 +0\.980/m);
    const rows = JSON.parse(here("list", "trained", "--json").stdout) as object[];
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      id: "trained/best-responder",
      learner: "1",
      met: { tabular: { payoff: 0.98 } },
    });
    expect(rows[0]).not.toHaveProperty("weights");
  });

  test("says which cannot be read, and why", () => {
    const damaged = join(folder, "damaged");
    mkdirSync(join(damaged, "results", "trained"), { recursive: true });
    const path = join(damaged, "results", "trained", "x.json");
    writeCheckpoint(path, sampleCheckpoint());
    truncateSync(path, 300);
    const { status, stdout } = coplay(["list", "trained"], { cwd: damaged });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^trained\/x +results\/trained\/x\.json: is no checkpoint: it is no JSON/m);
    expect(coplay(["list", "players"], { cwd: damaged }).stdout).not.toContain("trained/x");
  });
});

describe("a shell's completion", () => {
  test("offers trained models where players stand", () => {
    expect(here("complete", "--", "evaluate", "trained/c").stdout).toBe(
      "trained/cooperator-1\ntrained/cooperator-2\n",
    );
  });
});
