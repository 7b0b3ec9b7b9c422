import type { Game } from "../core/game.ts";
import type { Player } from "../core/player.ts";
import type { Talk } from "../core/talk.ts";
import type { Terms } from "../core/terms.ts";
import { readGame, readTalk, readTerms, writeGame, writeTalk, writeTerms } from "./documents.ts";
import type { Connection } from "./driver.ts";

/** Identifies a run in its log file. */
export type RunId = number;

/** How a run ended: with all its matches in the log, or before. */
export type EndStatus = "complete" | "stopped";

/** A run is "running" also if its process was killed: only an orderly end is written down. */
type RunStatus = "running" | EndStatus;

/** One who takes part in a run. */
export interface LoggedPlayer {
  /** Canonical, as in `gtft(generosity=0.1)`; unique in its run. */
  readonly id: string;
  readonly kind: Player["kind"];
  /** JSON. */
  readonly parameters: string;
}

/** The process that plays a run, or played it last. */
export interface RunProcess {
  readonly pid: number;
  /** Name of the machine that `pid` counts on. */
  readonly host: string;
}

/** What all matches of a run have in common. */
interface RunTerms {
  readonly name: string;
  /** The tournament as JSON. */
  readonly spec: string;
  readonly specHash: string;
  readonly seed: number;
  readonly game: Game;
  readonly noise: number;
  /** What the players are told, from the row seat. */
  readonly told: Terms;
  /** What the whole tournament amounts to. */
  readonly plannedMatches: number;
  readonly plannedTurns: number;
  readonly codeVersion: string;
  readonly nodeVersion: string;
  /** In ms since 1970. */
  readonly startedAt: number;
  readonly process: RunProcess;
}

/** A run's place in an experiment of several cells. */
interface ExperimentPlace {
  /** Of the experiment: all its cells. */
  readonly hash: string;
  /** Counts from 0. */
  readonly cell: number;
  /** The run with which this sitting at the experiment began; null for that one itself. */
  readonly batch: RunId | null;
}

/** A run that is about to begin. */
export interface NewRun extends RunTerms {
  /** In the tournament's order. */
  readonly players: readonly LoggedPlayer[];
  /** Cheap talk; by default there is none. */
  readonly talk?: Talk | null;
  /** JSON: values by factor, as executed. By default `{}`. */
  readonly factors?: string;
  /** By default the run stands for itself. */
  readonly experiment?: ExperimentPlace | null;
}

/** A run as it stands in the log. */
export interface LoggedRun extends RunTerms {
  readonly id: RunId;
  /** Null where there is none. */
  readonly talk: Talk | null;
  /** JSON: values by factor, as executed. */
  readonly factors: string;
  /** Hash of the experiment that the run is a cell of; null, as the two below, where it stands for itself. */
  readonly experiment: string | null;
  /** The run with which its sitting at the experiment began, which may be itself. */
  readonly batch: RunId | null;
  /** Counts from 0. */
  readonly cell: number | null;
  readonly status: RunStatus;
  /** In ms since 1970; null while it is running, and after it was killed. */
  readonly endedAt: number | null;
  /** Matches in the log, aborted ones included. */
  readonly matches: number;
  readonly aborted: number;
}

/** What the matches of a run share, whatever has been played of it. */
export type MatchTerms = Pick<LoggedRun, "id" | "seed" | "game" | "noise" | "told" | "talk">;

/** What a run keeps as JSON. */
interface Documents {
  readonly game: string;
  readonly told: string;
  readonly talk: string | null;
}

interface MatchTermsRow extends Omit<MatchTerms, keyof Documents>, Documents {}
interface RunRow extends Omit<LoggedRun, keyof Documents | "process">, Documents, RunProcess {}

const SELECT_RUN = `
  SELECT id, name, spec, spec_hash AS specHash, seed, game, noise, told, talk, factors, experiment, batch, cell,
         planned_matches AS plannedMatches, planned_turns AS plannedTurns, code_version AS codeVersion,
         node_version AS nodeVersion, started AS startedAt, ended AS endedAt, pid, host, status,
         (SELECT count(*) FROM "match" WHERE run = run.id) AS matches,
         (SELECT count(*) FROM "match" WHERE run = run.id AND reason_code IS NOT NULL) AS aborted
  FROM run`;

const readRun = ({ pid, host, ...row }: RunRow): LoggedRun => ({
  ...row,
  ...readDocuments(row),
  process: { pid, host },
});

function readDocuments(row: Documents): Pick<LoggedRun, keyof Documents> {
  const game = readGame(row.game);
  return { game, told: readTerms(row.told, game), talk: readTalk(row.talk) };
}

const firstOf = (rows: RunRow[]): LoggedRun | null => (rows[0] === undefined ? null : readRun(rows[0]));

/** Writes a run and its players in one transaction. */
export function insertRun(connection: Connection, run: NewRun): RunId {
  const { game, told, talk = null, factors = "{}", experiment = null } = run;
  const insert = connection.transaction(() => {
    const { lastInsertRowid } = connection
      .prepare(
        `INSERT INTO run (name, spec, spec_hash, seed, game, noise, told, talk, factors, experiment, batch, cell,
           planned_matches, planned_turns, code_version, node_version, started, pid, host)
         VALUES (@name, @spec, @specHash, @seed, @game, @noise, @told, @talk, @factors, @experiment, @batch, @cell,
           @plannedMatches, @plannedTurns, @codeVersion, @nodeVersion, @startedAt, @pid, @host)`,
      )
      .run({
        ...run,
        ...run.process,
        game: writeGame(game),
        told: writeTerms(told, game),
        talk: writeTalk(talk),
        factors,
        experiment: experiment?.hash ?? null,
        batch: experiment?.batch ?? null,
        cell: experiment?.cell ?? null,
        startedAt: Math.round(run.startedAt),
      });
    const id = Number(lastInsertRowid);
    connection
      .prepare<[RunId]>("UPDATE run SET batch = id WHERE id = ? AND experiment IS NOT NULL AND batch IS NULL")
      .run(id);
    const player = connection.prepare<[RunId, number, string, string, string]>(
      "INSERT INTO player (run, position, id, kind, parameters) VALUES (?, ?, ?, ?, ?)",
    );
    run.players.forEach((each, position) => player.run(id, position, each.id, each.kind, each.parameters));
    return id;
  });
  return insert.immediate();
}

