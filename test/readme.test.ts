import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coplay, root } from "./commands/coplay.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced blocks of one language, in order. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, code]) => code!);

// Inside the package, so that `import … from "coplay"` finds it as it would where it is installed.
const folder = mkdtempSync(join(root, "results/readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

function runExample(code: string): string {
  const file = join(folder, "example.mjs");
  writeFileSync(file, code);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
}

describe("the README's examples", () => {
  const [play, define, read, rank] = blocks("js") as [string, string, string, string];

  beforeAll(() => {
    mkdirSync(join(folder, "results"));
    const words = ["run", "tournaments/axelrod-1980.yaml", "--db", join(folder, "results/coplay.db")];
    expect(coplay(words).status).toBe(0);
  });

  test.each(["gtft", "gpt-5-mini"])("of a tournament file with %s can be played", (player) => {
    const file = join(folder, "example.yaml");
    writeFileSync(
      file,
      blocks("yaml").find((yaml) => yaml.includes("players:") && yaml.includes(player))!,
    );
    const env = { OPENAI_API_KEY: "key", ANTHROPIC_API_KEY: "key" };
    expect(coplay(["run", file, "--dry-run"], { env })).toMatchObject({ status: 0 });
  });

  test("show the table as it is", () => {
    const { stdout } = coplay(["standings", "--db", join(folder, "results/coplay.db")]);
    const cells = (line: string): string[] => line.trim().split(/ {2,}/).slice(0, 6);
    const printed = new Set(stdout.split("\n").map((line) => cells(line).join("|")));
    const [, table] = blocks("text");
    for (const line of table!.trim().split("\n")) expect(printed).toContain(cells(line).join("|"));
  });

  test("are ten lines or so each", () => {
    for (const code of blocks("js")) expect(code.trim().split("\n").length).toBeLessThanOrEqual(15);
  });

  test("play a tournament in code", () => {
    const table = runExample(play);
    for (const player of ["tit-for-tat", "grudger", "gtft(generosity=0.1)", "random"])
      expect(table).toContain(player);
  });

  test("define a strategy in code", () => {
    const lines = runExample(define).trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines.join(" ")).toContain("patient");
  });

  test("read a log", () => {
    const lines = runExample(read).trim().split("\n");
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/ against [a-z-]+ [CD]{200}$/);
  });

  test("rank by something else in code", () => {
    const table = runExample(rank);
    for (const word of ["nash", "low", "tit-for-tat", "joss", "random"]) expect(table).toContain(word);
  });

  test("write a tournament file that can be played", () => {
    const [text] = blocks("yaml");
    writeFileSync(join(folder, "example.yaml"), text!);
    const { status, stderr } = coplay(["run", join(folder, "example.yaml"), "--dry-run"]);
    expect(status, stderr).toBe(0);
  });

  test("name only commands that there are", () => {
    const { stdout } = coplay(["--help"]);
    const named = [...readme.matchAll(/^coplay ([a-z]+)/gm)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  });
});
