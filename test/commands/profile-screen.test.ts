import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { coplay, root, workplace } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");
const tournament = join(folder, "three.yaml");
writeFileSync(tournament, "players: [tit-for-tat, grudger, random]\nturns: 20\nrepetitions: 3\n");
coplay(["run", tournament, "--db", db, "--plain"]);

/** Keys that are typed once a text has been seen on the screen. */
type Typed = readonly (readonly [seen: string, keys: string])[];

/** Looks at profiles in the terminal UI. */
const onTerminal = (size: string, typed: Typed, options: string): ReturnType<typeof run> =>
  run(size, `--tui ${options}`, typed);

/** Runs `coplay profile` on a pseudo-terminal of so many columns and rows. */
async function run(
  size: string,
  options: string,
  typed: Typed = [],
): Promise<{ status: number; output: string }> {
  const [columns, rows] = size.split("×");
  const command = `${process.execPath} dist/cli.js profile --resamples 50 --db ${db} ${options}`;
  const terminal = spawn(
    "script",
    ["-qec", `stty cols ${columns} rows ${rows} -echo; ${command}; echo "exit $?"`, "/dev/null"],
    { cwd: root, env: { ...process.env, CI: "" } },
  );
  const left = [...typed];
  let output = "";
  for await (const text of terminal.stdout.setEncoding("utf8")) {
    output += text as string;
    while (left[0] !== undefined && output.includes(left[0][0])) terminal.stdin.write(left.shift()![1]);
  }
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

test("a terminal that is too small is refused before anything is measured", async () => {
  const { status, output } = await onTerminal("30×24", [], "");
  expect(status).toBe(1);
  expect(output).toContain("the terminal has 30 × 24 characters, and its UI needs 40 × 10");
  expect(output).toContain("leave --tui out");
  expect(output).not.toContain("\u001b[?1049h");
});

test("on a terminal the profiles of a log are shown until q, and the terminal is given back", async () => {
  const typed: Typed = [
    ["co-player: ", "3"],
    ["[3 List]", "q"],
  ];
  const { status, output } = await onTerminal("80×24", typed, "--by co-player");
  expect(status).toBe(0);
  expect(output.indexOf("reading …")).toBeGreaterThan(output.indexOf("\u001b[?1049h"));
  expect(output.indexOf("reading …")).toBeLessThan(output.indexOf("co-player: "));
  expect(output).toContain("p(C | CD)");
  expect(output.lastIndexOf("\u001b[?1049l")).toBeGreaterThan(output.lastIndexOf("\u001b[?1049h"));
});

test.each([
  ["q", "q"],
  ["Ctrl-C", "\u0003"],
])("%s leaves while profiles are still measured", async (_, key) => {
  const { status, output } = await onTerminal("80×24", [[" of 3 profiles", key]], "--resamples 100000");
  expect(status).toBe(0);
  expect(output).not.toContain("retaliation");
  expect(output.lastIndexOf("\u001b[?1049l")).toBeGreaterThan(output.lastIndexOf("\u001b[?1049h"));
});

test("on a narrow terminal the figures of a family are in several tables, and none is left out", async () => {
  const { status, output } = await run("80×24", "--player tit-for-tat,random");
  expect(status).toBe(0);
  const headers = stripVTControlCharacters(output)
    .split("\r\n")
    .filter((line) => line.startsWith("player  "));
  for (const title of ["cooperation", "p(C | DD)", "niceness", "forgiveness", "emulation"]) {
    expect(
      headers.filter((header) => header.includes(title)),
      title,
    ).toHaveLength(1);
  }
  expect(output).toContain("there is more: --family adaptation,memory-one,");
});

test("a player that is not there is told of before the screen is taken", async () => {
  const { status, output } = await onTerminal("80×24", [], "--player grudgr");
  expect(status).toBe(1);
  expect(output).toContain("grudgr");
  expect(output).not.toContain("\u001b[?1049h");
});
