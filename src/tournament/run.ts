import { setImmediate } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import type { Strategy } from "../core/player.ts";
import type { MatchKey, MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { playRepetitions } from "../match/repeated.ts";
import type { WorkerPool } from "./pool.ts";
import { matchesOf, pairings, planOf, type Pairing } from "./schedule.ts";
import type { Tournament } from "./spec.ts";

/** Where records go. Append is called with whole matches only, before anybody hears of them. */
export interface Sink {
  append(records: readonly MatchRecord[]): void;
}

export interface RunOptions {
  readonly sink: Sink;
  /** Matches that need not be played because they already are in the log. */
  readonly isFinished?: (match: MatchKey) => boolean;
  /** Aborting it stops the run at the next match boundary. */
  readonly signal?: AbortSignal;
  /** Threads for the pairings of two strategies; without it they are played here. */
  readonly pool?: WorkerPool | undefined;
}

/** A pairing with the matches that it still has to play. */
interface Job {
  readonly pairing: Pairing;
  readonly matches: readonly MatchSpec[];
}

/** How much is logged and told at once: enough for the log's speed, little enough that a kill loses nothing to speak of. */
const BATCH_TURNS = 200_000;
const BATCH_MATCHES = 500;

/**
 * Plays a tournament and tells how it goes. The order of events is the same whatever the number of workers, except for
 * matches with an agent, which come as they are done.
 */
export async function* runTournament(
  tournament: Tournament,
  options: RunOptions,
): AsyncGenerator<TournamentEvent> {
  const { sink, isFinished = () => false, signal = new AbortController().signal, pool } = options;
  const plan = planOf(tournament);
  const jobs = pairings(tournament).map((pairing): Job => {
    const matches = matchesOf(tournament, pairing).filter((match) => !isFinished(match));
    return { pairing, matches };
  });
  const left = jobs.reduce((sum, { matches }) => sum + matches.length, 0);
  yield { kind: "started", plan, alreadyPlayed: plan.matches - left };

  const classic = jobs.filter(({ pairing }) => isClassic(pairing));
  const others = jobs.filter(({ pairing }) => !isClassic(pairing));
  const classicBatches = pool === undefined ? playHere(classic) : playInPool(classic, pool);
  let played = 0;
  for await (const records of concatenated(classicBatches, playOthers(others, signal))) {
    sink.append(records);
    played += records.length;
    yield { kind: "matches", records };
    // A turn of the event loop: the screen is drawn, keys and signals are heard.
    await setImmediate();
    if (signal.aborted) break;
  }
  yield { kind: "ended", status: played === left ? "complete" : "stopped" };
}

const isClassic = ({ row, column }: Pairing): boolean =>
  row.kind === "strategy" && column.kind === "strategy";

async function* concatenated<T>(...parts: readonly (Iterable<T> | AsyncIterable<T>)[]): AsyncGenerator<T> {
  for (const part of parts) yield* part;
}

function* playHere(jobs: readonly Job[]): Generator<MatchRecord[]> {
  let batch: MatchRecord[] = [];
  let turns = 0;
  for (const { pairing, matches } of jobs) {
    for (const record of playRepetitions(pairing.row as Strategy, pairing.column as Strategy, matches)) {
      batch.push(record);
      turns += record.match.turns;
      if (turns < BATCH_TURNS && batch.length < BATCH_MATCHES) continue;
      yield batch;
      batch = [];
      turns = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Chunks go out in order and are taken back in order, with a few always under way, so memory stays flat. */
async function* playInPool(jobs: readonly Job[], pool: WorkerPool): AsyncGenerator<MatchRecord[]> {
  const UNDER_WAY = 8;
  const underWay: Promise<MatchRecord[]>[] = [];
  try {
    for (const matches of chunked(jobs)) {
      underWay.push(pool.play({ matches }));
      if (underWay.length >= UNDER_WAY) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** Whole pairings together, up to a batch's size; a pairing larger than that goes in pieces. */
function* chunked(jobs: readonly Job[]): Generator<MatchSpec[]> {
  let chunk: MatchSpec[] = [];
  let turns = 0;
  for (const { matches } of jobs) {
    for (const match of matches) {
      chunk.push(match);
      turns += match.turns;
      if (turns < BATCH_TURNS && chunk.length < BATCH_MATCHES) continue;
      yield chunk;
      chunk = [];
      turns = 0;
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** All pairings with a policy or an agent at once: agents wait on their providers, not on one another. */
async function* playOthers(jobs: readonly Job[], signal: AbortSignal): AsyncGenerator<MatchRecord[]> {
  const streams = jobs.map(({ pairing, matches }) => playLanes(pairing.row, pairing.column, matches, signal));
  for await (const record of interleaved(streams)) yield [record];
}

/** Takes from whichever stream has something next. */
async function* interleaved<T>(streams: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const ask = (stream: AsyncGenerator<T>) => stream.next().then((result) => ({ stream, result }));
  const asked = new Map(streams.map((stream) => [stream, ask(stream)]));
  while (asked.size > 0) {
    const { stream, result } = await Promise.race(asked.values());
    if (result.done === true) asked.delete(stream);
    else {
      asked.set(stream, ask(stream));
      yield result.value;
    }
  }
}
