import { setImmediate } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import type { Player, Strategy } from "../core/player.ts";
import type { MatchKey, MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { concurrently } from "../match/concurrently.ts";
import { playDialogue } from "../match/dialogue.ts";
import { lengthMoments } from "../match/length.ts";
import { playLockstep, type Prompt } from "../match/lockstep.ts";
import { playRepetitions } from "../match/repeated.ts";
import type { WorkerPool } from "./pool.ts";
import { matchesOf, pairings, planOf, type Pairing } from "./schedule.ts";
import type { Tournament } from "./spec.ts";

/** Where records go. Append is called with whole matches only, before anybody hears of them. */
export interface Sink {
  append(records: readonly MatchRecord[]): void;
}

/** How a tournament is run. */
export interface RunOptions {
  readonly sink: Sink;
  /** Matches that need not be played because they already are in the log. */
  readonly isFinished?: (match: MatchKey) => boolean;
  /** Aborting it stops the run: classic matches at the next batch, matches with an agent as soon as it lets go. */
  readonly signal?: AbortSignal;
  /** Threads for the pairings of two strategies; without it they are played here. */
  readonly pool?: WorkerPool | undefined;
  /** A clock in ms since 1970, for matches with an agent: their records then say when they were played. */
  readonly now?: (() => number) | undefined;
}

/** How much is logged and told at once: enough for the log's speed, little enough that a kill loses nothing to speak of. */
const BATCH_TURNS = 200_000;
const BATCH_MATCHES = 500;
/** Lanes that a policy plays at once where it does not ask for fewer. */
const LANES = 1024;
/**
 * Matches with an agent that are under way at once; how many calls that means is for the providers' limiters. A match
 * holds its calls until it is over and logged, some 5 KB a turn and LLM seat, so it is the turns that are bounded: at
 * 125 MB for either seat. Without calls 4,096 matches take 70 MB. Even the fewest keep any usual limiter busy.
 */
const TURNS_UNDER_WAY = 25_000;
const MOST_DIALOGUES = 4096;
const FEWEST_DIALOGUES = 256;

/**
 * Plays a tournament and tells how it goes. The order of events is the same whatever the number of workers, except for
 * matches with an agent, which come as they are done. Leaving the iteration stops what is under way.
 */
export async function* runTournament(
  tournament: Tournament,
  options: RunOptions,
): AsyncGenerator<TournamentEvent> {
  const { sink, isFinished = () => false, signal, pool, now } = options;
  const plan = planOf(tournament);
  const left = (isWanted: (pairing: Pairing) => boolean): Iterable<Work> =>
    remaining(tournament, isFinished, isWanted);
  const alreadyPlayed = plan.matches - countOf(left(() => true));
  yield { kind: "started", plan, alreadyPlayed };

  const leaving = new AbortController();
  const stop = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]);
  const classic = left(isClassic);
  const sources = [
    pool === undefined ? playHere(classic, stop) : playInPool(classic, pool, stop),
    playInLanes(left(isLockstep), stop),
    playDialogues(left(hasAgent), dialoguesOf(tournament), stop, now),
  ];
  let played = alreadyPlayed;
  try {
    for (const source of sources) {
      for await (const records of source) {
        sink.append(records);
        played += records.length;
        yield { kind: "matches", records };
        // A turn of the event loop: the screen is drawn, keys and signals are heard.
        await setImmediate();
      }
    }
  } finally {
    leaving.abort();
  }
  yield { kind: "ended", status: played === plan.matches ? "complete" : "stopped" };
}

/** A pairing with the matches that it still has to play. */
type Work = readonly [Pairing, readonly MatchSpec[]];

const has = ({ row, column }: Pairing, kind: Player["kind"]): boolean =>
  row.kind === kind || column.kind === kind;
const hasAgent = (pairing: Pairing): boolean => has(pairing, "agent");
const isLockstep = (pairing: Pairing): boolean => has(pairing, "policy") && !hasAgent(pairing);
const isClassic = (pairing: Pairing): boolean => !has(pairing, "policy") && !hasAgent(pairing);

