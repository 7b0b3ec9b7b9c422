import { hostname } from "node:os";
import { StoreError } from "./core/errors.ts";
import type { TournamentEvent } from "./core/events.ts";
import { parsePlayerId } from "./core/player-id.ts";
import type { MatchKey, MatchRecord } from "./core/trajectory.ts";
import type { LoggedRun, RunId } from "./store/runs.ts";
import type { Store } from "./store/store.ts";
import type { Sink } from "./tournament/run.ts";
import { planOf } from "./tournament/schedule.ts";
import type { Tournament } from "./tournament/spec.ts";
import { version } from "./version.ts";

/** A run's place in the log while it is being played. */
export interface RunLog extends Sink {
  readonly run: RunId;
  /** How many matches were there before; null for a new run. */
  readonly resumed: number | null;
  /** An interrupted run of the same tournament that another version of coplay began, and that was left alone. */
  readonly leftAlone: LoggedRun | null;
  readonly isFinished: (match: MatchKey) => boolean;
  /**
   * The events of the run, with those matches first that were there before it went on. How the run ended is written
   * down as soon as it has, or when the iteration is left.
   */
  follow(events: AsyncIterable<TournamentEvent>): AsyncGenerator<TournamentEvent>;
}

/** How a tournament is logged. */
export interface LogOptions {
  /** Begin a new run even where one of the same tournament was interrupted. */
  readonly fresh?: boolean;
  /** A clock in ms since 1970. */
  readonly now: () => number;
}

/** Matches of an earlier part of the run that are handed on at once. */
const PAGE = 500;

/**
 * Finds the interrupted run of the same tournament in the log and goes on with it, or begins a new one.
 *
 * @throws StoreError where another process of this machine is playing it just now
 */
export function openRun(store: Store, tournament: Tournament, { fresh = false, now }: LogOptions): RunLog {
  const interrupted = fresh ? null : store.resumableRun(tournament.hash);
  const isOurs = interrupted !== null && interrupted.codeVersion === version;
  const resumed = isOurs ? interrupted : null;
  if (resumed !== null) refuseIfAlive(store, resumed);
  const process = thisProcess();
  if (resumed !== null) store.continueRun(resumed.id, process);
  const run = resumed?.id ?? beginRun(store, tournament, process, now());

  const there = new Set(resumed === null ? [] : store.finished(run).map(keyOf));
  let batchStartedAt = now();
  let hasEnded = false;
  const end = (): void => {
    if (!hasEnded) store.endRun(run, now());
    hasEnded = true;
  };
  return {
    run,
    resumed: resumed === null ? null : there.size,
    leftAlone: isOurs ? null : interrupted,
    isFinished: (match) => there.has(keyOf(match)),
    append(records: readonly MatchRecord[]) {
      const endedAt = now();
      store.append(run, records, { startedAt: batchStartedAt, endedAt });
      batchStartedAt = endedAt;
    },
    async *follow(events) {
      let isBroken = false;
      try {
        for await (const event of events) {
          if (event.kind === "ended") end();
          yield event;
          if (event.kind === "started" && there.size > 0) yield* history(store, run, there.size);
        }
      } catch (error) {
        isBroken = true;
        throw error;
      } finally {
        // After an error the log may be out of reach; the run then stands as interrupted, which it is.
        if (!isBroken) end();
      }
    },
  };
}

const keyOf = ({ row, column, repetition }: Omit<MatchKey, "seed">): string =>
  `${row}\n${column}\n${repetition}`;

const thisProcess = (): LoggedRun["process"] => ({ pid: process.pid, host: hostname() });

function refuseIfAlive(store: Store, { id, status, process: owner }: LoggedRun): void {
  const isElsewhere = owner.pid !== process.pid && owner.host === hostname();
  if (status !== "running" || !isElsewhere || !isAlive(owner.pid)) return;
  throw new StoreError(store.path, `run ${id} is being played by process ${owner.pid}`, {
    hint: `Look at it with \`coplay watch ${id}\`, or play another run of the same with --fresh.`,
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The first `count` matches of a run, page by page. */
function* history(store: Store, run: RunId, count: number): Generator<TournamentEvent> {
  let records: MatchRecord[] = [];
  for (const record of store.records(run, { limit: count })) {
    records.push(record);
    if (records.length < PAGE) continue;
    yield { kind: "matches", records };
    records = [];
  }
  if (records.length > 0) yield { kind: "matches", records };
}

function beginRun(
  store: Store,
  tournament: Tournament,
  process: LoggedRun["process"],
  startedAt: number,
): RunId {
  const { name, spec, hash, seed, game, noise, told, players } = tournament;
  const { matches, turns } = planOf(tournament);
  return store.beginRun({
    name,
    spec: JSON.stringify(spec),
    specHash: hash,
    seed,
    game,
    noise,
    told,
    plannedMatches: matches,
    plannedTurns: turns,
    codeVersion: version,
    nodeVersion: globalThis.process.version,
    process,
    startedAt,
    players: players.map(({ id, kind }) => ({
      id,
      kind,
      parameters: JSON.stringify(parsePlayerId(id).parameters),
    })),
  });
}
