import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { coplay, root, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
const writing = { readonly: false, busyTimeoutMs: 100 };
const inFolder = (name: string): string => join(folder, name);
const good = "players: [tit-for-tat, random]\nturns: 10\nrepetitions: 2\n";

function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

/** One line that says what and where, at most one more that says what to do, and nothing else. */
function expectRefusal({ status, stdout, stderr }: Ended, message: string): void {
  expect(status).toBe(1);
  expect(stdout).toBe("");
  const lines = stderr.trimEnd().split("\n");
  expect(lines.length, stderr).toBeLessThanOrEqual(2);
  expect(lines[0]).toContain(message);
  expect(lines[0]).toMatch(/^coplay: /);
}

describe("a tournament file that cannot be used", () => {
  test.each([
    [
      "unknown-player.yaml",
      "players: [tit-for-tat, tit-for-tatt]\nturns: 3",
      'unknown player "tit-for-tatt"',
    ],
    ["unknown-key.yaml", `${good}turnes: 3`, 'unknown key "turnes"'],
    ["matrix.yaml", `${good}game: {payoff: [[1, 2, 3], [4, 5, 6]]}`, "the payoff matrix must be 2 × 2"],
    ["probability.yaml", `${good}noise: 1.5`, "noise must be in [0, 1], got 1.5"],
    ["negative.yaml", good.replace("10", "-10"), "turns must be an integer in [1, 1000000], got -10"],
    [
      "huge.yaml",
      good.replace("10", "10000000000"),
      "turns must be an integer in [1, 1000000], got 10000000000",
    ],
    ["no-yaml.yaml", "players: {{", "not valid YAML"],
    ["empty.yaml", "", "the file is empty"],
  ])("%s", (name, text, message) => {
    expectRefusal(coplay(["run", file(name, text), "--db", inFolder("none.db")]), message);
  });

  test("that is a directory, or not there", () => {
    expectRefusal(coplay(["run", folder]), "this is a directory");
    expectRefusal(coplay(["run", inFolder("nowhere.yaml")]), "there is no such file");
  });

  test("that may not be read", () => {
    // For root every file may be read, so this one is read as somebody else.
    const secret = file("secret.yaml", good);
    chmodSync(secret, 0o000);
    if (process.getuid!() !== 0) {
      expectRefusal(coplay(["run", secret]), "the file may not be read");
      return;
    }
    const script = `process.setuid(65534); process.argv.splice(1, 0, "coplay"); await import(${JSON.stringify(join(root, "dist/commands/read-tournament.js"))}).then(({ readExperiment }) => readExperiment(${JSON.stringify(secret)}, {}, null));`;
    chmodSync(folder, 0o755);
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain("the file may not be read");
  });
});

describe("a log that cannot be used", () => {
  const tournament = file("good.yaml", good);
  const run = (db: string): Ended => coplay(["run", tournament, "--db", db]);

  test("that is not a database stays as it is", () => {
    const db = file(
      "text.db",
      "this is no database, but it is long enough to be looked at as one by SQLite".repeat(20),
    );
    const before = readFileSync(db);
    expectRefusal(run(db), `${db}: not a database`);
    expect(readFileSync(db)).toEqual(before);
  });

  test("that is another program's database stays as it is", () => {
    const db = inFolder("foreign.db");
    const theirs = connect(db, writing);
    theirs.exec("CREATE TABLE theirs (x)");
    theirs.close();
    const before = readFileSync(db);
    const ended = run(db);
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain(db);
    expect(readFileSync(db)).toEqual(before);
  });

  test("from a newer version stays as it is", () => {
    const db = inFolder("newer.db");
    run(db);
    const later = connect(db, writing);
    later.exec("PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE");
    later.close();
    const before = readFileSync(db);
    expectRefusal(run(db), "newer");
    expect(readFileSync(db)).toEqual(before);
  });

  test("that another process has locked is named after a wait", () => {
    const db = inFolder("locked.db");
    run(db);
    const holder = connect(db, writing);
    holder.exec("BEGIN EXCLUSIVE");
    const ended = run(db);
    holder.exec("ROLLBACK");
    holder.close();
    expectRefusal(ended, `${db}: locked by another process`);
  });

  test("that is a directory, or below a file", () => {
    mkdirSync(inFolder("folder.db"));
    expectRefusal(run(inFolder("folder.db")), "folder.db: a folder, not a file");
    expectRefusal(run(join(tournament, "x.db")), "a part of the path is not a folder");
  });

  test("that is not there to be read", () => {
    expectRefusal(coplay(["standings", "--db", inFolder("nothing.db")]), "there is no such file");
  });

  test("on a full disk is complete up to the last finished batch, and the run goes on when there is room", () => {
    // A limit on the size of any file stands in for the disk's end; the signal that comes with it is ignored.
    const long = file(
      "long.yaml",
      "players: [tit-for-tat, random, joss, feld, gtft]\nturns: 2000\nrepetitions: 300\n",
    );
    const db = inFolder("full.db");
    const limited = `trap '' XFSZ; ulimit -f 3000; exec ${process.execPath} dist/cli.js run ${long} --db ${db}`;
    const { status, stderr } = spawnSync("bash", ["-c", limited], { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr.trim().split("\n").length).toBeLessThanOrEqual(2);
    expect(stderr).toMatch(/^coplay: .*full\.db: (the disk is full|the disk failed)/);
    const { matches } = JSON.parse(coplay(["standings", "--db", db, "--json"]).stdout) as { matches: number };
    expect(matches).toBeGreaterThan(0);
    expect(matches).toBeLessThan(3000);
    const { status: afterwards, stdout } = coplay(["run", long, "--db", db, "--json"]);
    expect(afterwards).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ run: 1, matches: 3000, status: "complete" });
  });
});

