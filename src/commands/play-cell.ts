import { availableParallelism } from "node:os";
import { BudgetError } from "../core/errors.ts";
import type { TournamentPlan } from "../core/events.ts";
import type { CallStatus } from "../core/usage.ts";
import { count } from "../report/number.ts";
import { columnsFor } from "../report/standings.ts";
import { openRun, type ExperimentPlace, type RunLog } from "../run-log.ts";
import { standings, standingsStream } from "../stats/standings.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import type { AbortCount } from "../store/aborted.ts";
import type { RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import type { Cell } from "../tournament/experiment.ts";
import { runTournament } from "../tournament/run.ts";
import { planOf } from "../tournament/schedule.ts";
import type { Tournament } from "../tournament/spec.ts";
import { version } from "../version.ts";
import { printCallSummary } from "./call-summary.ts";
import type { StopSignal } from "./terminal/failure.ts";
import { note, print, printTable } from "./terminal/output.ts";
import { withProgress } from "./terminal/progress.ts";
import { showOnScreen } from "./terminal/screen.ts";
import { onStopSignal } from "./terminal/signals.ts";

/** How a tournament is played and shown. */
export interface PlayingOptions {
  readonly db: string;
  readonly fresh?: boolean;
  readonly retryAborted?: boolean;
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly workers?: number;
  readonly pace?: number;
}

/** Where it is logged and shown. */
interface Surroundings extends PlayingOptions {
  readonly store: Store;
  readonly onScreen: boolean;
  /** What the LLM side of the command is doing; undefined where nobody is asked. */
  readonly calls: (() => CallStatus) | undefined;
}

/** A cell that is being played. */
export interface Sitting {
  readonly log: RunLog;
  /** Stops it: with a BudgetError where the budget of the run is spent. */
  readonly stop: AbortController;
}

/** What became of a cell. */
export interface CellResult {
  /** Whether all its matches are in the log. */
  readonly isWhole: boolean;
  /** Whether it was stopped because the budget of the run is spent. */
  readonly isSpent: boolean;
  /** What asked it to stop, where that was neither; keys on the screen count as Ctrl-C. */
  readonly stoppedBy: StopSignal;
  readonly aborted: number;
  readonly json: object;
}

/**
 * Plays one cell of an experiment into the log, or what is left of it, and prints its table.
 *
 * @param begun told before the first match
 */
export async function playCell(
  { tournament }: Cell,
  place: ExperimentPlace | null,
  options: Surroundings,
  begun: (sitting: Sitting) => void,
): Promise<CellResult> {
  const { store, calls, onScreen, fresh = false, retryAborted = false } = options;
  const plan = planOf(tournament);
  const log = openRun(store, tournament, { fresh, retryAborted, place, now: Date.now });
  const stop = new AbortController();
  begun({ log, stop });
  announce(log, plan);

  const pool = await startWorkers(options.workers ?? workersFor(plan, tournament));
  const { isFinished } = log;
  const running = { sink: log, isFinished, signal: stop.signal, pool, now: Date.now };
  const events = log.follow(runTournament(tournament, running));
  let tallies: MatchTally[] = [];
  const quit = new AbortController();
  let stoppedBy: StopSignal = "SIGINT";
  using _ = onStopSignal((signal) => {
    stoppedBy = signal;
    if (onScreen) {
      quit.abort();
      return;
    }
    const grace = calls === undefined ? "" : ", calls under way get 10 s";
    note(`stopping after the matches under way${grace}; Ctrl-C again stops at once`);
    stop.abort();
  });
  try {
    if (onScreen) {
      const { pace } = options;
      await showOnScreen({ events, pace, stop, quit: quit.signal, store, run: log.run, calls });
      tallies = Array.from(store.records(log.run), tally);
    } else {
      for await (const event of withProgress(events, Date.now, calls)) {
        if (event.kind === "matches") for (const record of event.records) tallies.push(tally(record));
      }
    }
  } finally {
    await pool?.close();
  }
  const reason: unknown = stop.signal.reason;
  const spent = reason instanceof BudgetError ? reason : null;
  const found = report(log, plan, tournament, tallies, { ...options, isPart: place !== null, spent });
  return { ...found, stoppedBy };
}

function announce({ run, resumed, leftAlone, retried }: RunLog, { name, matches }: TournamentPlan): void {
  if (leftAlone !== null) {
    note(`run ${leftAlone.id} was begun by coplay ${leftAlone.codeVersion}; starting anew with ${version}`);
  }
  if (resumed === null) return;
  const again = retried.length > 0 ? `, ${count(retried.length)} aborted ones are played again` : "";
  note(
    `going on with run ${run} of ${name}: ${count(resumed)} of ${count(matches)} matches are there${again}`,
  );
}

function report(
  log: RunLog,
  plan: TournamentPlan,
  tournament: Tournament,
  tallies: readonly MatchTally[],
  {
    store,
    json = false,
    db,
    isPart,
    spent,
  }: Surroundings & { readonly isPart: boolean; readonly spent: BudgetError | null },
): Omit<CellResult, "stoppedBy"> {
  const random = standingsStream(tournament.seed);
  const table = standings(tallies, { players: plan.players, random });
  const aborted = tallies.filter(({ status }) => status === "aborted").length;
  const isWhole = tallies.length === plan.matches;
  const summary = store.callSummary(log.run);
  const result = {
    run: log.run,
    name: plan.name,
    factors: tournament.factors,
    status: isWhole ? "complete" : "stopped",
    ...(spent === null ? {} : { stopped: spent.message }),
    matches: tallies.length,
    planned: plan.matches,
    aborted,
    standings: table,
    ...(summary.length === 0 ? {} : { calls: summary }),
  };
  const found = { isWhole, isSpent: spent !== null, aborted, json: result };
  if (spent !== null) note(`stopped: ${spent.message}; ${asClause(spent.hint!)}`);
  if (json) return found;
  if (isPart) print(plan.name, "bold");
  if (tallies.length > 0) printTable(columnsFor(table), table);
  printCallSummary(summary, store.spending(log.run));
  if (!isWhole) {
    const there = `${count(tallies.length)} of ${count(plan.matches)} matches are in ${db}`;
    note(spent !== null ? there : `stopped: ${there}; the same command goes on from there`);
  }
  if (aborted > 0) noteAborted(log.run, aborted, store.abortReasons(log.run));
  if (isWhole) note(`run ${log.run} is in ${db}: coplay standings, coplay matches, coplay watch`);
  return found;
}

/** A hint as the end of a sentence. */
const asClause = (hint: string): string =>
  `${hint.charAt(0).toLowerCase()}${hint.slice(1).replace(/\.$/, "")}`;

function noteAborted(run: RunId, aborted: number, reasons: readonly AbortCount[]): void {
  const codes = reasons.map(({ code, count: times }) => `${code} ${count(times)}`);
  note(
    `${count(aborted)} ${aborted === 1 ? "match was" : "matches were"} aborted (${codes.join(", ")}): coplay matches ${run} --status aborted; --retry-aborted plays them again`,
  );
  if (reasons.some(({ code }) => code === "budget")) {
    note(
      "a player has spent its budget: raise budget.per-player in the tournament file, and --retry-aborted plays its matches",
    );
  }
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
