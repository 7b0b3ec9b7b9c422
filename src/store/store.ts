/* Long because it is the one face of the log: each method is a line or two on a query that has a file of its own. */
import type { MatchRecord, Period } from "../core/trajectory.ts";
import type { CallSummary, Payment, Spending } from "../core/usage.ts";
import { deleteAborted, selectAbortReasons, type AbortCount, type AbortedMatch } from "./aborted.ts";
import { appender, type Append, type MatchId } from "./append.ts";
import { selectCallSummary, selectWithFallbacks } from "./calls.ts";
import { deleteRuns } from "./discard.ts";
import type { Connection } from "./driver.ts";
import { explained } from "./failure.ts";
import { selectDecisions, type MatchDecisions } from "./fallbacks.ts";
import { frameOf, named, type FinishedMatch, type Frame, type MatchRow } from "./frame.ts";
import { Gathering } from "./gathering.ts";
import { selectMatchId, selectSummaries, type MatchFilter, type MatchSummary } from "./matches.ts";
import {
  BEFORE_ALL,
  selectEntries,
  selectPairings,
  type EntryPlace,
  type MatchEntry,
  type PairingCount,
} from "./pairings.ts";
import { payer, selectSpending, type Entry, type Pay } from "./payments.ts";
import { selectRecords, type LoggedMatch, type RecordFilter } from "./records.ts";
import {
  finishRun,
  insertRun,
  resumeRun,
  selectBatch,
  selectLatestBatch,
  selectLatestRun,
  selectMatchTerms,
  selectPlayers,
  selectRun,
  selectRunByName,
  selectRunOf,
  selectRuns,
  selectRunsOfSpec,
  selectUnfinishedRun,
  type EndStatus,
  type LoggedPlayer,
  type LoggedRun,
  type NewRun,
  type RunId,
  type RunProcess,
} from "./runs.ts";

/** Matches read at a time: between two pages another process may write, and this one may use its store. */
const PAGE = 500;

/**
 * An open log, from {@link openStore}. Every method throws a StoreError, with place and remedy, where the disk, the
 * file or a lock fails; what was written before then stays.
 */
export class Store {
  readonly path: string;
  readonly #connection: Connection;
  readonly #frames = new Map<RunId, Frame>();
  #append: Append | undefined;
  readonly #payments: Gathering<Entry>;
  #pay: Pay | undefined;

