import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { StoreError } from "../../src/core/errors.ts";
import { openStore } from "../../src/store/open.ts";
import { coplay, ended, root, startCoplay, workplace } from "./coplay.ts";

const folder = workplace();
const inFolder = (name: string): string => join(folder, name);
const axelrod = "tournaments/axelrod-1980.yaml";

interface RunJson {
  readonly run: number;
  readonly status: string;
  readonly matches: number;
  readonly planned: number;
  readonly standings: readonly { readonly player: string; readonly rank: number }[];
}
const jsonOf = (stdout: string): RunJson => JSON.parse(stdout) as RunJson;

/** Every match of a run, as text: what two runs of one tournament must agree on. */
function matchesIn(db: string, run?: number): string[] {
  const store = openStore(db, { mode: "read" });
  const id = run ?? store.runs()[0]!.id;
  const lines = Array.from(store.records(id), ({ match, row, column, trembles }) =>
    [match.row, match.column, match.repetition, row.join(""), column.join(""), trembles.row.join("")].join(
      " ",
    ),
  );
  store.close();
  return lines.sort();
}

describe("coplay run", () => {
  test("plays Axelrod's tournament, logs it, and prints the table", () => {
    const db = inFolder("first.db");
    const { status, stdout, stderr } = coplay(["run", axelrod, "--db", db]);
    expect(status, stderr).toBe(0);
    const lines = stdout.trim().split("\n");
    expect(lines[0]).toMatch(/^rank +player +payoff\/turn +95 % interval +median +wins +cooperation/);
    expect(lines).toHaveLength(16);
    expect(stderr).toContain(`run 1 is in ${db}`);
    expect(matchesIn(db)).toHaveLength(600);
  });

  test("gives equal matches for equal seeds, and others for another", () => {
    const [a, b, c] = ["a.db", "b.db", "c.db"].map(inFolder) as [string, string, string];
    const words = ["run", "tournaments/axelrod-1980-noise.yaml", "--cap", "40", "--repetitions", "2"];
    coplay([...words, "--db", a]);
    coplay([...words, "--db", b, "--workers", "2"]);
    coplay([...words, "--db", c, "--seed", "5"]);
    expect(matchesIn(a)).toEqual(matchesIn(b));
    expect(matchesIn(a)).not.toEqual(matchesIn(c));
  });

  test("begins a new run where the last one is complete", () => {
    const db = inFolder("twice.db");
    expect(jsonOf(coplay(["run", axelrod, "--db", db, "--json"]).stdout).run).toBe(1);
    expect(jsonOf(coplay(["run", axelrod, "--db", db, "--json"]).stdout).run).toBe(2);
  });

  test("--dry-run says what would be played and logs nothing", () => {
    const db = inFolder("dry.db");
    const { status, stdout } = coplay(["run", axelrod, "--db", db, "--dry-run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("600 matches, 120,000 turns");
    expect(readdirSync(folder)).not.toContain("dry.db");
  });

  const isTournament = (name: string): boolean => name.endsWith(".yaml") && !name.startsWith("train-");
  test.each(readdirSync(join(root, "tournaments")).filter(isTournament))("plays %s", (name) => {
    const words = ["run", join("tournaments", name), "--cap", "5", "--repetitions", "1", "--json"];
    const { status, stdout, stderr } = coplay([...words, "--db", inFolder("shipped.db")]);
    expect(status, stderr).toBe(0);
    // One run, or one for each cell of a grid.
    const runs = [JSON.parse(stdout) as RunJson | RunJson[]].flat();
    for (const run of runs) expect(run.status).toBe("complete");
  });
});

/** Large enough that a kill lands in the middle, and mixed enough that every kind of pairing is cut somewhere. */
const long = `name: long
players: [tit-for-tat, random, grudger, joss, gtft, defector, feld, tullock]
turns: 2000
repetitions: 150
noise: 0.01
seed: 3
`;

/** Waits until a run that another process plays has so many matches in the log; how many it then has. */
async function untilLogged(db: string, matches: number, run = 1): Promise<number> {
  while (!existsSync(db)) await setTimeout(2);
  for (;;) {
    let logged = 0;
    try {
      using store = openStore(db, { mode: "read" });
      logged = store.run(run)?.matches ?? 0;
    } catch (error) {
      // The file is there a moment before the log in it is.
      if (!(error instanceof StoreError)) throw error;
    }
    if (logged >= matches) return logged;
    await setTimeout(2);
  }
}

describe("an interrupted run", () => {
  const spec = inFolder("long.yaml");
  writeFileSync(spec, long);

  /** Starts the run and kills it once so many matches are logged; how many there were. */
  async function killAfter(db: string, matches: number, workers = "0"): Promise<number> {
    const child = startCoplay(["run", spec, "--db", db, "--workers", workers]);
    const end = ended(child);
    const logged = await untilLogged(db, matches);
    child.kill("SIGKILL");
    expect((await end).signal).toBe("SIGKILL");
    return logged;
  }

  test("that was killed at any moment goes on, and ends as if nothing had happened", async () => {
    const undisturbed = inFolder("whole.db");
    const { standings } = jsonOf(coplay(["run", spec, "--db", undisturbed, "--json"]).stdout);
    for (const matches of [0, 1, 700, 1900, 3300]) {
      const db = inFolder(`killed-${matches}.db`);
      const logged = await killAfter(db, matches, matches === 1900 ? "2" : "0");
      expect(logged).toBeLessThan(4200);
      const again = coplay(["run", spec, "--db", db, "--json"]);
      expect(again.status, again.stderr).toBe(0);
      expect(jsonOf(again.stdout)).toMatchObject({
        run: 1,
        status: "complete",
        matches: 4200,
        planned: 4200,
      });
      expect(jsonOf(again.stdout).standings).toEqual(standings);
      expect(matchesIn(db)).toEqual(matchesIn(undisturbed));
    }
  });

  test("that was killed twice goes on a second time", async () => {
    const db = inFolder("killed-twice.db");
    const first = await killAfter(db, 500);
    const second = await killAfter(db, first + 500);
    expect(second).toBeLessThan(4200);
    expect(jsonOf(coplay(["run", spec, "--db", db, "--json"]).stdout)).toMatchObject({
      run: 1,
      matches: 4200,
    });
  });

  test.each([
    ["Ctrl-C", "SIGINT", 130],
    ["kill", "SIGTERM", 143],
    ["a terminal that goes away", "SIGHUP", 129],
  ] as const)(
    "by %s stops between matches, says how to go on, and goes on as the same run",
    async (_, signal, code) => {
      const db = inFolder(`stopped-${signal}.db`);
      const words = ["run", spec, "--db", db];
      const child = startCoplay(words);
      const end = ended(child);
      await untilLogged(db, 300);
      child.kill(signal);
      const { status, stderr } = await end;
      expect(status).toBe(code);
      expect(stderr).toContain("the same command goes on from there");
      const again = coplay([...words, "--json"]);
      expect(again.stderr).toMatch(/going on with run 1 of long: [\d,]+ of 4,200 matches are there/);
      expect(jsonOf(again.stdout)).toMatchObject({ run: 1, status: "complete", matches: 4200 });
    },
  );

  test("starts anew with --fresh", async () => {
    const db = inFolder("fresh.db");
    await killAfter(db, 300);
    const words = ["run", spec, "--db", db, "--fresh", "--json"];
    expect(jsonOf(coplay(words).stdout)).toMatchObject({ run: 2, matches: 4200 });
  });

  test("by kill -9 is listed as interrupted, also by its table", async () => {
    const db = inFolder("dead.db");
    await killAfter(db, 300);
    expect(coplay(["runs", "--db", db]).stdout).toMatch(/ interrupted /);
    expect(jsonOf(coplay(["standings", "--db", db, "--json"]).stdout)).toMatchObject({
      status: "interrupted",
    });
  });

  test("is not taken from a process that is still playing it", async () => {
    const db = inFolder("alive.db");
    const child = startCoplay(["run", spec, "--db", db]);
    const end = ended(child);
    await untilLogged(db, 100);
    child.kill("SIGSTOP");
    const second = coplay(["run", spec, "--db", db]);
    expect(coplay(["runs", "--db", db]).stdout).toMatch(/ running /);
    child.kill("SIGCONT");
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`run 1 is being played by process ${child.pid}`);
    expect(second.stderr).toContain("--fresh");
    expect((await end).status).toBe(0);
  });
});

describe("two processes", () => {
  test("write two runs into one file at once", async () => {
    const db = inFolder("shared.db");
    copyFileSync(inFolder("long.yaml"), inFolder("other.yaml"));
    const runs = [
      startCoplay(["run", inFolder("long.yaml"), "--db", db, "--seed", "1", "--json"]),
      startCoplay(["run", inFolder("other.yaml"), "--db", db, "--seed", "2", "--json"]),
    ].map(ended);
    for (const { status, stdout, stderr } of await Promise.all(runs)) {
      expect(status, stderr).toBe(0);
      expect(jsonOf(stdout)).toMatchObject({ matches: 4200, status: "complete" });
    }
    expect(matchesIn(db, 1)).toHaveLength(4200);
    expect(matchesIn(db, 2)).toHaveLength(4200);
  });
});
