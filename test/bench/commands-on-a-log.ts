import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { stream } from "../../dist/core/random.js";
import { NO_TREMBLES, type MatchRecord } from "../../dist/core/trajectory.js";
import { findGame } from "../../dist/registry.js";
import { openStore } from "../../dist/store/open.js";

/* What the benches of commands that read a log have in common: a log of many matches, and a process that is measured. */

const root = new URL("../../", import.meta.url).pathname;
export const TURNS = 200;

/** Matches of a log of so many players and repetitions. */
export const matchesOf = (players: number, repetitions: number): number =>
  ((players * (players - 1)) / 2) * repetitions;

/** Makes a log of matches of 200 turns between memory-one players that are drawn at random: every match is another. */
export function fillLog(db: string, players: number, repetitions: number): void {
  const game = findGame("prisoners-dilemma");
  const told = { game, noise: 0, horizon: { turns: TURNS } };
  const random = stream("bench", "log");
  const ids = Array.from({ length: players }, (_, i) => `player-${i}`);
  /** Chances of C after CC, CD, DC and DD, and on the first move. */
  const vectors = ids.map(() => Float64Array.from({ length: 5 }, () => random.next()));
  const matches = matchesOf(players, repetitions);
  using store = openStore(db, { mode: "write" });
  const run = store.beginRun({
    name: "bench",
    spec: "{}",
    specHash: "bench",
    seed: 1,
    game,
    noise: 0,
    told,
    plannedMatches: matches,
    plannedTurns: matches * TURNS,
    codeVersion: "bench",
    nodeVersion: process.version,
    startedAt: 0,
    process: { pid: process.pid, host: "bench" },
    players: ids.map((id) => ({ id, kind: "strategy", parameters: "{}" })),
  });
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const batch = ids.flatMap((row, i) =>
      ids.slice(i + 1).map((column, j): MatchRecord => {
        const match = { seed: 1, row, column, repetition, game, turns: TURNS, noise: 0, told };
        const moves = [new Uint8Array(TURNS), new Uint8Array(TURNS)] as const;
        const [first, second] = [vectors[i]!, vectors[i + 1 + j]!];
        let [a, b] = [4, 4];
        for (let turn = 0; turn < TURNS; turn++) {
          const own = random.next() < first[a]! ? 0 : 1;
          const other = random.next() < second[b]! ? 0 : 1;
          moves[0][turn] = own;
          moves[1][turn] = other;
          a = 2 * own + other;
          b = 2 * other + own;
        }
        return { match, row: moves[0], column: moves[1], trembles: NO_TREMBLES, status: "complete" };
      }),
    );
    store.append(run, batch, { startedAt: 0, endedAt: 0 });
  }
  store.endRun(run, 0);
}

/** What a process took, from start to exit. */
export interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** Runs the command line in a process of its own; what it took comes back on the last line of stderr. */
export function coplay(...words: readonly string[]): Spent {
  const atExit =
    "process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\n'+JSON.stringify([u.userCPUTime+u.systemCPUTime,u.maxRSS]))})";
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [`--import=data:text/javascript,${encodeURIComponent(atExit)}`, join(root, "dist/cli.js"), ...words],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  if (status !== 0) throw new Error(`coplay ${words.join(" ")} ended with ${status}:\n${stderr}`);
  const [micros, kilobytes] = JSON.parse(stderr.trim().split("\n").at(-1)!) as [number, number];
  return { seconds, cpuSeconds: micros / 1e6, peakMb: kilobytes / 1024 };
}