describe("a terminal that is too small", () => {
  /** Runs a command on a pseudo-terminal of so many columns and rows. */
  function onTerminal(columns: number, rows: number, command: string): { status: number; output: string } {
    const script = `stty cols ${columns} rows ${rows}; ${process.execPath} dist/cli.js ${command}; echo "exit $?"`;
    const output = execFileSync("script", ["-qec", script, "/dev/null"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, CI: "" },
    });
    return { status: Number(/exit (\d+)/.exec(output)![1]), output };
  }

  test("is refused with its size before anything is played", () => {
    const { status, output } = onTerminal(
      10,
      24,
      `run ${file("tiny.yaml", good)} --db ${inFolder("tiny.db")}`,
    );
    expect(status).toBe(1);
    expect(output).toContain("the terminal has 10 × 24 characters, and its UI needs 40 × 10");
    expect(output).toContain("--plain");
  });

  test("is refused by tables too", () => {
    const { status, output } = onTerminal(10, 24, "list games");
    expect(status).toBe(1);
    expect(output).toContain("the terminal has 10 columns, and tables need 30");
  });

  test("gets tables cut to its width where they fit", () => {
    const { status, output } = onTerminal(60, 24, "list games");
    expect(status).toBe(0);
    for (const line of output.replaceAll(/\u001b\[\d+m/g, "").split(/\r?\n/))
      expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe("an option that cannot be read", () => {
  test.each([
    [["run", "x.yaml", "--cap", "-1"], "It must be an integer in [1, 1000000]."],
    [["play", "tft", "random", "--noise", "2"], "It must be a number in [0, 1]."],
    [
      ["list", "nothing"],
      "Allowed choices are players, games, metrics, maps, prompts, providers, tournaments, trained, trainings.",
    ],
    [["plya"], "Did you mean play?"],
  ])("%j", (words, message) => {
    const { status, stderr } = coplay(words);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe("an output that cannot be written", () => {
  test("on a full device is an error", () => {
    const { status, stderr } = spawnSync("bash", ["-c", "node dist/cli.js list players > /dev/full"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("cannot write the output");
  });

  test("to a reader that has left is none", () => {
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", "set -o pipefail; node dist/cli.js list players --json | head -1"],
      { cwd: root, encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

describe("colour", () => {
  test("is left out of a pipe, and of a terminal where NO_COLOR is set", () => {
    expect(coplay(["list", "games"]).stdout).not.toContain("\u001b");
    const words = ["-qec", "stty cols 80; node dist/cli.js list games", "/dev/null"];
    const plain = execFileSync("script", words, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect(plain).not.toContain("\u001b");
  });
});