/** What a tournament still has to play, made pairing by pairing as it is asked for. */
function* remaining(
  tournament: Tournament,
  isFinished: (match: MatchKey) => boolean,
  isWanted: (pairing: Pairing) => boolean,
): Generator<Work> {
  for (const pairing of pairings(tournament)) {
    if (!isWanted(pairing)) continue;
    const matches = matchesOf(tournament, pairing).filter((match) => !isFinished(match));
    if (matches.length > 0) yield [pairing, matches];
  }
}

function countOf(work: Iterable<Work>): number {
  let n = 0;
  for (const [, matches] of work) n += matches.length;
  return n;
}

/** The matches of many pairings one after the other, until the run is to stop. */
function* singly(work: Iterable<Work>, signal: AbortSignal): Generator<readonly [Pairing, MatchSpec]> {
  for (const [pairing, matches] of work) {
    for (const match of matches) {
      if (signal.aborted) return;
      yield [pairing, match];
    }
  }
}

/** Groups items up to a batch's size. */
function* batched<Item>(items: Iterable<Item>, turnsOf: (item: Item) => number): Generator<Item[]> {
  let batch: Item[] = [];
  let turns = 0;
  for (const item of items) {
    batch.push(item);
    turns += turnsOf(item);
    if (turns < BATCH_TURNS && batch.length < BATCH_MATCHES) continue;
    yield batch;
    batch = [];
    turns = 0;
  }
  if (batch.length > 0) yield batch;
}

function* playClassic(work: Iterable<Work>, signal: AbortSignal): Generator<MatchRecord> {
  const isStopped = (): boolean => signal.aborted;
  for (const [{ row, column }, matches] of work) {
    if (isStopped()) return;
    for (const record of playRepetitions(row as Strategy, column as Strategy, matches)) {
      yield record;
      if (isStopped()) return;
    }
  }
}

const playHere = (work: Iterable<Work>, signal: AbortSignal): Iterable<MatchRecord[]> =>
  batched(playClassic(work, signal), ({ match }) => match.turns);

/** Chunks go out in order and are taken back in order, with a few for each worker under way, so memory stays flat. */
async function* playInPool(
  work: Iterable<Work>,
  pool: WorkerPool,
  signal: AbortSignal,
): AsyncGenerator<MatchRecord[]> {
  const specs = function* (): Generator<MatchSpec> {
    for (const [, match] of singly(work, signal)) yield match;
  };
  const underWay: Promise<MatchRecord[]>[] = [];
  for (const matches of batched(specs(), ({ turns }) => turns)) {
    const chunk = pool.play({ matches });
    chunk.catch(() => undefined); // heard when its turn comes
    underWay.push(chunk);
    if (underWay.length >= 2 * pool.size) yield await underWay.shift()!;
  }
  while (underWay.length > 0) yield await underWay.shift()!;
}

/** Pairings with a policy, one after the other, many lanes at once. */
function* playInLanes(work: Iterable<Work>, signal: AbortSignal): Generator<MatchRecord[]> {
  for (const [pairing, matches] of work) {
    const [row, column] = [pairing.row as Prompt, pairing.column as Prompt];
    const lanes = Math.min(lanesOf(row), lanesOf(column));
    for (let from = 0; from < matches.length && !signal.aborted; from += lanes) {
      yield playLockstep(row, column, matches.slice(from, from + lanes));
    }
  }
}

const lanesOf = (player: Prompt): number =>
  player.kind === "policy" && player.lanes !== undefined ? player.lanes : LANES;

/** Matches with an agent, whatever the pairing: agents wait on their providers, not on one another. */
async function* playDialogues(
  work: Iterable<Work>,
  limit: number,
  signal: AbortSignal,
  now: (() => number) | undefined,
): AsyncGenerator<MatchRecord[]> {
  const playing = concurrently(
    singly(work, signal),
    limit,
    ([{ row, column }, match]) => playDialogue(row, column, match, signal, now),
    BATCH_MATCHES,
  );
  for await (const settled of playing) {
    const records = settled.filter((record) => record !== null);
    if (records.length > 0) yield records;
  }
}

function dialoguesOf({ length, cap, talk }: Tournament): number {
  const asks = lengthMoments(length, cap).mean * (1 + (talk?.messages ?? 0));
  return Math.min(Math.max(Math.floor(TURNS_UNDER_WAY / asks), FEWEST_DIALOGUES), MOST_DIALOGUES);
}
