import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { newRun } from "../store/sample.ts";
import { coplay, workplace } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");

const tournament = (name: string, lines: readonly string[]): string => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, [`name: ${name}`, ...lines, "turns: 20", "seed: 1", ""].join("\n"));
  return file;
};

beforeAll(() => {
  const players = "players: [tit-for-tat, defector, random, cooperator]";
  const files = [
    tournament("whole", [players, "self-play: true", "repetitions: 4"]),
    tournament("without-self-play", [players, "repetitions: 2"]),
    tournament("once", [players]),
  ];
  for (const file of files) coplay(["run", file, "--db", db]);
});

interface Rated {
  readonly ranking?: { readonly id: string; readonly source: string; readonly lacking: string | null };
  readonly standings: readonly {
    readonly rank: number;
    readonly player: string;
    readonly wins: number;
    readonly rating?: number | null;
    readonly ratingInterval?: { readonly low: number; readonly high: number } | null;
  }[];
}

const standings = (...words: string[]) => coplay(["standings", ...words, "--db", db]);
const json = (...words: string[]): Rated => JSON.parse(standings(...words, "--json").stdout) as Rated;

const kinds = [
  ["median", "AxelrodLibrary", /^rank +player +median +95 % interval +payoff\/turn +wins +coop/],
  ["wins", "AxelrodLibrary", /^rank +player +wins +95 % interval +payoff\/turn +median +coop/],
  ["bradley-terry", "Hunter2004", /^rank +player +Bradley–Terry +95 % interval +payoff\/turn +median +wins/],
  ["replicator", "Tewolde2026", /^rank +player +replicator +95 % interval +payoff\/turn/],
  ["alpha-rank", "Omidshafiei2019", /^rank +player +α-Rank +95 % interval +payoff\/turn/],
  ["nash", "Balduzzi2018", /^rank +player +Nash average +95 % interval +payoff\/turn/],
] as const;

describe("coplay standings --by", () => {
  test.each(kinds)("%s ranks by it, with its interval and its source", (by, source, header) => {
    const { ranking, standings: table } = json("whole", "--by", by);
    expect(ranking).toMatchObject({ id: by, source, lacking: null });
    const ratings = table.map(({ rating }) => rating!);
    expect(ratings).toEqual(ratings.toSorted((a, b) => b - a));
    for (const { rating, ratingInterval } of table) {
      expect(ratingInterval!.low).toBeLessThanOrEqual(rating!);
      expect(ratingInterval!.high).toBeGreaterThanOrEqual(rating!);
    }

    const { status, stdout } = standings("whole", "--by", by);
    const lines = stdout.trimEnd().split("\n");
    expect(status).toBe(0);
    expect(lines[1]).toMatch(header);
    expect(lines[2]).toContain(table[0]!.player);
    expect(lines).toHaveLength(2 + 4);
  });

  test("says the same whenever it is asked", () => {
    expect(json("whole", "--by", "nash")).toEqual(json("whole", "--by", "nash"));
  });

  test("mean is what it ranks by otherwise, and has no further figure", () => {
    const table = json("whole", "--by", "mean");
    expect(table).toEqual(json("whole"));
    expect(table.ranking).toBeUndefined();
    expect(table.standings[0]).not.toHaveProperty("rating");
  });

  test("wins are the wins", () => {
    for (const { wins, rating } of json("whole", "--by", "wins").standings) expect(rating).toBe(wins);
  });

  test("says what a ranking had to assume", () => {
    const { stderr } = standings("whole", "--by", "bradley-terry");
    expect(stderr).toContain("Bradley–Terry: some players never got a point off the others");
  });

  test("says what is missing, and shows a dash", () => {
    const { status, stdout, stderr } = standings("without-self-play", "--by", "alpha-rank");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +– +tit-for-tat +– +– +\d/m);
    expect(stderr).toContain(
      "α-Rank needs self-play, and tit-for-tat has none (self-play: true in the tournament)\n",
    );
    expect(json("without-self-play", "--by", "nash").standings[0]!.rating).toBe(0);
  });

  test("gives no interval where matches were played once", () => {
    const { standings: table } = json("once", "--by", "wins");
    expect(table.map(({ ratingInterval }) => ratingInterval)).toEqual([null, null, null, null]);
    expect(standings("once", "--by", "wins").stderr).toContain(
      "an interval needs 2 matches of every pairing, and defector against tit-for-tat has 1\n",
    );
  });

  test("a run without a match has no figures, and an unknown ranking is refused", () => {
    {
      using store = openStore(db, { mode: "write" });
      store.beginRun(newRun({ name: "nothing-yet" }));
    }
    const { status, stderr } = standings("nothing-yet", "--by", "nash");
    expect(status).toBe(0);
    expect(stderr).toContain("Nash average needs a complete match between two players\n");
    const refused = standings("whole", "--by", "elo");
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain("Allowed choices are mean, median, wins");
  });
});

test("coplay list metrics has the rankings too", () => {
  const rows = JSON.parse(coplay(["list", "metrics", "--json"]).stdout) as { id: string }[];
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["bradley-terry", "replicator", "alpha-rank", "nash"]));
});
