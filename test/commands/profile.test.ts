/* Long because everything that the command takes is tried on real logs. */
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { matrixGame } from "../../src/core/game.ts";
import type { Profile, ProfileReport } from "../../src/stats/profile/profile.ts";
import { openStore } from "../../src/store/open.ts";
import type { NewRun } from "../../src/store/runs.ts";
import {
  abortedAfter,
  newRun,
  PERIOD,
  prisonersDilemma,
  sampleCall,
  sampleRecord,
  sampleRecords,
} from "../store/sample.ts";
import { coplay, workplace } from "./coplay.ts";

const folder = workplace();
const axelrod = join(folder, "axelrod.db");

beforeAll(() => {
  expect(coplay(["run", "tournaments/axelrod-1980.yaml", "--plain", "--db", axelrod]).status).toBe(0);
});

/** A log with these runs, and what is to be in each. */
function logOf(name: string, runs: readonly [NewRun, ReturnType<typeof sampleRecords>][]): string {
  const db = join(folder, name);
  using store = openStore(db, { mode: "write" });
  for (const [run, records] of runs) {
    const id = store.beginRun(run);
    store.append(id, records, PERIOD);
    store.endRun(id, PERIOD.endedAt);
  }
  return db;
}

function profilesOf(...words: readonly string[]): ProfileReport {
  const { status, stdout, stderr } = coplay(["profile", "--json", ...words]);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as ProfileReport;
}

const numbers = ({ estimates }: Profile, ...ids: readonly string[]): (number | null)[] =>
  ids.map((id) => estimates[id]!.value);

const CONDITIONALS = ["cc", "cd", "dc", "dd"].map((outcome) => `cooperation-after-${outcome}`);

