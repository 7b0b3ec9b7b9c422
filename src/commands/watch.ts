import { setTimeout } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import type { LoggedRun } from "../store/runs.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { findRun } from "./find-run.ts";
import { requireScreen, showOnScreen } from "./terminal/screen.ts";

const POLL_MS = 250;

/** Shows a run that is in the log, or is being written there by another process. */
export async function watch(asked: string | undefined, { db }: { readonly db: string }): Promise<void> {
  requireScreen();
  using store = openStore(db, { mode: "read" });
  const run = findRun(store, asked);
  const leave = new AbortController();
  const events = follow(store, run, leave.signal);
  await showOnScreen({ events, stop: leave, store, run: run.id });
}

/** The events of a run as its log grows, until it is played to its end or whoever watches leaves. */
async function* follow(store: Store, run: LoggedRun, signal: AbortSignal): AsyncGenerator<TournamentEvent> {
  const { name, game, plannedMatches, plannedTurns } = run;
  const players = store.players(run.id).map(({ id }) => id);
  const { repetitions } = JSON.parse(run.spec) as { readonly repetitions: number };
  const plan = { name, game, players, repetitions, matches: plannedMatches, turns: plannedTurns };
  yield { kind: "started", plan, alreadyPlayed: run.matches };

  let seen = 0;
  let after = 0;
  while (!signal.aborted) {
    // Asked before the page is read: what is written in between is then still read.
    const hasStopped = store.run(run.id)?.status !== "running";
    const page = store.recordsSince(run.id, after);
    if (page.length > 0) {
      after = page.at(-1)!.id;
      seen += page.length;
      yield { kind: "matches", records: page.map(({ record }) => record) };
      continue;
    }
    if (hasStopped || seen >= plannedMatches) break;
    await setTimeout(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  yield { kind: "ended", status: seen >= plannedMatches ? "complete" : "stopped" };
}