/** Writes down that a run goes on, and who plays it. @returns whether there is such a run */
export function resumeRun(connection: Connection, id: RunId, { pid, host }: RunProcess): boolean {
  const sql = "UPDATE run SET status = 'running', ended = NULL, pid = ?, host = ? WHERE id = ?";
  return connection.prepare<[number, string, RunId]>(sql).run(pid, host, id).changes === 1;
}

/**
 * Writes down that a run has ended: "complete" where all its matches are there. One that is complete already is left as
 * it is.
 *
 * @returns the status that it has now; null where there is no such run
 */
export function finishRun(connection: Connection, id: RunId, endedAt: number): EndStatus | null {
  const finish = connection.transaction(() => {
    connection
      .prepare<[number, RunId]>(
        `UPDATE run
         SET status = iif((SELECT count(*) FROM "match" WHERE run = run.id) = planned_matches, 'complete', 'stopped'),
             ended = ?
         WHERE id = ? AND status <> 'complete'`,
      )
      .run(Math.round(endedAt), id);
    const status = connection.prepare<[RunId], { status: EndStatus }>("SELECT status FROM run WHERE id = ?");
    return status.get(id)?.status ?? null;
  });
  return finish.immediate();
}

/** All runs, newest first. */
export const selectRuns = (connection: Connection): LoggedRun[] =>
  connection.prepare<[], RunRow>(`${SELECT_RUN} ORDER BY id DESC`).all().map(readRun);

/** The newest run, or null where there is none. */
export const selectLatestRun = (connection: Connection): LoggedRun | null =>
  firstOf(connection.prepare<[], RunRow>(`${SELECT_RUN} ORDER BY id DESC LIMIT 1`).all());

/** The run with an id, or null. */
export const selectRun = (connection: Connection, id: RunId): LoggedRun | null =>
  firstOf(connection.prepare<[RunId], RunRow>(`${SELECT_RUN} WHERE id = ?`).all(id));

/** What the matches of a run share, without counting them; or null. */
export function selectMatchTerms(connection: Connection, id: RunId): MatchTerms | null {
  const sql = "SELECT id, seed, game, noise, told, talk FROM run WHERE id = ?";
  const row = connection.prepare<[RunId], MatchTermsRow>(sql).get(id);
  return row === undefined ? null : { ...row, ...readDocuments(row) };
}

/** The newest run of a name; if there is none and the name is a number, the run with that id; or null. */
export function selectRunByName(connection: Connection, name: string): LoggedRun | null {
  const sql = `${SELECT_RUN} WHERE name = ? ORDER BY id DESC LIMIT 1`;
  const named = firstOf(connection.prepare<[string], RunRow>(sql).all(name));
  return named ?? (/^\d{1,15}$/.test(name) ? selectRun(connection, Number(name)) : null);
}

/** The newest run of a spec that has not been played to its end, or, if wanted, that has aborted matches; or null. */
export function selectUnfinishedRun(
  connection: Connection,
  specHash: string,
  orAborted: boolean,
): LoggedRun | null {
  const isLacking = orAborted ? "(status <> 'complete' OR aborted > 0)" : "status <> 'complete'";
  const sql = `${SELECT_RUN} WHERE spec_hash = ? AND ${isLacking} ORDER BY id DESC LIMIT 1`;
  return firstOf(connection.prepare<[string], RunRow>(sql).all(specHash));
}

/** All runs of a spec, newest first. */
export const selectRunsOfSpec = (connection: Connection, specHash: string): LoggedRun[] =>
  connection
    .prepare<[string], RunRow>(`${SELECT_RUN} WHERE spec_hash = ? ORDER BY id DESC`)
    .all(specHash)
    .map(readRun);

/** The runs of the newest sitting at an experiment, by cell; of a cell that has several the newest first. */
export function selectLatestBatch(connection: Connection, experiment: string): LoggedRun[] {
  const sql = `${SELECT_RUN} WHERE experiment = @experiment
    AND batch = (SELECT max(batch) FROM run WHERE experiment = @experiment) ORDER BY cell, id DESC`;
  return connection.prepare<[{ experiment: string }], RunRow>(sql).all({ experiment }).map(readRun);
}

/** The runs of a sitting at an experiment, in the order of `selectLatestBatch`. */
export const selectBatch = (connection: Connection, batch: RunId): LoggedRun[] =>
  connection
    .prepare<[RunId], RunRow>(`${SELECT_RUN} WHERE batch = ? ORDER BY cell, id DESC`)
    .all(batch)
    .map(readRun);

/** The players of a run, in the tournament's order. */
export const selectPlayers = (connection: Connection, run: RunId): LoggedPlayer[] =>
  connection
    .prepare<[RunId], LoggedPlayer>("SELECT id, kind, parameters FROM player WHERE run = ? ORDER BY position")
    .all(run);

/** The run that a match belongs to, or null where there is no such match. */
export const selectRunOf = (connection: Connection, match: number): RunId | null =>
  connection.prepare<[number], { run: RunId }>('SELECT run FROM "match" WHERE id = ?').get(match)?.run ??
  null;
