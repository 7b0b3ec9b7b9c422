import { hostname } from "node:os";
import { StoreError } from "./core/errors.ts";
import type { TournamentEvent } from "./core/events.ts";
import { parsePlayerId } from "./core/player-id.ts";
import { keyOf, type MatchKey, type MatchRecord } from "./core/trajectory.ts";
import type { AbortedMatch } from "./store/aborted.ts";
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
  /** Aborted matches that were taken out of the log, to be played again. */
  readonly retried: readonly AbortedMatch[];
  readonly isFinished: (match: MatchKey) => boolean;
  /**
   * The events of the run, with those matches first that were there before it went on. How the run ended is written
   * down as soon as it has, or when the iteration is left.
   */
  follow(events: AsyncIterable<TournamentEvent>): AsyncGenerator<TournamentEvent>;
}

/** A run's place in an experiment of several cells. */
export interface ExperimentPlace {
  /** Of the experiment: all its cells. */
  readonly hash: string;
  /** Counts from 0. */
  readonly cell: number;
  /** The run of the first cell that was played; null for that one itself. */
  readonly batch: RunId | null;
}

/** How a tournament is logged. */
export interface LogOptions {
  /** Begin a new run even where one of the same tournament was interrupted. */
  readonly fresh?: boolean;
  /** Play aborted matches again; a run that is complete but for them counts as interrupted. */
  readonly retryAborted?: boolean;
  /** The cell of an experiment that the tournament is; null where it stands for itself. */
  readonly place?: ExperimentPlace | null;
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
export function openRun(store: Store, tournament: Tournament, options: LogOptions): RunLog {
  const { fresh = false, retryAborted = false, place = null, now } = options;
  const interrupted = fresh ? null : interruptedRun(store, tournament, retryAborted, place);
  const isOurs = interrupted !== null && interrupted.codeVersion === version;
  const resumed = isOurs ? interrupted : null;
  if (resumed !== null) refuseIfAlive(store, resumed);
  const process = thisProcess();
  if (resumed !== null) store.continueRun(resumed.id, process);
  const retried = resumed !== null && retryAborted ? store.discardAborted(resumed.id) : [];
  const run = resumed?.id ?? beginRun(store, tournament, place, process, now());

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
    retried,
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

/** A cell's run is one of its own batch: another batch of the same experiment is another experiment. */
function interruptedRun(
  store: Store,
  { hash }: Tournament,
  orAborted: boolean,
  place: ExperimentPlace | null,
): LoggedRun | null {
  if (place === null) return store.resumableRun(hash, { orAborted });
  if (place.batch === null) return null;
  const logged = store.latestBatch(place.hash).find(({ cell }) => cell === place.cell);
  return logged?.batch === place.batch ? logged : null;
}

const thisProcess = (): LoggedRun["process"] => ({ pid: process.pid, host: hostname() });

/** Whether a run stands as running, but its process is not there any more; of another machine's nobody can tell. */
export const isInterrupted = ({ status, process: owner }: LoggedRun): boolean =>
  status === "running" && owner.host === hostname() && !isAlive(owner.pid);

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
  place: ExperimentPlace | null,
  process: LoggedRun["process"],
  startedAt: number,
): RunId {
  const { name, spec, hash, seed, game, noise, told, talk, players, factors } = tournament;
  const { matches, turns } = planOf(tournament);
  return store.beginRun({
    name,
    spec: JSON.stringify(spec),
    specHash: hash,
    seed,
    game,
    noise,
    told,
    talk,
    factors: JSON.stringify(factors),
    experiment: place,
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
