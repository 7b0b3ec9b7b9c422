import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readCheckpoint } from "../../src/models/checkpoint.ts";
import { coplay, ended, startCoplay, workplace } from "./coplay.ts";

const place = workplace();

/** A working directory of its own: paths within it are the same for all, and so are results. */
function folder(name: string): string {
  const path = join(place, name);
  mkdirSync(path);
  return path;
}

const OUT = "results/in-context-cooperation-miniature";
const ARMS = ["--arm", "mixed-pool,no-tabular"];
const words = (...more: string[]): string[] => [
  ...["reproduce", "in-context-cooperation", "--scale", "miniature", "--seeds", "2", "--workers", "0"],
  ...more,
];

const published = (cwd: string): string[] =>
  ["table.md", "results.json", "curves/mixed-pool.svg"].map((file) =>
    readFileSync(join(cwd, OUT, file), "utf8"),
  );

const locksIn = (cwd: string): string[] =>
  readdirSync(join(cwd, OUT), { recursive: true, encoding: "utf8" }).filter((name) => name.includes("lock@"));

/** Starts the reproduction, sends a signal once a line is said, and returns how it ended. */
async function interrupted(cwd: string, after: string, signal: NodeJS.Signals) {
  const child = startCoplay(words(...ARMS), { cwd });
  const ending = ended(child);
  let said = "";
  let isDone = false;
  child.stderr!.on("data", (text: string) => {
    said += text;
    if (!isDone && said.includes(after)) isDone = child.kill(signal);
  });
  return ending;
}

const straight = folder("straight");
let first: ReturnType<typeof coplay>;
beforeAll(() => {
  first = coplay(words(...ARMS), { cwd: straight });
}, 60_000);

