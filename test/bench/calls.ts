/*
 * How fast calls to models go out and come back: against a server on loopback that answers after 100 ms, 128 at once.
 * The server has a process of its own, so that the figures are the harness's alone. `--smoke` makes few calls.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Switchboard } from "../../dist/llm/switchboard.js";
import { createDesk } from "../../dist/desk.js";
import { openRun } from "../../dist/run-log.js";
import { openCache } from "../../dist/store/cache.js";
import { openStore } from "../../dist/store/open.js";
import { runTournament } from "../../dist/tournament/run.js";
import { createTournament } from "../../dist/tournament/spec.js";
import { say } from "./figures.ts";

const smoke = process.argv.includes("--smoke");
const DELAY_MS = 100;
const IN_FLIGHT = 128;
const TURNS = 20;
const CALLS = smoke ? 400 : 20_000;
const IDEAL = (IN_FLIGHT * 1000) / DELAY_MS;

const main = new URL("../llm/server/main.ts", import.meta.url).pathname;
const server = spawn(
  process.execPath,
  ["--import", "tsx", main, "--delay-ms", String(DELAY_MS), "--labels", "J,F"],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const [url] = (await once(createInterface(server.stdout), "line")) as [string];
const folder = mkdtempSync(join(tmpdir(), "coplay-bench-"));
try {
  const desk = createDesk({ COMPATIBLE_BASE_URL: `${url}/v1` }, Date.now);
  const repetitions = CALLS / TURNS;
  const data = {
    players: ["tit-for-tat", "compatible/fake"],
    turns: TURNS,
    repetitions,
    agents: { "chain-of-thought": false },
    limits: { concurrency: IN_FLIGHT },
  };
  const tournament = createTournament(data, desk.catalogue, "bench");
  using store = openStore(join(folder, "log.db"), { mode: "write" });
  using cache = openCache(join(folder, "cache.db"));
  const log = openRun(store, tournament, { now: Date.now });
  const pay = (payment: Parameters<typeof store.pay>[1]): Promise<void> =>
    store.pay(log.run, payment, Date.now());
  using switchboard = new Switchboard({ now: Date.now, ...tournament.operation, cache, pay });
  desk.connect(switchboard);

  const heaps: number[] = [];
  const rates: number[] = [];
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const cpuPerCall: number[] = [];
  const cpuBefore = cpuMs();
  const startedAt = performance.now();
  let window = { at: startedAt, calls: 0, cpu: cpuBefore };
  const sampling = setInterval(() => {
    const { calls } = switchboard.status().spent;
    const at = performance.now();
    const cpu = cpuMs();
    cpuPerCall.push((cpu - window.cpu) / (calls - window.calls));
    rates.push(((calls - window.calls) * 1000) / (at - window.at));
    heaps.push(process.memoryUsage().rss / 2 ** 20);
    window = { at, calls, cpu };
  }, 1000);
  for await (const event of log.follow(
    runTournament(tournament, { sink: log, isFinished: log.isFinished, now: Date.now }),
  )) {
    if (event.kind === "ended" && event.status !== "complete") throw new Error("The run did not end well.");
  }
  clearInterval(sampling);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuMs() - cpuBefore;
  const { spent } = switchboard.status();
  if (spent.calls !== CALLS) throw new Error(`${spent.calls} calls instead of ${CALLS}`);
  say("calls, from start to end", `${(CALLS / seconds).toFixed(0)} a second, ${CALLS} calls, all logged`);
  // The first seconds ramp up from 16 at once and compile, and the last matches leave the line half empty.
  const steadily = (values: readonly number[]): number | undefined =>
    values
      .slice(2, -1)
      .sort((x, y) => x - y)
      .at(Math.floor((values.length - 3) / 2));
  const rate = steadily(rates);
  if (rate !== undefined) {
    const share = ((100 * rate) / IDEAL).toFixed(1);
    say("calls, once it is under way", `${rate.toFixed(0)} a second (${share} % of ${IDEAL})`, "95 %");
    say("  CPU of the harness per call", `${steadily(cpuPerCall)!.toFixed(3)} ms`, "1 ms");
  }
  say("CPU of the harness per call, start included", `${(cpu / CALLS).toFixed(3)} ms`);
  if (heaps.length > 2) {
    const at = (share: number): string => heaps[Math.floor(share * (heaps.length - 1))]!.toFixed(0);
    say("memory over the run", `${at(0.25)}, ${at(0.5)}, ${at(0.75)}, ${at(1)} MB`, "flat");
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true });
}
