/*
 * How fast a log becomes profiles: 100,000 matches of 200 turns between 12 memory-one players, every match another, all
 * figures of all players. `--smoke` measures a hundredth of it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coplay, fillLog, matchesOf, TURNS } from "./commands-on-a-log.ts";
import { say, spread } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const folder = mkdtempSync(join(tmpdir(), "coplay-bench-profile-"));
const db = join(folder, "log.db");

const PLAYERS = 12;
/** Of 66 pairings, so many matches each. */
const REPETITIONS = smoke ? 15 : 1516;
const RUNS = smoke ? 1 : 3;
const MATCHES = matchesOf(PLAYERS, REPETITIONS);

try {
  fillLog(db, PLAYERS, REPETITIONS);
  for (const [what, ...words] of [
    ["every figure", "--json"],
    ["headlines"],
    ["every figure by co-player", "--json", "--by", "co-player"],
  ] as const) {
    const spent = Array.from({ length: RUNS }, () => coplay("profile", "--db", db, ...words));
    const of = (figure: "seconds" | "cpuSeconds" | "peakMb"): number[] => spent.map((one) => one[figure]);
    say(`profile of ${MATCHES} × ${TURNS}, ${what}, s`, spread(of("seconds"), 1), "below 20");
    say("  of the processor, s", spread(of("cpuSeconds"), 1));
    say("  peak memory, MB", spread(of("peakMb"), 0), "below 500");
  }
} finally {
  rmSync(folder, { recursive: true });
}
