import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { figureIds } from "../../src/report/charts/figures.ts";
import { abortedAfter, newRun, PERIOD, sampleRecord, sampleRecords } from "../store/sample.ts";
import { coplay, root, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
const db = join(folder, "log.db");
let folders = 0;

/** An empty folder to write to. */
function place(): string {
  const made = join(folder, `place-${++folders}`);
  mkdirSync(made);
  return made;
}

const report = (cwd: string, ...words: string[]): Ended => coplay(["report", ...words, "--db", db], { cwd });

/** One line that says what is wrong, one that says what to do, and nothing that was written. */
function expectRefusal({ status, stdout, stderr }: Ended, message: string, hint: string): void {
  expect([status, stdout]).toEqual([1, ""]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^coplay: /);
  expect(lines[0]).toContain(message);
  expect(lines[1]).toContain(hint);
  expect(lines).toHaveLength(2);
}

beforeAll(() => {
  using store = openStore(db, { mode: "write" });
  const run = newRun({ name: "../a run/of mine" });
  store.append(store.beginRun(run), sampleRecords(run, 2), PERIOD);
  const aborted = newRun({ name: "aborted" });
  store.append(store.beginRun(aborted), [abortedAfter(sampleRecord(aborted, 0, 1, 0), 3)], PERIOD);
  store.beginRun(newRun({ name: "empty" }));
});

describe("coplay report", () => {
  test("writes a page beside which nothing is left, named after the run", () => {
    const cwd = place();
    const { status, stderr } = report(cwd, "1");
    expect([status, stderr]).toEqual([0, "wrote a-run-of-mine-report.html\n"]);
    expect(readdirSync(cwd)).toEqual(["a-run-of-mine-report.html"]);
    const page = readFileSync(join(cwd, "a-run-of-mine-report.html"), "utf8");
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(page).toContain("<h1>../a run/of mine</h1>");
    expect(page).toContain("tit-for-tat");
  });

  test("writes where it is told to, and makes the folder", () => {
    const cwd = place();
    expect(report(cwd, "1", "-o", "new/folder/page.html").status).toBe(0);
    expect(existsSync(join(cwd, "new/folder/page.html"))).toBe(true);
  });

  test("holds as many matches as it is told to", () => {
    const cwd = place();
    report(cwd, "1", "--matches", "3");
    expect(readFileSync(join(cwd, "a-run-of-mine-report.html"), "utf8")).toContain(
      "3 of 12 matches, drawn at random, by the run&#39;s seed, 7.",
    );
  });

  test("writes Markdown, SVG and PNG", () => {
    const cwd = place();
    expect(report(cwd, "1", "--format", "md").status).toBe(0);
    expect(report(cwd, "1", "--format", "svg", "--figure", "states").status).toBe(0);
    expect(report(cwd, "1", "--format", "png", "--figure", "standings").status).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual([
      "a-run-of-mine-report.md",
      "a-run-of-mine-standings.png",
      "a-run-of-mine-states.svg",
    ]);
    expect(readFileSync(join(cwd, "a-run-of-mine-standings.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test("tells of a run with aborted matches alone why", () => {
    const cwd = place();
    expect(report(cwd, "aborted").status).toBe(0);
    expect(readFileSync(join(cwd, "aborted-report.html"), "utf8")).toContain("no reply within 60 s");
  });
});

describe("coplay report refuses", () => {
  test("to overwrite, unless it is told to", () => {
    const cwd = place();
    const path = join(cwd, "mine.html");
    writeFileSync(path, "mine");
    expectRefusal(
      report(cwd, "1", "-o", "mine.html"),
      "there is something of this name already (mine.html)",
      "--force",
    );
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(report(cwd, "1", "-o", "mine.html", "--force").status).toBe(0);
    expect(statSync(path).size).toBeGreaterThan(10_000);
  });

  test("a run that is not there, or has no matches", () => {
    const cwd = place();
    expectRefusal(report(cwd, "nowhere"), 'there is no run "nowhere"', "There are: empty, aborted");
    expectRefusal(report(cwd, "empty"), "run 3, empty, has no matches yet", "coplay runs");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a figure that there is not, or none where one is needed, or one where there is room for all", () => {
    const cwd = place();
    const { status, stderr } = report(cwd, "1", "--format", "svg", "--figure", "pie");
    expect(status).toBe(1);
    expect(stderr).toContain(`Allowed choices are ${figureIds.join(", ")}.`);
    expectRefusal(report(cwd, "1", "--format", "png"), "none is named", "--figure standings, payoffs");
    expectRefusal(report(cwd, "1", "--figure", "states"), "is a picture", "--format svg");
    expectRefusal(
      report(cwd, "aborted", "--format", "svg", "--figure", "standings"),
      "there is no figure standings of aborted: No match is complete",
      "Another --figure",
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("a folder in its file's place", () => {
    const cwd = place();
    mkdirSync(join(cwd, "folder"));
    expectRefusal(report(cwd, "1", "-o", "folder", "--force"), "this is a directory (folder)", "Name a file");
    expect(readdirSync(join(cwd, "folder"))).toEqual([]);
  });

  test("a folder that may not be written to", () => {
    const cwd = place();
    const locked = join(cwd, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    if (process.getuid!() !== 0) {
      expectRefusal(report(cwd, "1", "-o", "locked/page.html"), "the file may not be written", "-o");
      return;
    }
    // For root every folder may be written to, so it is done as somebody else.
    chmodSync(folder, 0o755);
    const script = `process.setuid(65534); const { writeDocument } = await import(${JSON.stringify(join(root, "dist/commands/report-file.js"))}); writeDocument(${JSON.stringify(join(locked, "page.html"))}, "x");`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain("the file may not be written");
    expect(readdirSync(locked)).toEqual([]);
  });

  test("a full disk, and leaves what was there as it was", () => {
    // A limit on the size of any file stands in for the disk's end; the signal that comes with it is ignored.
    const cwd = place();
    const path = join(cwd, "page.html");
    writeFileSync(path, "before");
    const command = `trap '' XFSZ; ulimit -f 64; exec ${process.execPath} ${join(root, "dist/cli.js")} report 1 --force -o ${path} --db ${db}`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
    expectRefusal(
      { status, stdout, stderr },
      "the file is larger than the limit that is set",
      "nothing was written",
    );
    expect(readdirSync(cwd)).toEqual(["page.html"]);
    expect(readFileSync(path, "utf8")).toBe("before");
  });
});