describe("coplay profile", () => {
  test("finds tit for tat and grudger out in Axelrod's tournament", () => {
    const { profiles } = profilesOf("--db", axelrod, "--player", "tit-for-tat,grudger", "--resamples", "50");
    const [titForTat, grudger] = profiles as [Profile, Profile];
    expect(numbers(titForTat, ...CONDITIONALS)).toEqual([1, 0, 1, 0]);
    expect(numbers(titForTat, "emulation", "niceness", "troublemaking", "retaliation")).toEqual([1, 1, 0, 1]);
    expect(numbers(titForTat, "zd-sse", "zd-chi").map((value) => value!.toFixed(9))).toEqual([
      "0.000000000",
      "1.000000000",
    ]);
    expect(titForTat.estimates["sfem-tit-for-tat"]!.value).toBeGreaterThan(0.999);
    expect(grudger.estimates["sfem-grim"]!.value).toBeGreaterThan(0.999);
    expect(numbers(grudger, "forgiveness", "cooperation-after-cd")).toEqual([0, 0]);
    expect(titForTat.matches).toBe(70);
    expect(titForTat.withoutFallbacks).toBeNull();
  });

  test("prints headline tables of the first 12 players, and says that there are more", () => {
    const { status, stdout, stderr } = coplay(["profile", "--db", axelrod]);
    expect(status, stderr).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("axelrod-1980 (run 1)");
    expect(stdout).toMatch(/^tit-for-tat +72\.\d % \[/m);
    expect(lines.filter((line) => line.startsWith("tit-for-tat "))).not.toHaveLength(0);
    expect(stdout).toContain("No end-game, untold: needs matches");
    expect(stdout).toMatch(/of 792 differences are beyond chance/);
    expect(stderr).toContain("the first 12 of 15 players of the table");
  });

  test("shows one family in full, with how much each figure was measured on", () => {
    const words = ["profile", "--db", axelrod, "--player", "tit-for-tat", "--family", "adaptation"];
    const { stdout } = coplay(words);
    expect(stdout).toMatch(/^tenth 10 +tit-for-tat +\d+\.\d % +\[\d+\.\d, \d+\.\d\] +1,400 +moves$/m);
    expect(stdout).not.toContain("niceness");
  });

  test("writes CSV, a row for each player, group and figure", () => {
    const words = ["profile", "--db", axelrod, "--player", "tit-for-tat", "--by", "co-player"];
    const { stdout } = coplay([...words, "--family", "cooperation", "--resamples", "0", "--csv"]);
    const rows = parse(stdout, { columns: true }) as unknown as Record<string, string>[];
    expect(rows).toHaveLength(14 * 6);
    const row = rows.find(({ group, figure }) => group === "grudger" && figure === "cooperation")!;
    expect(row).toMatchObject({ player: "tit-for-tat", value: "1", n: "1000", lacking: "", matches: "5" });
  });

  test("gives the same for the same seed", () => {
    const words = ["--db", axelrod, "--player", "joss", "--resamples", "40"];
    expect(profilesOf(...words, "--seed", "3")).toEqual(profilesOf(...words, "--seed", "3"));
    expect(profilesOf(...words, "--seed", "3")).not.toEqual(profilesOf(...words, "--seed", "4"));
  });
});

describe("grouping", () => {
  const cell = (language: string, horizon: NewRun["told"]["horizon"]): NewRun => {
    const id = language === "en" ? "model" : `model(language=${language})`;
    return newRun({
      name: `cell-${language}`,
      factors: JSON.stringify({ "agents.language": language }),
      told: { game: prisonersDilemma, noise: 0, horizon },
      players: [
        { id, kind: "agent", parameters: JSON.stringify(language === "en" ? {} : { language }) },
        { id: "defector", kind: "strategy", parameters: "{}" },
      ],
    });
  };
  const cells = [cell("en", { turns: 20 }), cell("fr", "unknown")];
  const db = logOf(
    "grid.db",
    cells.map((run) => [run, sampleRecords(run, 3)]),
  );
  const groupsBy = (by: string): unknown[] =>
    profilesOf("--db", db, "1", "2", "--by", by, "--resamples", "0").profiles.map((profile) => [
      profile.player,
      profile.group,
      profile.matches,
    ]);

  test("takes a model for one player in all languages of a grid", () => {
    const { profiles } = profilesOf("--db", db, "1", "2", "--resamples", "0");
    expect(profiles.map(({ player, matches }) => [player, matches])).toEqual([
      ["model", 6],
      ["defector", 6],
    ]);
    expect(profiles[0]!.estimates["cross-language"]!.lacking).toBe(
      "needs 2 languages under conditions that are equal otherwise",
    );
    expect(profiles[0]!.estimates["end-game-told-less-untold"]!.value).not.toBeNull();
  });

  test.each([
    [
      "language",
      [
        ["model", "en", 3],
        ["model", "fr", 3],
        ["defector", "en", 3],
        ["defector", "fr", 3],
      ],
    ],
    [
      "agents.language",
      [
        ["model", "en", 3],
        ["model", "fr", 3],
        ["defector", "en", 3],
        ["defector", "fr", 3],
      ],
    ],
    [
      "horizon",
      [
        ["model", "20 turns", 3],
        ["model", "untold", 3],
        ["defector", "20 turns", 3],
        ["defector", "untold", 3],
      ],
    ],
    [
      "kind",
      [
        ["model", "strategy", 6],
        ["defector", "agent", 6],
      ],
    ],
    [
      "run",
      [
        ["model", "1 cell-en", 3],
        ["model", "2 cell-fr", 3],
        ["defector", "1 cell-en", 3],
        ["defector", "2 cell-fr", 3],
      ],
    ],
    [
      "game",
      [
        ["model", "prisoners-dilemma", 6],
        ["defector", "prisoners-dilemma", 6],
      ],
    ],
    [
      "co-player",
      [
        ["model", "defector", 6],
        ["defector", "model", 6],
      ],
    ],
  ])("by %s", (by, groups) => {
    expect(groupsBy(by)).toEqual(groups);
  });

  test("takes in all cells of a grid, of each its newest run", () => {
    const place = { hash: "grid", batch: null };
    const grid = logOf("cells.db", [
      [{ ...cells[0]!, experiment: { ...place, cell: 0 } }, sampleRecords(cells[0]!, 1)],
      [{ ...cells[1]!, experiment: { ...place, cell: 1, batch: 1 } }, sampleRecords(cells[1]!, 2)],
      [{ ...cells[1]!, experiment: { ...place, cell: 1, batch: 1 } }, sampleRecords(cells[1]!, 3)],
    ]);
    const words = ["--db", grid, "--cells", "--by", "language", "--resamples", "0"];
    expect(profilesOf(...words).runs.map(({ id }) => id)).toEqual([1, 3]);
  });

  test("counts a run that is named twice once", () => {
    expect(profilesOf("--db", db, "1", "cell-en", "--resamples", "0").runs).toHaveLength(1);
  });

  test("by nothing that is known lists what there is", () => {
    const { status, stderr } = coplay(["profile", "--db", db, "1", "2", "--by", "langage"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain('cannot be grouped by "langage"');
    expect(stderr).toContain("Did you mean language?");
    expect(stderr).toContain("game, co-player, run, kind, horizon, language");
  });
});

describe("fallbacks", () => {
  const run = newRun({ ids: ["model", "defector"] });
  const played = sampleRecord(run, 0, 1, 0, 4);
  const record = {
    ...played,
    row: Uint8Array.of(1, 0, 0, 1),
    calls: [0, 1, 2, 3].map((turn) =>
      sampleCall(turn === 3 ? { turn, parseStatus: "fallback", fault: "refused" } : { turn }),
    ),
  };
  const db = logOf("fallbacks.db", [[run, [record, abortedAfter(sampleRecord(run, 0, 1, 1), 2)]]]);

  test("are shown with and without, and so are refusals and aborted matches", () => {
    const [model] = profilesOf("--db", db).profiles as [Profile];
    expect(model).toMatchObject({ matches: 1, aborted: 1, fallbacks: 1 });
    expect(model.estimates["cooperation"]).toMatchObject({ value: 0.5, n: 4 });
    expect(model.withoutFallbacks!["cooperation"]).toMatchObject({ value: 2 / 3, n: 3 });
    expect(model.estimates["fallback"]!.value).toBe(0.25);
    expect(model.estimates["refused"]).toMatchObject({ value: 0.25, n: 4 });
    expect(model.estimates["aborted"]).toMatchObject({ value: 0.5, n: 2 });
  });

  test("are left out of the tables where that is asked for", () => {
    const words = ["profile", "--db", db, "--player", "model"];
    const whole = coplay(words);
    expect(whole.stdout).toMatch(/^model +50\.0 %/m);
    expect(whole.stderr).toContain("1 move was a fallback: --without-fallbacks leaves them out");
    expect(coplay([...words, "--without-fallbacks"]).stdout).toMatch(/^model +66\.7 %/m);
  });
});

describe("what cannot be measured", () => {
  test("a run without a match is refused", () => {
    const db = logOf("empty.db", [[newRun(), []]]);
    const { status, stdout, stderr } = coplay(["profile", "--db", db]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("sample (run 1) has no complete match to measure");
  });

  test("a run of aborted matches alone is refused, and says where to look", () => {
    const run = newRun();
    const db = logOf("aborted.db", [[run, [abortedAfter(sampleRecord(run, 0, 1, 0), 3)]]]);
    const { status, stderr } = coplay(["profile", "--db", db]);
    expect(status).toBe(1);
    expect(stderr).toContain("1 match was aborted: coplay matches 1 --status aborted.");
  });

  test("an unknown player is refused, with the one that was probably meant", () => {
    const { status, stderr } = coplay(["profile", "--db", axelrod, "--player", "tit-for-tatt"]);
    expect(status).toBe(1);
    expect(stderr).toContain("Did you mean tit-for-tat?");
  });

  test("so is an unknown family, and an unknown run", () => {
    expect(coplay(["profile", "--db", axelrod, "--family", "charakter"]).stderr).toContain(
      "Did you mean character?",
    );
    expect(coplay(["profile", "--db", axelrod, "axelrod"]).stderr).toContain('there is no run "axelrod"');
  });

  test("a game without cooperation has figures that say so", () => {
    const game = matrixGame({
      id: "pennies",
      actions: ["H", "T"].map((symbol) => ({ symbol, label: symbol })),
      row: [
        [1, -1],
        [-1, 1],
      ],
      cooperative: null,
      source: null,
    });
    const run = newRun({ game, ids: ["a", "b"] });
    const db = logOf("pennies.db", [[run, sampleRecords(run, 2)]]);
    const { status, stdout } = coplay(["profile", "--db", db]);
    expect(status).toBe(0);
    const missing = stdout.split("\n").filter((line) => line.startsWith("No "));
    expect(missing).toHaveLength(1);
    expect(missing[0]).toMatch(
      /^No cooperation · first move · p\(C \| CC\) · .* · emulation · end-game, told · .*: no action of pennies counts as cooperation\.$/,
    );
    expect(stdout).not.toMatch(/^(cooperation|character|end-game)$/m);
    const [a] = profilesOf("--db", db).profiles as [Profile];
    expect(a.estimates["round-variance"]!.value).not.toBeNull();
  });

  test("names cannot move the terminal, nor run in a spreadsheet", () => {
    const run = newRun({ ids: ["=1+1", "\u001b[2Jx"] });
    const db = logOf("names.db", [[run, sampleRecords(run, 2)]]);
    const words = ["profile", "--db", db, "--resamples", "0"];
    expect(coplay(words).stdout).not.toContain("\u001b[2J");
    expect(coplay([...words, "--csv"]).stdout).toContain("\n'=1+1,");
  });
});
