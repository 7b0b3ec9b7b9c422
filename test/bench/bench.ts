/*
 * Prints how fast and how small coplay is here and now. Times vary with the machine and what else it does, which is
 * printed with them; nothing is asserted but that every command ends well. `--smoke` runs everything once, shortened.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Strategy } from "../../dist/core/player.js";
import type { MatchSpec } from "../../dist/core/trajectory.js";
import { playScalar } from "../../dist/match/scalar.js";
import { findGame, findPlayer } from "../../dist/registry.js";
import { say, spread } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const runs = smoke ? 1 : 5;
const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "coplay-bench-"));

/** Deterministic and stochastic, one-liners and long rules, in about equal parts. */
const mixed = [
  "cooperator",
  "defector",
  "alternator",
  "cycler-ccd",
  "tit-for-tat",
  "suspicious-tit-for-tat",
  "anti-tit-for-tat",
  "tit-for-2-tats",
  "grudger",
  "win-stay-lose-shift",
  "tideman-chieruzzi",
  "nydegger",
  "shubik",
  "davis",
  "downing",
  "random",
  "gtft",
  "joss",
  "firm-but-fair",
  "grofman",
  "graaskamp",
  "feld",
  "tullock",
  "anonymous",
];

/** Turns per second of CPU time, in millions, over the whole round-robin of `mixed`. */
function driverSpeed(noise: number): number[] {
  const game = findGame("prisoners-dilemma");
  const players = mixed.map((id) => findPlayer(id) as Strategy);
  const turns = 200;
  const repetitions = smoke ? 1 : 60;
  const told = { game, noise, horizon: { turns } };
  const once = (): number => {
    const before = process.cpuUsage();
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const row of players) {
        for (const column of players) {
          const match: MatchSpec = {
            seed: 1,
            row: row.id,
            column: column.id,
            repetition,
            game,
            turns,
            noise,
            told,
          };
          playScalar(row, column, match);
        }
      }
    }
    const { user, system } = process.cpuUsage(before);
    return (players.length ** 2 * repetitions * turns) / (user + system);
  };
  once(); // compiled by now
  return Array.from({ length: runs }, once);
}

interface Spent {
  readonly wallMs: number;
  readonly peakMb: number;
  readonly stdout: string;
}

/** Runs the command line in a process of its own; its peak memory comes back on the last line of stderr. */
function coplay(...words: readonly string[]): Spent {
  const atExit = "process.on('exit',()=>process.stderr.write('\\n'+process.resourceUsage().maxRSS))";
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(atExit)}`, join(root, "dist/cli.js"), ...words],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const wallMs = performance.now() - startedAt;
  if (status !== 0) throw new Error(`coplay ${words.join(" ")} ended with ${status}:\n${stderr}`);
  return { wallMs, peakMb: Number(stderr.trim().split("\n").at(-1)) / 1024, stdout };
}

const [cpu] = cpus();
console.log(`Node ${process.version}, ${availableParallelism()} cores of ${cpu?.model ?? "unknown"}`);
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(2))
    .join(" ")}${smoke ? ", smoke run: figures mean nothing" : ""}\n`,
);

for (const [noise, aim] of [
  [0, "at least 40"],
  [0.05, "at least 25"],
] as const) {
  say(`scalar driver, 24 × 24 × 200, noise ${noise}, M turns/s`, spread(driverSpeed(noise), 1), aim);
}

const help = Array.from({ length: runs }, () => coplay("--help").wallMs);
say("coplay --help, ms", spread(help, 0), "at most 150");

const small = smoke ? ["--cap", "20"] : [];
const first = Array.from({ length: runs }, (_, i) =>
  coplay("run", "tournaments/axelrod-1980.yaml", "--plain", "--db", join(folder, `${i}.db`), ...small),
);
say(
  "axelrod-1980, start to exit, logged, ms",
  spread(
    first.map(({ wallMs }) => wallMs),
    0,
  ),
  "at most 1000",
);
say(
  "axelrod-1980, peak memory, MB",
  spread(
    first.map(({ peakMb }) => peakMb),
    0,
  ),
  "below 120",
);

const db = join(folder, "kitchen-sink.db");
const words = ["run", "tournaments/kitchen-sink.yaml", "--plain", "--db", db];
const shortened = smoke ? ["--cap", "10", "--repetitions", "1"] : [];
const { wallMs, peakMb } = coplay(...words, ...shortened);
const plan = JSON.parse(coplay(...words, ...shortened, "--dry-run", "--json").stdout) as {
  readonly players: readonly string[];
  readonly matches: number;
  readonly turns: number;
};
say(`the whole list, ${plan.players.length} players, start to exit, s`, (wallMs / 1000).toFixed(1));
say("  matches", `${plan.matches} (${Math.round(plan.matches / (wallMs / 1000))} a second)`);
say("  turns, M/s", (plan.turns / wallMs / 1000).toFixed(1));
say("  peak memory, MB", peakMb.toFixed(0));
say("  file, bytes a turn", (statSync(db).size / plan.turns).toFixed(2), "below 3");

rmSync(folder, { recursive: true });
await import("./calls.ts");
await import("./models.ts");
await import("./phase.ts");
await import("./profile.ts");
await import("./export.ts");
await import("./report.ts");
console.log(
  `\nload ${loadavg()
    .map((load) => load.toFixed(2))
    .join(" ")} at the end`,
);
