import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coplay, workplace } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");
const file = join(folder, "grid.yaml");
writeFileSync(
  file,
  `name: small
turns: 4
repetitions: 3
agents: { fallback: D, reasks: 0 }
grid: { noise: [0, 0.2], "agents.language": [en, fr] }
players: [cooperator, scripted/defector, "scripted/grudger(both=1)"]
`,
);
const run = (...words: string[]) => coplay(["run", file, "--db", db, "--yes", ...words]);
const standings = (...words: string[]) => coplay(["standings", "--db", db, ...words]);
const rowsOf = (stdout: string): readonly string[][] =>
  stdout
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/ {2,}/));

describe("coplay standings --cells", () => {
  test("has a row for each cell and player of the sitting, with what they were and how they fared", () => {
    expect(run().status).toBe(0);
    const { status, stdout } = standings("--cells");
    expect(status).toBe(0);
    expect(stdout.split("\n")[0]).toBe("4 cells of the sitting that began with run 1");
    const [header, ...rows] = rowsOf(stdout);
    expect(header).toEqual(
      "noise|agents.language|run|player|payoff/turn|95 % interval|cooperation|matches|fallback".split("|"),
    );
    expect(rows).toHaveLength(4 * 3);
    expect(rows.map(([noise, language]) => `${noise} ${language}`)).toEqual(
      ["0 en", "0 fr", "0.2 en", "0.2 fr"].flatMap((cell) => [cell, cell, cell]),
    );
    expect(rows[0]).toMatchObject({ 2: "1", 3: "cooperator", 4: "0.000" });
    const grudgers = rows.filter(([, , , player]) => player!.includes("grudger"));
    expect(grudgers.map((row) => row.at(-1))).toEqual(["24", "24", "24", "24"]);
  });

  test("holds the same as JSON", () => {
    const rows = JSON.parse(standings("2", "--cells", "--json").stdout) as Record<string, unknown>[];
    expect(rows).toHaveLength(12);
    expect(rows[3]).toMatchObject({
      cell: 1,
      run: 2,
      status: "complete",
      factors: { noise: 0, "agents.language": "fr" },
      player: "cooperator",
      matches: 6,
      aborted: 0,
      fallbacks: 0,
    });
  });

  test("leaves out matches with fallbacks where that is wanted", () => {
    const words = ["--cells", "--without-fallbacks", "--json"];
    const rows = JSON.parse(standings(...words).stdout) as { player: string; matches: number }[];
    expect(rows.slice(0, 3).map(({ matches }) => matches)).toEqual([3, 3, 0]);
  });

  test("is refused for a run that stands for itself, and beside a matrix", () => {
    writeFileSync(join(folder, "single.yaml"), "turns: 2\nplayers: [cooperator, defector]\n");
    coplay(["run", join(folder, "single.yaml"), "--db", db]);
    const alone = standings("--cells");
    expect(alone.status).toBe(1);
    expect(alone.stderr).toContain("run 5 is no cell of a grid");
    expect(standings("--cells", "--show", "states").stderr).toContain("cannot be used with");
  });
});
