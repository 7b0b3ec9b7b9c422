import { availableParallelism } from "node:os";
import type { TournamentPlan } from "../core/events.ts";
import { count } from "../report/number.ts";
import { columnsFor } from "../report/standings.ts";
import { standings, standingsStream } from "../stats/standings.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import { openRun, type RunLog } from "../run-log.ts";
import { openStore } from "../store/open.ts";
import { runTournament } from "../tournament/run.ts";
import { planOf } from "../tournament/schedule.ts";
import type { Tournament } from "../tournament/spec.ts";
import { version } from "../version.ts";
import { FAILED, INTERRUPTED } from "./terminal/failure.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";
import { withProgress } from "./terminal/progress.ts";
import { readTournament, type Overrides } from "./read-tournament.ts";
import { requireScreen, showOnScreen, wantsScreen } from "./terminal/screen.ts";
import { onInterrupt } from "./terminal/signals.ts";

export interface RunOptions extends Overrides {
  readonly db: string;
  readonly fresh?: boolean;
  readonly dryRun?: boolean;
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly workers?: number;
  readonly pace?: number;
}

/**
 * Plays a tournament file, or what is left of it where the same one was interrupted.
 *
 * @returns the exit code: 0 only where every match is complete
 */
export async function run(file: string, options: RunOptions): Promise<number> {
  const { cap, repetitions, seed, noise } = options;
  const tournament = readTournament(file, { cap, repetitions, seed, noise });
  const plan = planOf(tournament);
  if (options.dryRun === true) return describe(plan, tournament, options);

  const onScreen = options.plain !== true && options.json !== true && wantsScreen();
  if (onScreen) requireScreen();
  using store = openStore(options.db, { mode: "write" });
  const log = openRun(store, tournament, { fresh: options.fresh === true, now: Date.now });
  announce(log, plan);

  const pool = await startWorkers(options.workers ?? workersFor(plan, tournament));
  const stop = new AbortController();
  const { isFinished } = log;
  const events = log.follow(runTournament(tournament, { sink: log, isFinished, signal: stop.signal, pool }));
  let tallies: MatchTally[] = [];
  try {
    if (onScreen) {
      await showOnScreen({ events, pace: options.pace, stop, store, run: log.run });
      tallies = Array.from(store.records(log.run), tally);
    } else {
      using _ = onInterrupt(
        () => stop.abort(),
        "stopping after the matches under way; Ctrl-C again stops at once",
      );
      for await (const event of withProgress(events, Date.now)) {
        if (event.kind === "matches") for (const record of event.records) tallies.push(tally(record));
      }
    }
  } finally {
    await pool?.close();
  }
  report(log, plan, tournament, tallies, options);
  return exitCode(tallies, plan);
}

function announce({ run, resumed, leftAlone }: RunLog, { matches }: TournamentPlan): void {
  if (leftAlone !== null) {
    note(`run ${leftAlone.id} was begun by coplay ${leftAlone.codeVersion}; starting anew with ${version}`);
  }
  if (resumed !== null)
    note(`going on with run ${run}: ${count(resumed)} of ${count(matches)} matches are there`);
}

function exitCode(tallies: readonly MatchTally[], plan: TournamentPlan): number {
  if (tallies.length < plan.matches) return INTERRUPTED;
  return tallies.every(({ status }) => status === "complete") ? 0 : FAILED;
}

function report(
  log: RunLog,
  plan: TournamentPlan,
  tournament: Tournament,
  tallies: readonly MatchTally[],
  { json = false, db }: RunOptions,
): void {
  const random = standingsStream(tournament.seed);
  const table = standings(tallies, { players: plan.players, random });
  const aborted = tallies.filter(({ status }) => status === "aborted").length;
  const whole = tallies.length === plan.matches;
  if (json) {
    const status = whole ? "complete" : "stopped";
    printJson({
      run: log.run,
      name: plan.name,
      status,
      matches: tallies.length,
      planned: plan.matches,
      aborted,
      standings: table,
    });
    return;
  }
  printTable(columnsFor(table), table);
  if (!whole) {
    note(
      `stopped: ${count(tallies.length)} of ${count(plan.matches)} matches are in ${db}; the same command goes on from there`,
    );
  }
  if (aborted > 0) note(`${count(aborted)} matches were aborted: coplay matches ${log.run} --status aborted`);
  if (whole) note(`run ${log.run} is in ${db}: coplay standings, coplay matches, coplay watch`);
}

function describe(plan: TournamentPlan, tournament: Tournament, { json = false }: RunOptions): number {
  const { name, players, repetitions, matches, turns } = plan;
  if (json) {
    printJson({
      name,
      game: tournament.game.id,
      players,
      repetitions,
      matches,
      turns,
      spec: tournament.spec,
    });
    return 0;
  }
  print(
    `${name}: ${tournament.game.id}, ${players.length} players, ${count(repetitions)} repetitions of each pairing`,
  );
  print(`${count(matches)} matches, ${count(turns)} turns`);
  return 0;
}

/** A classic tournament with fewer turns is over before a thread has started. */
const TURNS_WORTH_A_THREAD = 20_000_000;

function workersFor({ turns }: TournamentPlan, { players }: Tournament): number {
  const classic = players.filter(({ kind }) => kind === "strategy").length;
  return classic < 2 || turns < TURNS_WORTH_A_THREAD ? 0 : availableParallelism();
}

async function startWorkers(workers: number) {
  if (workers === 0) return undefined;
  const { startPool } = await import("../tournament/pool.ts");
  return startPool(new URL("../worker.js", import.meta.url), workers);
}
