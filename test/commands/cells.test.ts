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

interface Ranked {
  readonly run: number;
  readonly player: string;
  readonly rank: number;
  readonly rating?: number | null;
  readonly ratingInterval?: { readonly low: number; readonly high: number } | null;
}

describe("coplay standings --cells", () => {
  test("has a row for each cell and player of the sitting, with what they were and how they fared", () => {
    expect(run().status).toBe(0);
    const { status, stdout } = standings("--cells");
    expect(status).toBe(0);
    expect(stdout.split("\n")[0]).toBe("4 cells of the sitting that began with run 1");
    const [header, ...rows] = rowsOf(stdout);
    expect(header).toEqual(
      "noise|agents.language|run|player|rank|payoff/turn|95 % interval|cooperation|matches|fallback".split(
        "|",
      ),
    );
    expect(rows).toHaveLength(4 * 3);
    expect(rows.map(([noise, language]) => `${noise} ${language}`)).toEqual(
      ["0 en", "0 fr", "0.2 en", "0.2 fr"].flatMap((cell) => [cell, cell, cell]),
    );
    expect(rows[0]).toMatchObject({ 2: "1", 3: "cooperator", 4: "3", 5: "0.000" });
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
      rank: 3,
      player: "cooperator",
      matches: 6,
      aborted: 0,
      fallbacks: 0,
    });
  });

  test("ranks by what is asked for, in every cell as in the table of its run", () => {
    const asked = standings("1", "--cells", "--by", "nash");
    const [header, ...rows] = rowsOf(asked.stdout);
    expect(header!.slice(3, 8)).toEqual(["player", "rank", "Nash average", "95 % interval", "payoff/turn"]);
    expect(rows).toHaveLength(4 * 3);
    const cells = JSON.parse(standings("1", "--cells", "--by", "nash", "--json").stdout) as Ranked[];
    for (const run of [1, 2, 3, 4]) {
      const alone = JSON.parse(standings(String(run), "--by", "nash", "--json").stdout) as {
        standings: Ranked[];
        ranking: unknown;
      };
      for (const { player, rank, rating, ratingInterval } of alone.standings) {
        const cell = cells.find((one) => one.run === run && one.player === player);
        expect(cell).toMatchObject({ rank, rating, ratingInterval, ranking: alone.ranking });
      }
    }
    expect(cells[0]).not.toEqual(cells[6]);
  });

  test("ranks by the mean payoff without saying more of it", () => {
    const rows = JSON.parse(standings("1", "--cells", "--json").stdout) as Ranked[];
    expect(
      rows
        .slice(0, 3)
        .map(({ rank }) => rank)
        .sort(),
    ).toEqual([1, 1, 3]);
    expect(rows[0]).not.toHaveProperty("rating");
  });

  test("says once what a ranking lacks in every cell, with a dash for its figures", () => {
    const { status, stdout, stderr } = standings("1", "--cells", "--by", "alpha-rank");
    expect(status).toBe(0);
    expect(rowsOf(stdout)[1]!.slice(3, 7)).toEqual(["cooperator", "–", "–", "–"]);
    expect(stderr).toBe(
      "α-Rank needs self-play, and cooperator has none (self-play: true in the tournament)\n",
    );
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
