/*
 * How long a report takes and how large it is: of 60 players, everyone against everyone, five matches of 200 turns each,
 * from the command line to the file. `--smoke` takes few players.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say, spread } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const PLAYERS = smoke ? 6 : 60;
const RUNS = smoke ? 1 : 5;
const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "coplay-bench-"));

function coplay(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`coplay ${words.join(" ")}: ${stderr}`);
  return stdout;
}

try {
  const db = join(folder, "log.db");
  const known = JSON.parse(coplay("list", "players", "--json")) as readonly { readonly id: string }[];
  const ids = known.slice(0, PLAYERS).map(({ id }) => id);
  const tournament = join(folder, "players.yaml");
  writeFileSync(tournament, `players: [${ids.join(", ")}]\nturns: 200\nrepetitions: 5\nseed: 1\n`);
  coplay("run", tournament, "--db", db, "--plain");
  const page = join(folder, "report.html");
  const seconds = Array.from({ length: RUNS }, () => {
    const startedAt = performance.now();
    coplay("report", "--db", db, "-o", page, "--force");
    return (performance.now() - startedAt) / 1000;
  });
  say(`report of ${PLAYERS} players, s on the clock`, spread(seconds, 2), "below 5");
  say("  its page, MB", (statSync(page).size / 1e6).toFixed(2), "below 5");
} finally {
  rmSync(folder, { recursive: true });
}
