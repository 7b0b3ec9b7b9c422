import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { abortedAfter, newRun, PERIOD, sampleRecord } from "../store/sample.ts";
import { coplay, ended, root, startCoplay, workplace } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");
const inFolder = (name: string): string => join(folder, name);

beforeAll(() => {
  expect(coplay(["run", "tournaments/axelrod-1980.yaml", "--db", db]).status).toBe(0);
  // The longer one takes seconds to export: enough to be stopped in the middle.
  for (const [name, repetitions] of [
    ["long", 300],
    ["longer", 1500],
  ]) {
    const file = inFolder(`${name}.yaml`);
    writeFileSync(
      file,
      `players: [tit-for-tat, random, joss, feld, gtft]\nturns: 1000\nrepetitions: ${repetitions}\n`,
    );
    expect(coplay(["run", file, "--db", db]).status).toBe(0);
  }
});

const exporting = (...words: readonly string[]) => coplay(["export", "axelrod-1980", "--db", db, ...words]);

const linesOf = (file: string): Record<string, unknown>[] =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("coplay export", () => {
  test("makes a folder, and says what is in it", () => {
    const out = inFolder("jsonl");
    const { status, stdout, stderr } = exporting(
      "--format",
      "jsonl",
      "-o",
      out,
      "--split",
      "0.2",
      "--seed",
      "4",
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const [train, validation] = ["train", "validation"].map((split) => linesOf(join(out, `${split}.jsonl`)));
    expect(train!.length + validation!.length).toBe(600);
    expect(stdout.split("\n")[0]).toMatch(new RegExp(`^${out}: 600 matches, 120,000 turns, [\\d,]+ bytes$`));
    const share = ((100 * validation!.length) / 600).toFixed(1);
    expect(stdout).toContain(
      `\n  validation: ${validation!.length} matches (${share} %) of ${validation!.length / 5} pairings\n`,
    );
    expect(readdirSync(out).sort()).toEqual([
      "README.md",
      "manifest.json",
      "train.jsonl",
      "validation.jsonl",
    ]);
  });

  test.each(["csv", "parquet", "episodes", "icl"])("writes %s, and its manifest as JSON", (format) => {
    const out = inFolder(format);
    const { status, stdout } = exporting("--format", format, "-o", out, "--json");
    expect(status).toBe(0);
    const manifest = JSON.parse(stdout) as { format: string; counts: { matches: number } };
    expect(manifest).toMatchObject({ format, counts: { matches: 600, turns: 120_000 } });
    expect(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))).toEqual(manifest);
  });

  test("takes the players that are named, by any of their names", () => {
    const out = inFolder("players");
    const words = ["--player", "tft, joss", "--co-player", "grudger", "--format", "jsonl", "-o", out];
    expect(exporting(...words).status).toBe(0);
    const pairs = new Set(
      linesOf(join(out, "train.jsonl")).map(({ row, column }) => [row, column].sort().join()),
    );
    expect(pairs).toEqual(new Set(["grudger,joss", "grudger,tit-for-tat"]));
  });

  test("takes several runs at once", () => {
    const out = inFolder("both");
    const words = ["export", "1", "2", "--player", "random", "--db", db, "--format", "icl", "-o", out];
    expect(coplay([...words, "--trajectories", "3", "--sequences", "20", "--burstiness", "0.5"]).status).toBe(
      0,
    );
    const runs = linesOf(join(out, "train.jsonl")).flatMap(({ metadata }) =>
      (metadata as { trajectories: { run: number }[] }).trajectories.map(({ run }) => run),
    );
    expect(runs).toHaveLength(60);
    expect(new Set(runs)).toEqual(new Set([1, 2]));
  });

  test("leaves what is there as it is, unless it may replace it", () => {
    const out = inFolder("twice");
    expect(exporting("--format", "csv", "-o", out).status).toBe(0);
    const before = readFileSync(join(out, "manifest.json"), "utf8");
    const { status, stderr } = exporting("--format", "jsonl", "-o", out);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `coplay: ${out} is there already\n  Name another folder with --out, or replace an export with --force.\n`,
    );
    expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe(before);
    expect(exporting("--format", "jsonl", "-o", out, "--force").status).toBe(0);
    expect(existsSync(join(out, "train.jsonl"))).toBe(true);
    expect(existsSync(join(out, "train.csv"))).toBe(false);
  });

  test.each([
    [["--player", "grim-reaper"], "coplay: grim-reaper did not take part\n  Players: "],
    [["--player", "tit-for-tatt"], "coplay: tit-for-tatt did not take part\n  Did you mean tit-for-tat?\n"],
    [["--game", "prisoner-dilemma"], "Did you mean prisoners-dilemma?"],
    [
      ["--status", "aborted"],
      "coplay: nothing to export: run 1, axelrod-1980, has only complete matches in the log\n",
    ],
    [
      ["--split", "0.000001"],
      "coplay: none of 120 pairings goes to validation with --split 0.000001 and --seed 0\n",
    ],
    [["--burstiness", "0.5"], "coplay: --burstiness is of the format icl, and has no place in jsonl\n"],
    [["--seat", "row"], "coplay: jsonl tells matches from both seats"],
    [["--split", "1"], "It must be a number in (0, 1)."],
  ])("refuses %j", (words, message) => {
    const out = inFolder("refused");
    const { status, stdout, stderr } = exporting("--format", "jsonl", "-o", out, ...words);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(readdirSync(folder).filter((name) => name.startsWith("refused"))).toEqual([]);
  });

  test("refuses classics as conversations, and levels that are too few", () => {
    expect(exporting("--format", "chat", "-o", inFolder("none")).stderr).toContain(
      "no player of these runs is an LLM",
    );
    const words = [
      "--format",
      "icl",
      "--player",
      "joss",
      "--co-player",
      "feld,grudger",
      "--burstiness",
      "0.5",
    ];
    expect(exporting(...words, "-o", inFolder("none")).stderr).toContain("train needs 4 levels, and has 2");
    expect(existsSync(inFolder("none"))).toBe(false);
    expect(existsSync(inFolder("none.partial"))).toBe(false);
  });

  test("refuses a run without matches, and one with aborted ones only", () => {
    const run = newRun({ ids: ["a", "b"] });
    const own = inFolder("own.db");
    const store = openStore(own, { mode: "write" });
    store.beginRun(run);
    store.append(store.beginRun(run), [abortedAfter(sampleRecord(run, 0, 1, 0), 3)], PERIOD);
    store.close();
    const words = ["--db", own, "--format", "jsonl", "-o", inFolder("none")];
    expect(coplay(["export", "1", ...words])).toMatchObject({
      status: 1,
      stdout: "",
      stderr:
        "coplay: nothing to export: run 1, sample, has no matches in the log\n  Play some first: coplay run goes on with it.\n",
    });
    expect(coplay(["export", "2", ...words])).toMatchObject({
      status: 1,
      stdout: "",
      stderr:
        "coplay: nothing to export: run 2, sample, has only aborted matches in the log\n  --status aborted exports those.\n",
    });
  });

  test("leaves nothing under the name on a full disk", () => {
    // A limit on the size of any file stands in for the disk's end; the signal that comes with it is ignored.
    const out = inFolder("full");
    const words = `export axelrod-1980 --format csv --out ${out} --db ${db}`;
    const limited = `trap '' XFSZ; ulimit -f 1000; exec ${process.execPath} dist/cli.js ${words}`;
    const { status, stderr } = spawnSync("bash", ["-c", limited], { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^coplay: .*full\.partial\/train\.csv: the disk is full\n {2}Free some space/);
    expect(readdirSync(folder).filter((name) => name.startsWith("full"))).toEqual([]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "clears away what it has when it is stopped by %s",
    async (signal) => {
      const out = inFolder("stopped");
      const child = startCoplay(["export", "longer", "--format", "csv", "-o", out, "--db", db]);
      child.stderr!.once("data", () => child.kill(signal)); // the first line of progress
      const { status } = await ended(child);
      expect(status).toBe(signal === "SIGINT" ? 130 : 143);
      expect(readdirSync(folder).filter((name) => name.startsWith("stopped"))).toEqual([]);
    },
  );

  test("leaves nothing under the name when it is killed, and nothing at all once it is made again", async () => {
    const out = inFolder("killed");
    const child = startCoplay(["export", "longer", "--format", "csv", "-o", out, "--db", db]);
    child.stderr!.once("data", () => child.kill("SIGKILL"));
    expect((await ended(child)).signal).toBe("SIGKILL");
    expect(existsSync(out)).toBe(false);
    expect(exporting("--format", "jsonl", "-o", out).status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith("killed"))).toEqual(["killed"]);
  });
});
