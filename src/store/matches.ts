import type { MatchRecord } from "../core/trajectory.ts";
import type { AbortReason } from "../core/abort.ts";
import type { MatchId } from "./append.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";

/** Which matches of a run to read; all of them by default, in the order in which they were logged. */
export interface MatchFilter {
  /** Player id: matches in which it took a seat, whichever. An id that is not of the run matches nothing. */
  readonly player?: string | undefined;
  /** Player id in the other seat; by itself it does what `player` does. */
  readonly coPlayer?: string | undefined;
  readonly status?: MatchRecord["status"] | undefined;
  readonly repetition?: number | undefined;
  /** Only matches that were logged after this one. */
  readonly after?: MatchId | undefined;
  /** At most so many, the earliest. */
  readonly limit?: number | undefined;
}

/** What a list shows of a match. */
export interface MatchSummary {
  readonly id: MatchId;
  /** Player ids. */
  readonly row: string;
  readonly column: string;
  readonly repetition: number;
  readonly status: MatchRecord["status"];
  /** Turns that were complete. */
  readonly turns: number;
  readonly plannedTurns: number;
  readonly rowScore: number;
  readonly columnScore: number;
  /** Null where no action of the game counts as cooperation. */
  readonly rowCooperations: number | null;
  readonly columnCooperations: number | null;
  /** Null unless aborted. */
  readonly reason: AbortReason | null;
  /** When the batch it belongs to was played, in ms since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
}

interface SummaryRow extends Omit<MatchSummary, "row" | "column" | "reason"> {
  readonly row: number;
  readonly column: number;
  readonly reasonCode: string | null;
  readonly reasonDetail: string;
}

const SUMMARY = `id, row, "column", repetition, status, turns, planned_turns AS plannedTurns,
  row_score AS rowScore, column_score AS columnScore, row_cooperations AS rowCooperations,
  column_cooperations AS columnCooperations, reason_code AS reasonCode, reason_detail AS reasonDetail,
  started AS startedAt, ended AS endedAt`;

const PAIR = `(row = @player AND "column" = @coPlayer OR row = @coPlayer AND "column" = @player)`;
const ONE_SEAT = `(row = @player OR "column" = @player)`;

/** Selects columns of the matches that pass a filter, in the order in which they were logged. */
export function selectMatches<Row>(
  connection: Connection,
  { run, players }: Frame,
  columns: string,
  { player, coPlayer, status, repetition, after = 0, limit = -1 }: MatchFilter,
): Row[] {
  const conditions = [
    "run = @run AND id > @after",
    ...(player !== undefined && coPlayer !== undefined ? [PAIR] : []),
    ...((player === undefined) !== (coPlayer === undefined) ? [ONE_SEAT] : []),
    ...(status === "aborted" ? ["reason_code IS NOT NULL"] : []),
    ...(status === "complete" ? ["reason_code IS NULL"] : []),
    ...(repetition !== undefined ? ["repetition = @repetition"] : []),
  ];
  const sql = `SELECT ${columns} FROM "match" WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT @limit`;
  const parameters = {
    run,
    after,
    limit,
    player: players.indexOf(player ?? coPlayer ?? ""),
    coPlayer: players.indexOf(coPlayer ?? ""),
    repetition: repetition ?? null,
  };
  return connection.prepare<[typeof parameters], Row>(sql).all(parameters);
}

/** The match of two players in these seats, by the index that keeps it from being logged twice; or null. */
export function selectMatchId(
  connection: Connection,
  { run, players }: Frame,
  row: string,
  column: string,
  repetition: number,
): MatchId | null {
  const sql = 'SELECT id FROM "match" WHERE run = ? AND row = ? AND "column" = ? AND repetition = ?';
  const found = connection
    .prepare<number[], { id: MatchId }>(sql)
    .get(run, players.indexOf(row), players.indexOf(column), repetition);
  return found?.id ?? null;
}

/** The matches that pass a filter, without their moves. */
export const selectSummaries = (connection: Connection, frame: Frame, filter: MatchFilter): MatchSummary[] =>
  selectMatches<SummaryRow>(connection, frame, SUMMARY, filter).map(
    ({ reasonCode, reasonDetail, ...match }) => ({
      ...match,
      row: frame.players[match.row]!,
      column: frame.players[match.column]!,
      reason: reasonCode === null ? null : { code: reasonCode, detail: reasonDetail },
    }),
  );