describe("coplay reproduce", () => {
  test("trains, evaluates, judges and writes down what came of it", () => {
    expect(first.stderr).toContain("no-tabular, seed 2: phase 2 ");
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^4 +Mixed pool +(PASS|FAIL)/m);
    expect(first.stdout).toMatch(/^6 +Co-player's identity +open/m);
    expect(first.stdout).toContain("DIRECTION");
    expect(readdirSync(join(straight, OUT)).sort()).toEqual([
      "curves",
      "manifest.json",
      "results.json",
      "table.md",
      "trained",
      "work",
    ]);
    expect(locksIn(straight)).toEqual([]);
  });

  test("has nothing left to do the second time, and says the same", () => {
    const before = published(straight);
    const again = coplay(words(...ARMS), { cwd: straight });
    expect(again.stdout).toBe(first.stdout);
    expect(again.stderr).not.toContain("phase");
    expect(published(straight)).toEqual(before);
  });

  test("shows how far it is, arm by arm and seed by seed", () => {
    const { stdout } = coplay(words("--status"), { cwd: straight });
    expect(stdout).toMatch(/^arm +seed 1 +seed 2/);
    expect(stdout).toMatch(/^mixed-pool +4 [✓✗] 4′ [✓✗]/m);
    expect(stdout).toMatch(/^extortion +– +–$/m);
  });

  test("comes to the same where it was killed in between", async () => {
    const cwd = folder("killed");
    expect(await interrupted(cwd, "mixed-pool, seed 1: phase 1 ", "SIGKILL")).toMatchObject({
      signal: "SIGKILL",
    });
    expect(coplay(words("--status"), { cwd }).stdout).toMatch(/^mixed-pool +1\/2/m);
    const { status, stderr } = coplay(words(...ARMS), { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain("mixed-pool, seed 1: 2 phases, going on after 1");
    expect(published(cwd)).toEqual(published(straight));
  });

  test("stops after the phase under way when it is asked to, and goes on from there", async () => {
    const cwd = folder("stopped");
    const { status, stderr } = await interrupted(cwd, "mixed-pool, seed 1: phase 1 ", "SIGINT");
    expect(status).toBe(130);
    expect(stderr).toContain("the same command goes on from there");
    expect(locksIn(cwd)).toEqual([]);
    expect(coplay(words(...ARMS), { cwd }).status).toBe(0);
    expect(published(cwd)).toEqual(published(straight));
  });

  test("shares the work among processes, which come to the same", async () => {
    const cwd = folder("shared");
    const both = await Promise.all([1, 2].map(() => ended(startCoplay(words(...ARMS), { cwd }))));
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    const phases = both.flatMap(({ stderr }) => stderr.match(/^\S+, seed \d: phase \d/gm) ?? []);
    expect(phases.sort()).toEqual([...new Set(phases)]);
    expect(phases).toHaveLength(8);
    expect(published(cwd)).toEqual(published(straight));
  });

  test("trains those that an arm begins with first", () => {
    const cwd = folder("needing");
    const { status, stderr } = coplay(
      words("--arm", "two-extorters", "--seed", "1").filter((word) => word !== "--seeds" && word !== "2"),
      { cwd },
    );
    const order = [...stderr.matchAll(/^(\S+, seed \d): \d phases$/gm)].map(([, job]) => job);
    expect(order).toEqual([
      "best-response, seed 1",
      "extortion, seed 1",
      "best-response, seed 2",
      "extortion, seed 2",
      "two-extorters, seed 1",
    ]);
    expect(status).toBe(0);
    const { stdout } = coplay(words("--status"), { cwd });
    expect(stdout).toMatch(/^extortion +trained +trained/m);
    expect(stdout).toMatch(/^two-extorters +3a \? 3b [✓✗] +–/m);
  });

  test("writes a table of what is there without training", () => {
    const { status, stdout, stderr } = coplay(words("--report-only"), { cwd: straight });
    expect(status).toBe(0);
    expect(stderr).not.toContain("phase");
    expect(stdout).toMatch(/^1a +Best response +open/m);
  });

  test("leaves what was published alone where there is nothing to report", () => {
    const cwd = folder("empty");
    const { status, stderr } = coplay(words("--report-only"), { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain("has no evaluation of this machine's to publish");
    expect(existsSync(join(cwd, OUT, "table.md"))).toBe(false);
  });

  test("does not replace what another machine has published", () => {
    const cwd = folder("elsewhere");
    cpSync(join(straight, OUT), join(cwd, OUT), { recursive: true });
    rmSync(join(cwd, OUT, "work", "mixed-pool", "seed-2"), { recursive: true });
    const before = readFileSync(join(cwd, OUT, "table.md"), "utf8");
    const { status, stderr } = coplay(words("--report-only"), { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain("has published mixed-pool, seed 2, which is not evaluated on this machine");
    expect(readFileSync(join(cwd, OUT, "table.md"), "utf8")).toBe(before);
  });

  test("publishes the learners that are to be played, each under a name of its own", () => {
    const trained = join(straight, OUT, "trained");
    expect(readdirSync(trained).sort()).toEqual(["cooperator-1.json", "cooperator-2.json"]);
    const { agents } = JSON.parse(readFileSync(join(straight, OUT, "manifest.json"), "utf8")) as {
      agents: { name: string; arm: string; learner: number; hash: string }[];
    };
    expect(agents.map(({ name, arm, learner }) => [name, arm, learner])).toEqual([
      ["cooperator-1", "mixed-pool", 1],
      ["cooperator-2", "mixed-pool", 2],
    ]);
    for (const { name, hash } of agents) {
      expect(readCheckpoint(join(trained, `${name}.json`))).toMatchObject({ name, hash });
    }
  });

  test("prints the verdict as JSON", () => {
    const { stdout } = coplay(words("--report-only", "--json"), { cwd: straight });
    const { lines } = JSON.parse(stdout) as { lines: { line: { id: string }; passed: boolean | null }[] };
    expect(lines.map(({ line }) => line.id)).toEqual([
      "1a",
      "1b",
      "1c",
      "2",
      "4",
      "4′",
      "5",
      "6",
      "3a",
      "3b",
      "C",
    ]);
  });
});

describe("bad input to coplay reproduce", () => {
  test.each([
    [["--arm", "mixed"], 'there is no arm "mixed" (--arm)\n  Arms are best-response, extortion,'],
    [["--out", OUT, "--scale", "cpu"], "was trained with another turns than this coplay would train with"],
  ])("%s is refused in a line and a hint", (more, message) => {
    const { status, stdout, stderr } = coplay(words(...more), { cwd: straight });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  test("nothing else is reproduced", () => {
    expect(coplay(["reproduce", "everything"], { cwd: straight })).toMatchObject({ status: 1, stdout: "" });
  });
});
