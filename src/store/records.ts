import { StoreError } from "../core/errors.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { MatchId } from "./append.ts";
import { selectCalls, selectMessages } from "./calls.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";
import { readTrembles } from "./letters.ts";
import { selectMatches, type MatchFilter } from "./matches.ts";

/** A match and where it stands in the log. */
export interface LoggedMatch {
  readonly id: MatchId;
  readonly record: MatchRecord;
}

/** Which matches to rebuild, and how much of them. */
export interface RecordFilter extends MatchFilter {
  /** Whether their calls and messages are read too; they are most of a log with LLMs, and no figure needs them. */
  readonly calls?: boolean | undefined;
}

interface RecordRow {
  readonly id: MatchId;
  readonly row: number;
  readonly column: number;
  readonly repetition: number;
  readonly plannedTurns: number;
  readonly rowMoves: string;
  readonly columnMoves: string;
  readonly reasonCode: string | null;
  readonly reasonDetail: string;
}

const RECORD = `id, row, "column", repetition, planned_turns AS plannedTurns,
  row_moves AS rowMoves, column_moves AS columnMoves, reason_code AS reasonCode, reason_detail AS reasonDetail`;

/** The matches that pass a filter, rebuilt. */
export const selectRecords = (
  path: string,
  connection: Connection,
  frame: Frame,
  filter: RecordFilter,
): LoggedMatch[] =>
  selectMatches<RecordRow>(connection, frame, RECORD, filter).map((row) => {
    const record = readRecord(path, frame, row);
    return { id: row.id, record: filter.calls === true ? withCalls(connection, row.id, record) : record };
  });

function withCalls(connection: Connection, id: MatchId, record: MatchRecord): MatchRecord {
  const calls = selectCalls(connection, id);
  const messages = selectMessages(connection, id);
  return {
    ...record,
    ...(calls.length > 0 ? { calls } : {}),
    ...(messages.length > 0 ? { messages } : {}),
  };
}

function readRecord(path: string, frame: Frame, logged: RecordRow): MatchRecord {
  const { seed, game, noise, told, talk, players, letters } = frame;
  const { id, repetition, plannedTurns, rowMoves, columnMoves, reasonCode, reasonDetail } = logged;
  const row = letters.readMoves(rowMoves);
  const column = letters.readMoves(columnMoves);
  if (row === null || column === null) {
    throw new StoreError(path, `match ${id} has a move that is not one of ${game.id}`, {
      hint: "Something else has written to this log. Restore a copy, or name another file.",
    });
  }
  return {
    match: {
      seed,
      row: players[logged.row]!,
      column: players[logged.column]!,
      repetition,
      game,
      turns: plannedTurns,
      noise,
      told,
      ...(talk === null ? {} : { talk }),
    },
    row,
    column,
    trembles: readTrembles(letters, noise, rowMoves, columnMoves),
    ...(reasonCode === null
      ? { status: "complete" }
      : { status: "aborted", reason: { code: reasonCode, detail: reasonDetail } }),
  };
}
