import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellWord } from "../../../src/commands/terminal/shell-word.ts";

test.each([
  "trained/quick",
  'checkpoint(file="a b.json")',
  "it's",
  "$(touch x) `y` \\ ; & | * ? ~ # !",
  "two\nlines",
  "",
])("a shell reads %j as one word", (text) => {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s|' ${shellWord(text)} end`], { encoding: "utf8" });
  expect(stdout).toBe(`${text}|end|`);
});

test("what needs no quotes gets none", () => {
  expect(shellWord("results/trained/quick-1.json")).toBe("results/trained/quick-1.json");
});
