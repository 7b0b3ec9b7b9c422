import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replaceFile } from "../../src/files/replace.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "coplay-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The id of a process that was there, and is not any more. */
const dead = (): number => spawnSync(process.execPath, ["--version"]).pid;

test("replacing a file leaves nothing but the file, and makes its folder", () => {
  const folder = join(temporaryFolder(), "a", "b");
  for (const text of ["one", "two"]) replaceFile(join(folder, "x.json"), Buffer.from(text));
  expect(readdirSync(folder)).toEqual(["x.json"]);
  expect(readFileSync(join(folder, "x.json"), "utf8")).toBe("two");
});

test("replacing a file removes what killed processes left of it, and nothing else", () => {
  const folder = temporaryFolder();
  const put = (name: string): void => writeFileSync(join(folder, name), "cut short");
  const pid = dead();
  const stay = [
    `x.json.${process.ppid}.partial`,
    `y.json.${pid}.partial`,
    "x.json.partial",
    "x.json.2x.partial",
  ];
  for (const name of [...stay, `x.json.${pid}.partial`]) put(name);
  replaceFile(join(folder, "x.json"), Buffer.from("whole"));
  expect(readdirSync(folder).sort()).toEqual(["x.json", ...stay].sort());
});
