/*
 * How fast a log becomes a dataset: 100,000 matches of 200 turns, in every format that classics have. Processor time is
 * what is compared, since it does not depend on what else the machine does; the log is made first.
 * `--smoke` exports a hundredth of it.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coplay, fillLog, matchesOf, TURNS } from "./commands-on-a-log.ts";
import { say, spread } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const folder = mkdtempSync(join(tmpdir(), "coplay-bench-export-"));
const db = join(folder, "log.db");

const PLAYERS = 25;
/** Of 300 pairings, so many matches each. */
const REPETITIONS = smoke ? 3 : 334;
const RUNS = smoke ? 1 : 3;
const MATCHES = matchesOf(PLAYERS, REPETITIONS);

const bytesIn = (path: string): number =>
  readdirSync(path, { recursive: true, encoding: "utf8" }).reduce(
    (sum, name) => sum + statSync(join(path, name)).size,
    0,
  );

console.log(
  `\nexport of ${MATCHES} matches × ${TURNS} turns, start to exit${smoke ? ", smoke run: figures mean nothing" : ""}`,
);
fillLog(db, PLAYERS, REPETITIONS);
const formats: readonly (readonly [format: string, aim: string])[] = [
  ["jsonl", "at least 5, or episodes"],
  ["episodes", "at least 5, or jsonl"],
  ["parquet", "at least 1"],
  ["csv", ""],
  ["icl", ""],
];
for (const [format, aim] of formats) {
  const out = join(folder, format);
  const runs = Array.from({ length: RUNS }, () =>
    coplay("export", "--format", format, "--out", out, "--force", "--db", db),
  );
  const speeds = runs.map(({ cpuSeconds }) => (MATCHES * TURNS) / cpuSeconds / 1e6);
  say(`${format}, M turns/s of processor time`, spread(speeds, 1), aim);
  const peak = Math.max(...runs.map(({ peakMb }) => peakMb));
  const wall = Math.min(...runs.map(({ seconds }) => seconds));
  say(
    "  on the clock, peak memory, size",
    `${wall.toFixed(1)} s, ${peak.toFixed(0)} MB, ${(bytesIn(out) / 1e6).toFixed(0)} MB`,
  );
  rmSync(out, { recursive: true });
}
rmSync(folder, { recursive: true });
