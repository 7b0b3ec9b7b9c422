import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { connect } from "../../src/store/driver.ts";
import { openStore } from "../../src/store/open.ts";
import { coplay, ended, startCoplay, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
let made = 0;

/** A folder of its own for one test. */
function place(): (name: string) => string {
  const own = join(folder, String(++made));
  mkdirSync(own);
  return (name) => join(own, name);
}

const MAP = `format: csv
each-row-is: turn
match: match
turn: turn
row: {player: a, moves: x}
column: {player: b, moves: y}
game: prisoners-dilemma
`;

const LOG = `match,turn,a,b,x,y,lang
1,1,ann,bob,C,D,en
1,2,ann,bob,D,D,en
2,1,bob,eve,C,C,fr
2,2,bob,eve,C,C,fr
3,1,eve,ann,D,C,en
`;

/** A folder with a log and its mapping, and the words that import them. */
function files(
  log = LOG,
  map = MAP,
): { readonly at: (name: string) => string; readonly words: readonly string[] } {
  const at = place();
  writeFileSync(at("log.csv"), log);
  writeFileSync(at("map.yaml"), map);
  return { at, words: ["import", at("log.csv"), "--map", at("map.yaml"), "--db", at("log.db")] };
}

function expectRefusal({ status, stdout, stderr }: Ended, message: string): void {
  expect(status).toBe(1);
  expect(stdout).toBe("");
  const lines = stderr.trimEnd().split("\n");
  expect(lines.length, stderr).toBeLessThanOrEqual(2);
  expect(lines[0]).toContain(`coplay: ${message}`);
}

function recordsIn(db: string, run: number): MatchRecord[] {
  using store = openStore(db, { mode: "read" });
  return [...store.records(run)];
}

describe("an imported log", () => {
  test("is a run like any other", () => {
    const { at, words } = files();
    const { status, stdout, stderr } = coplay([...words, "--name", "field notes"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      "run  name         players  matches  aborted  turns\n  1  field notes        3        3        0      5\n",
    );
    const db = ["--db", at("log.db")];
    expect(coplay(["standings", "field notes", ...db]).stdout).toMatch(/eve .* 2\n/);
    expect(coplay(["matches", "--player", "ann", "--status", "complete", ...db]).stdout).toContain("5 : 0");
    expect(coplay(["show", "1", ...db]).stdout).toContain("ann  CD");
    expect(coplay(["profile", ...db, "--resamples", "0"]).status).toBe(0);
    const runs = JSON.parse(coplay(["runs", "--json", ...db]).stdout) as unknown;
    expect(runs).toMatchObject([{ name: "field notes", status: "complete", matches: 3, planned: 3 }]);
  });

  test("says where it comes from", () => {
    const { at, words } = files();
    coplay(words);
    using store = openStore(at("log.db"), { mode: "read" });
    const { spec, seed, noise, told } = store.run(1)!;
    expect(JSON.parse(spec)).toMatchObject({
      imported: {
        files: [
          {
            name: "log.csv",
            sha256: "eeb6b75e5119ed3686dad238c504b731dc6524397d2f9f3c14f287ce53e8d218",
          },
        ],
        mapping: { format: "csv", row: { player: "a", moves: "x" }, game: "prisoners-dilemma" },
      },
    });
    expect([seed, noise, told.horizon]).toEqual([0, 0, "unknown"]);
  });

  test("is one run for each level of a factor, as a grid is", () => {
    const { at, words } = files(LOG, `${MAP}factors: {language: lang}\n`);
    const { stdout } = coplay([...words, "--json"]);
    expect(JSON.parse(stdout)).toEqual([
      {
        run: 1,
        name: "log [language=en]",
        factors: { language: "en" },
        players: 3,
        matches: 2,
        aborted: 0,
        turns: 3,
      },
      {
        run: 2,
        name: "log [language=fr]",
        factors: { language: "fr" },
        players: 2,
        matches: 1,
        aborted: 0,
        turns: 2,
      },
    ]);
    const cells = coplay(["standings", "--cells", "--db", at("log.db")]);
    expect([cells.status, cells.stdout]).toEqual([0, expect.stringContaining("fr")]);
  });

  test("keeps the abort reasons of its file, and shows them", () => {
    const map = MAP.replace("turn: turn", "turn: turn\nlabels: {C: C, D: D, timeout: aborted}");
    const { at, words } = files(LOG.replace("1,2,ann,bob,D,D", "1,2,ann,bob,timeout,D"), map);
    expect(coplay(words).status).toBe(0);
    const { stdout } = coplay(["matches", "--status", "aborted", "--db", at("log.db")]);
    expect(stdout).toContain("no-move");
  });
});

describe("the same import again", () => {
  test("is refused, whatever the file is called, and allowed with --force", () => {
    const { at, words } = files();
    expect(coplay(words).status).toBe(0);
    copyFileSync(at("log.csv"), at("copy.csv"));
    expectRefusal(
      coplay(words.map((word) => word.replace("log.csv", "copy.csv"))),
      "the same files were imported with the same mapping before, as run 1, log",
    );
    expect(coplay([...words, "--force"]).stdout).toContain("  2  log");
  });

  test("is another one where the mapping says something else", () => {
    const { words } = files();
    expect(coplay(words).status).toBe(0);
    expect(coplay([...words, "--continuation", "0.9"]).status).toBe(0);
  });

  test("takes the place of one that was killed, which stands as interrupted", () => {
    const { at, words } = files();
    coplay(words);
    const connection = connect(at("log.db"), { readonly: false, busyTimeoutMs: 100 });
    // As a process leaves it that was killed between two batches. No process has the number 2^22 + 1.
    connection.exec(`DELETE FROM "match" WHERE id = 3;
      UPDATE run SET status = 'running', ended = NULL, pid = 4194305`);
    connection.close();
    expect(coplay(["runs", "--db", at("log.db")]).stdout).toContain("interrupted");
    const { status, stdout, stderr } = coplay(words);
    expect([status, stderr]).toEqual([
      0,
      "an import of the same that was killed is taken out of the log: run 1\n",
    ]);
    expect(stdout).toContain("  1  log         3        3");
  });
});

test("Ctrl-C takes out what was imported so far", async () => {
  const rows = Array.from({ length: 150_000 }, (_, i) => `${i},1,ann,bob,C,D,en\n`);
  const { at, words } = files(`match,turn,a,b,x,y,lang\n${rows.join("")}`);
  const child = startCoplay(words);
  const end = ended(child);
  let isRunning = false;
  while (!isRunning && child.exitCode === null) {
    await setTimeout(5);
    if (!existsSync(at("log.db"))) continue;
    try {
      using store = openStore(at("log.db"), { mode: "read" });
      isRunning = store.latestRun() !== null;
    } catch {
      // The log is only being made.
    }
  }
  child.kill("SIGINT");
  const { status, stdout, stderr } = await end;
  expect([status, stdout, stderr]).toEqual([130, "", "stopped; nothing was imported\n"]);
  using store = openStore(at("log.db"), { mode: "read" });
  expect(store.runs()).toEqual([]);
});

describe("an import that cannot be done", () => {
  test("leaves no log where there was none", () => {
    const { at, words } = files(LOG.replace("2,2,bob", "2,4,bob"));
    expectRefusal(coplay(words), `turn 4 stands where turn 2 should (${at("log.csv")}:5)`);
    expect(existsSync(at("log.db"))).toBe(false);
  });

  test.each([
    ["payne-2052", 'there is no mapping "payne-2052"', "Did you mean payne-2025?"],
    ["none.yaml", "there is no such file (none.yaml)", "`coplay list maps`"],
  ])("says that of the mapping %s", (map, message, hint) => {
    const { at } = files();
    const failed = coplay(["import", at("log.csv"), "--map", map, "--db", at("log.db")]);
    expectRefusal(failed, message);
    expect(failed.stderr).toContain(hint);
  });

  test("says which file is not there, or is a folder", () => {
    const { at } = files();
    const importing = (file: string): Ended =>
      coplay(["import", at("log.csv"), file, "--map", at("map.yaml"), "--db", at("log.db")]);
    expectRefusal(importing(at("nothing.csv")), `there is no such file (${at("nothing.csv")})`);
    expectRefusal(importing(at(".")), "this is a directory");
  });

  test("names the column that is probably meant", () => {
    const { at, words } = files(LOG.replace("turn,a", "turns,a"));
    const failed = coplay(words);
    expectRefusal(failed, `there is no column "turn" (${at("log.csv")}:1)`);
    expect(failed.stderr).toContain("Did you mean turns?");
  });

  test("names the mapping's line where the game is none", () => {
    const { at, words } = files(LOG, MAP.replace("game: prisoners-dilemma", "game: prisoner-dilemma"));
    expectRefusal(coplay(words), 'unknown game "prisoner-dilemma"');
    expect(coplay(words).stderr).toContain(`${at("map.yaml")}:7, game`);
  });

  test("needs a mapping", () => {
    expect(coplay(["import", "log.csv"]).stderr).toContain("required option '--map <mapping>' not specified");
  });
});

test("`coplay list maps` shows the mappings that come with coplay", () => {
  const rows = JSON.parse(coplay(["list", "maps", "--json"]).stdout) as {
    id: string;
    source: { key: string } | null;
  }[];
  expect(rows.map(({ id, source }) => [id, source?.key ?? null])).toEqual([
    ["coopeval-2026", "Tewolde2026"],
    ["coplay-csv", null],
    ["coplay-jsonl", null],
    ["fairgame-2025", "Buscemi2025"],
    ["payne-2025", "Payne2025"],
  ]);
});

describe("what coplay exports comes back by import", () => {
  const at = place();
  writeFileSync(
    at("t.yaml"),
    "players: [tit-for-tat, random, gtft(generosity=0.3)]\nturns: 20\nrepetitions: 2\nnoise: 0.1\nseed: 5\nself-play: true\n",
  );
  coplay(["run", at("t.yaml"), "--db", at("a.db")]);
  const original = recordsIn(at("a.db"), 1);

  test.each([
    ["csv", "train.csv", ["--noise", "0.1", "--seed", "5"]],
    ["jsonl", "train.jsonl", []],
  ])("as %s, move by move", (format, file, words) => {
    const out = at(format);
    expect(coplay(["export", "1", "--format", format, "--db", at("a.db"), "--out", out]).status).toBe(0);
    const db = at(`${format}.db`);
    const { status, stderr } = coplay([
      "import",
      join(out, file),
      "--map",
      `coplay-${format}`,
      ...words,
      "--db",
      db,
    ]);
    expect([status, stderr]).toEqual([0, ""]);
    const untold = (record: MatchRecord): MatchRecord => ({
      ...record,
      match: { ...record.match, told: { ...record.match.told, horizon: "unknown" } },
    });
    expect(recordsIn(db, 1)).toEqual(format === "csv" ? original.map(untold) : original);
    expect(original.some(({ trembles }) => trembles.row.includes(1))).toBe(true);
  });

  test("with names that a spreadsheet would run", () => {
    const own = place();
    const log = LOG.replaceAll("ann", '"=HYPERLINK(""x"",""y"")"').replaceAll("bob", "-2+3");
    writeFileSync(own("log.csv"), log);
    writeFileSync(own("map.yaml"), `${MAP}kind: strategy\n`);
    coplay(["import", own("log.csv"), "--map", own("map.yaml"), "--db", own("a.db")]);
    coplay(["export", "--format", "csv", "--db", own("a.db"), "--out", own("out")]);
    const words = ["import", own("out/train.csv"), "--map", "coplay-csv", "--db", own("b.db")];
    expect(coplay(words).status).toBe(0);
    expect(recordsIn(own("b.db"), 1)).toEqual(recordsIn(own("a.db"), 1));
    expect(recordsIn(own("b.db"), 1)[0]!.match.row).toBe('=HYPERLINK("x","y")');
  });
});
