import { StoreError } from "../core/errors.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { CallRecord, MessageRecord } from "../core/call.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchId } from "./append.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";
import { readTrembles } from "./letters.ts";
import { selectMatches, type MatchFilter } from "./matches.ts";

/** A match and where it stands in the log. */
export interface LoggedMatch {
  readonly id: MatchId;
  readonly record: MatchRecord;
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
  readonly hasCalls: 0 | 1;
  readonly hasMessages: 0 | 1;
}

const RECORD = `id, row, "column", repetition, planned_turns AS plannedTurns,
  row_moves AS rowMoves, column_moves AS columnMoves, reason_code AS reasonCode, reason_detail AS reasonDetail,
  EXISTS (SELECT 1 FROM call WHERE call."match" = "match".id) AS hasCalls,
  EXISTS (SELECT 1 FROM message WHERE message."match" = "match".id) AS hasMessages`;

/** The matches that pass a filter, rebuilt. */
export const selectRecords = (
  path: string,
  connection: Connection,
  frame: Frame,
  filter: MatchFilter,
): LoggedMatch[] =>
  selectMatches<RecordRow>(connection, frame, RECORD, filter).map((row) => ({
    id: row.id,
    record: readRecord(path, connection, frame, row),
  }));

function readRecord(path: string, connection: Connection, frame: Frame, logged: RecordRow): MatchRecord {
  const { seed, game, noise, told, players, letters } = frame;
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
    },
    row,
    column,
    trembles: readTrembles(letters, noise, rowMoves, columnMoves),
    ...(reasonCode === null
      ? { status: "complete" }
      : { status: "aborted", reason: { code: reasonCode, detail: reasonDetail } }),
    ...(logged.hasCalls === 1 ? { calls: selectCalls(connection, id) } : {}),
    ...(logged.hasMessages === 1 ? { messages: selectMessages(connection, id) } : {}),
  };
}

interface CallRow extends Omit<CallRecord, "tokens"> {
  readonly inputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
}

const selectCalls = (connection: Connection, match: MatchId): CallRecord[] =>
  connection
    .prepare<[MatchId], CallRow>(
      `SELECT seat, turn, attempt, provider, model_asked AS modelAsked, model_answered AS modelAnswered, request, reply,
         reasoning, parse_status AS parseStatus, input_tokens AS inputTokens, cached_tokens AS cachedTokens,
         output_tokens AS outputTokens, reasoning_tokens AS reasoningTokens, cost_usd AS costUsd,
         latency_ms AS latencyMs, error
       FROM call WHERE "match" = ? ORDER BY id`,
    )
    .all(match)
    .map(({ inputTokens, cachedTokens, outputTokens, reasoningTokens, ...call }) => ({
      ...call,
      tokens: {
        input: inputTokens,
        cached: cachedTokens,
        output: outputTokens,
        reasoning: reasoningTokens,
      },
    }));

const selectMessages = (connection: Connection, match: MatchId): MessageRecord[] =>
  connection
    .prepare<[MatchId], { seat: Seat; turn: number; text: string }>(
      `SELECT seat, turn, text FROM message WHERE "match" = ? ORDER BY id`,
    )
    .all(match);
