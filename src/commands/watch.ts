import { setTimeout } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import type { CallStatus } from "../core/usage.ts";
import type { LoggedRun } from "../store/runs.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { findRun } from "./find-run.ts";
import { loggedCalls } from "./logged-calls.ts";
import { statusOf } from "./run-status.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { requireScreen, showOnScreen } from "./terminal/screen.ts";
import { onStopSignal } from "./terminal/signals.ts";

const POLL_MS = 250;
/** Calls are summed up as often as that takes no more than this share of the time. */
const SUMMING_SHARE = 0.1;

/**
 * Shows a run that is in the log, or is being written there by another process.
 *
 * @returns the exit code
 */
export async function watch(asked: string | undefined, { db }: { readonly db: string }): Promise<number> {
  requireScreen();
  using store = openStore(db, { mode: "read" });
  const run = findRun(store, asked);
  const leave = new AbortController();
  const quit = new AbortController();
  let code = 0;
  using _ = onStopSignal((signal) => {
    code = exitCodeAfter(signal);
    quit.abort();
  });
  const isAsking = store.players(run.id).some(({ kind }) => kind === "agent");
  let status: CallStatus | null = null;
  const look = (): void => {
    if (isAsking) status = loggedCalls(store, run.id);
  };
  const events = follow(store, run, look, leave.signal);
  const calls = isAsking ? () => status : undefined;
  await showOnScreen({ events, stop: leave, quit: quit.signal, store, run: run.id, calls });
  return code;
}

/**
 * The events of a run as its log grows, until it is played to its end or whoever watches leaves.
 *
 * @param look called before anything is told, and whenever the log was looked at
 */
async function* follow(
  store: Store,
  run: LoggedRun,
  look: () => void,
  signal: AbortSignal,
): AsyncGenerator<TournamentEvent> {
  const { name, game, plannedMatches, plannedTurns } = run;
  const players = store.players(run.id).map(({ id }) => id);
  const { repetitions } = JSON.parse(run.spec) as { readonly repetitions: number };
  const plan = { name, game, players, repetitions, matches: plannedMatches, turns: plannedTurns };
  look();
  yield { kind: "started", plan, alreadyPlayed: run.matches };

  let seen = 0;
  let after = 0;
  while (!signal.aborted) {
    // Asked before the page is read: what is written in between is then still read.
    const now = store.run(run.id);
    const hasStopped = now === null || statusOf(now) !== "running";
    const page = store.recordsSince(run.id, after);
    if (page.length > 0) {
      after = page.at(-1)!.id;
      seen += page.length;
      yield { kind: "matches", records: page.map(({ record }) => record) };
      continue;
    }
    if (hasStopped || seen >= plannedMatches) break;
    const startMs = performance.now();
    look();
    const pauseMs = Math.max(POLL_MS, (performance.now() - startMs) / SUMMING_SHARE);
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  look();
  yield { kind: "ended", status: seen >= plannedMatches ? "complete" : "stopped" };
}
