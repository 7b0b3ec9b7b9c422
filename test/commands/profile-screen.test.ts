import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coplay, root, workplace } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");
const tournament = join(folder, "three.yaml");
writeFileSync(tournament, "players: [tit-for-tat, grudger, random]\nturns: 20\nrepetitions: 3\n");
coplay(["run", tournament, "--db", db, "--plain"]);

/** Looks at profiles on a pseudo-terminal of so many columns and rows, on which keys are typed. */
function onTerminal(size: string, typed: string, options: string): { status: number; output: string } {
  const [columns, rows] = size.split("×");
  const command = `${process.execPath} dist/cli.js profile --tui --resamples 50 --db ${db} ${options}`;
  const output = execFileSync(
    "script",
    ["-qec", `stty cols ${columns} rows ${rows} -echo; ${command}; echo "exit $?"`, "/dev/null"],
    { cwd: root, encoding: "utf8", input: typed, env: { ...process.env, CI: "" } },
  );
  return { status: Number(/exit (\d+)/.exec(output)![1]), output };
}

test("without a terminal profiles are not shown in the terminal UI, and it says what else there is", () => {
  const { status, stdout, stderr } = coplay(["profile", "--tui", "--db", db]);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toBe(
    "coplay: the terminal UI needs a terminal\n  Without --tui, `coplay profile` prints tables as text.\n",
  );
});

test.each(["--json", "--csv"])("the terminal UI and %s exclude each other", (option) => {
  const { status, stderr } = coplay(["profile", "--tui", option, "--db", db]);
  expect(status).toBe(1);
  expect(stderr).toContain(`option '--tui' cannot be used with option '${option}'`);
});

test("a terminal that is too small is refused before anything is measured", () => {
  const { status, output } = onTerminal("30×24", "", "");
  expect(status).toBe(1);
  expect(output).toContain("the terminal has 30 × 24 characters, and its UI needs 40 × 10");
  expect(output).toContain("leave --tui out");
  expect(output).not.toContain("measuring");
});

test("on a terminal the profiles of a log are shown until q, and the terminal is given back", () => {
  const { status, output } = onTerminal("80×24", "q", "--by co-player");
  expect(status).toBe(0);
  expect(output).toContain("measuring 9 matches …");
  expect(output).toContain("[1 Radar]");
  expect(output).toContain("co-player: ");
  expect(output.lastIndexOf("\u001b[?1049l")).toBeGreaterThan(output.lastIndexOf("\u001b[?1049h"));
});

test("a player that is not there is told of before the screen is taken", () => {
  const { status, output } = onTerminal("80×24", "", "--player grudgr");
  expect(status).toBe(1);
  expect(output).toContain("grudgr");
  expect(output).not.toContain("\u001b[?1049h");
});