  constructor(path: string, connection: Connection) {
    this.path = path;
    this.#connection = connection;
    this.#payments = new Gathering((entries) =>
      explained(path, () => {
        this.#pay ??= payer(connection);
        this.#pay(entries);
      }),
    );
  }

  /** Writes down that a run begins, with all its players. */
  beginRun(run: NewRun): RunId {
    return explained(this.path, () => insertRun(this.#connection, run));
  }

  /**
   * Writes down that a run which was stopped or killed goes on, and that `process` plays it from now on.
   *
   * @throws RangeError where there is no such run
   */
  continueRun(run: RunId, process: RunProcess): void {
    explained(this.path, () => {
      if (!resumeRun(this.#connection, run, process)) throw this.#missing(run);
    });
  }

  /**
   * Writes down that a run has ended: "complete" where as many matches are in the log as were planned, else "stopped".
   * A run that is complete stays so, with the time at which it first was.
   *
   * @param endedAt in ms since 1970
   * @returns the status that it has now
   * @throws RangeError where there is no such run
   */
  endRun(run: RunId, endedAt: number): EndStatus {
    return explained(this.path, () => {
      const status = finishRun(this.#connection, run, endedAt);
      if (status === null) throw this.#missing(run);
      return status;
    });
  }

  /**
   * Writes matches, each with its calls and messages, all of them or none. A match that is already there is left as
   * it is, so that appending twice counts once.
   *
   * @param period when the batch was played; a record that says so itself goes by its own
   * @returns the id of each match; null for one that was there before
   * @throws RangeError where a match is not of this run
   */
  append(run: RunId, records: readonly MatchRecord[], period: Period): readonly (MatchId | null)[] {
    return explained(this.path, () => {
      this.#append ??= appender(this.#connection);
      return this.#append(this.#frame(run), records, period);
    });
  }

  /**
   * Writes down that a call of a run was paid for, whatever becomes of its match: a budget holds over kills.
   *
   * @param at in ms since 1970
   * @returns what settles when it is written
   * @throws RangeError where the player is not of this run
   */
  async pay(run: RunId, payment: Payment, at: number): Promise<void> {
    const frame = explained(this.path, () => this.#frame(run));
    frame.positionOf(payment.player);
    await this.#payments.add({ frame, payment, at });
  }

  /** What a run has paid for so far, by player, also for matches that are not in the log. */
  spending(run: RunId): ReadonlyMap<string, Spending> {
    return explained(this.path, () => selectSpending(this.#connection, this.#frame(run)));
  }

  /** What the calls of a run came to, for each player that made any; of the matches that are in the log. */
  callSummary(run: RunId): CallSummary[] {
    return explained(this.path, () => selectCallSummary(this.#connection, this.#frame(run)));
  }

  /** The matches of a run in which a move was a fallback. */
  withFallbacks(run: RunId): FinishedMatch[] {
    return explained(this.path, () => selectWithFallbacks(this.#connection, this.#frame(run)));
  }

  /** What became of the moves that players were asked for, by key of the match; matches without calls are not there. */
  decisions(run: RunId): ReadonlyMap<string, MatchDecisions> {
    return explained(this.path, () => selectDecisions(this.#connection, this.#frame(run)));
  }

  /** Why matches of a run were aborted, and how many, the most frequent reason first. */
  abortReasons(run: RunId): AbortCount[] {
    return explained(this.path, () => selectAbortReasons(this.#connection, run));
  }

  /**
   * Takes the aborted matches of a run out of the log, with their calls and messages, so that they are played again.
   * What was paid for them stays. Their ids may be given to matches that are logged later.
   *
   * @returns which they were
   */
  discardAborted(run: RunId): AbortedMatch[] {
    return explained(this.path, () => deleteAborted(this.#connection, this.#frame(run)));
  }

  /**
   * Takes runs out of the log, with all that they have: an import that failed leaves nothing. Their ids may be given to
   * runs that are logged later.
   */
  discardRuns(runs: readonly RunId[]): void {
    explained(this.path, () => deleteRuns(this.#connection, runs));
    for (const run of runs) this.#frames.delete(run);
  }

  /** All runs of a spec, newest first. */
  runsOfSpec(specHash: string): LoggedRun[] {
    return explained(this.path, () => selectRunsOfSpec(this.#connection, specHash));
  }

  /** All runs, newest first. */
  runs(): LoggedRun[] {
    return explained(this.path, () => selectRuns(this.#connection));
  }

  /** The newest run, whichever its status, or null where there is none. Reads no other run. */
  latestRun(): LoggedRun | null {
    return explained(this.path, () => selectLatestRun(this.#connection));
  }

  /** The run with this id, or the newest of this name (a name that no run has may be an id in digits); or null. */
  run(idOrName: RunId | string): LoggedRun | null {
    return explained(this.path, () =>
      typeof idOrName === "number"
        ? selectRun(this.#connection, idOrName)
        : selectRunByName(this.#connection, idOrName),
    );
  }

  /**
   * The newest run of a spec that was not played to its end, or null.
   *
   * @param options `orAborted`: or that was, but has aborted matches
   */
  resumableRun(
    specHash: string,
    { orAborted = false }: { readonly orAborted?: boolean } = {},
  ): LoggedRun | null {
    return explained(this.path, () => selectUnfinishedRun(this.#connection, specHash, orAborted));
  }

  /** The runs of the newest sitting at an experiment, by cell; of a cell that has several the newest first. */
  latestBatch(experiment: string): LoggedRun[] {
    return explained(this.path, () => selectLatestBatch(this.#connection, experiment));
  }

  /** The runs of a sitting at an experiment, which is named by its first run, in the order of `latestBatch`. */
  batch(first: RunId): LoggedRun[] {
    return explained(this.path, () => selectBatch(this.#connection, first));
  }

  /** The players of a run, in the tournament's order. */
  players(run: RunId): LoggedPlayer[] {
    return explained(this.path, () => selectPlayers(this.#connection, run));
  }

  /** Which matches of a run are there, complete or aborted; the rest is still to be played. */
  finished(run: RunId): FinishedMatch[] {
    return explained(this.path, () => {
      const frame = this.#frame(run);
      return this.#connection
        .prepare<[RunId], MatchRow>(
          'SELECT row, "column", repetition FROM "match" WHERE run = ? ORDER BY row, "column", repetition',
        )
        .all(run)
        .map((row) => named(frame, row));
    });
  }

  /**
   * The matches of a run, rebuilt one by one in the order in which they were logged; with their calls and messages only
   * where `filter.calls` asks for them.
   */
  *records(run: RunId, filter: RecordFilter = {}): Generator<MatchRecord, void, undefined> {
    for (const { record } of this.logged(run, filter)) yield record;
  }

  /** What `records` gives, each with its id. */
  *logged(run: RunId, filter: RecordFilter = {}): Generator<LoggedMatch, void, undefined> {
    let left = filter.limit ?? Infinity;
    let after = filter.after ?? 0;
    while (left > 0) {
      const page = this.#page(run, { ...filter, after, limit: Math.min(left, PAGE) });
      yield* page;
      if (page.length < PAGE) return;
      left -= page.length;
      after = page.at(-1)!.id;
    }
  }

  /**
   * The matches that were logged after `after` (0 for all), at most `limit` and without their calls and messages: what
   * is new to whoever follows a run. Follow on from the last one's id; none left means that the reader has caught up.
   */
  recordsSince(run: RunId, after: MatchId, limit = PAGE): LoggedMatch[] {
    return this.#page(run, { after, limit });
  }

  /** The matches of a run without their moves, in the order in which they were logged. */
  matches(run: RunId, filter: MatchFilter = {}): MatchSummary[] {
    return explained(this.path, () => selectSummaries(this.#connection, this.#frame(run), filter));
  }

  /** How much of every pairing is in the log, in the tournament's order. */
  pairings(run: RunId): PairingCount[] {
    return explained(this.path, () => selectPairings(this.#connection, this.#frame(run)));
  }

  /** The matches of a run without their moves, by row, column and repetition, in whichever order they were logged. */
  *entries(run: RunId): Generator<MatchEntry, void, undefined> {
    let after: EntryPlace = BEFORE_ALL;
    for (;;) {
      const page = explained(this.path, () => selectEntries(this.#connection, this.#frame(run), after, PAGE));
      for (const [, entry] of page) yield entry;
      if (page.length < PAGE) return;
      [after] = page.at(-1)!;
    }
  }

  /** From here on the log is seen as it is now, whatever other processes write to it, until it is closed. */
  freeze(): void {
    explained(this.path, () => {
      this.#connection.exec("BEGIN");
      selectLatestRun(this.#connection); // the first read is what fixes it
    });
  }

  /** One match: its summary and, rebuilt with calls and messages, its record; null where there is none. */
  match(id: MatchId): (MatchSummary & LoggedMatch) | null {
    const run = explained(this.path, () => selectRunOf(this.#connection, id));
    if (run === null) return null;
    const only = { after: id - 1, limit: 1 };
    const [summary] = this.matches(run, only);
    const [logged] = this.#page(run, { ...only, calls: true });
    return summary === undefined || logged === undefined ? null : { ...summary, ...logged };
  }

  /** The match of two players in these seats, counted from repetition 0: what `match` gives; null where there is none. */
  matchOf(run: RunId, row: string, column: string, repetition: number): (MatchSummary & LoggedMatch) | null {
    const id = explained(this.path, () =>
      selectMatchId(this.#connection, this.#frame(run), row, column, repetition),
    );
    return id === null ? null : this.match(id);
  }

  /** Writes what was paid and is not written, and releases the file. The store is of no use afterwards; closing it twice is harmless. */
  close(): void {
    this.#payments.flush();
    explained(this.path, () => this.#connection.close());
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #page(run: RunId, filter: RecordFilter): LoggedMatch[] {
    return explained(this.path, () => selectRecords(this.path, this.#connection, this.#frame(run), filter));
  }

  /** What a run's matches have in common never changes, so it is read once. */
  #frame(run: RunId): Frame {
    const known = this.#frames.get(run);
    if (known !== undefined) return known;
    const terms = selectMatchTerms(this.#connection, run);
    if (terms === null) throw this.#missing(run);
    const frame = frameOf(terms, selectPlayers(this.#connection, run));
    this.#frames.set(run, frame);
    return frame;
  }

  #missing(run: RunId): RangeError {
    return new RangeError(`there is no run ${run} in ${this.path}`);
  }
}
