import { outcomeCounts, totalsOf, type MatchRecord } from "../core/trajectory.ts";
import type { CallRecord, MessageRecord } from "../core/call.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";

/** Identifies a match in its log file; grows in the order in which matches were logged. */
export type MatchId = number;

/** When a batch of matches was played, in ms since 1970. */
export interface Period {
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * Writes matches in one transaction, each with its calls and messages, and returns their ids: null for a match that is
 * already there, which is left as it is.
 */
export type Append = (frame: Frame, records: readonly MatchRecord[], period: Period) => (MatchId | null)[];

/** Prepares writing to one connection. */
export function appender(connection: Connection): Append {
  const insertMatch = connection.prepare<(number | string | null)[]>(`
    INSERT INTO "match" (run, row, "column", repetition, turns, planned_turns, row_moves, column_moves,
      row_score, column_score, row_cooperations, column_cooperations, reason_code, reason_detail, started, ended)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run, row, "column", repetition) DO NOTHING`);
  const insertCall = connection.prepare<[Record<string, string | number | null>]>(`
    INSERT INTO call ("match", seat, turn, attempt, provider, model_asked, model_answered, request, reply, reasoning,
      parse_status, input_tokens, cached_tokens, output_tokens, reasoning_tokens, cost_usd, latency_ms, error)
    VALUES (@match, @seat, @turn, @attempt, @provider, @modelAsked, @modelAnswered, @request, @reply, @reasoning,
      @parseStatus, @inputTokens, @cachedTokens, @outputTokens, @reasoningTokens, @costUsd, @latencyMs, @error)`);
  const insertMessage = connection.prepare<[MatchId, string, number, string]>(
    `INSERT INTO message ("match", seat, turn, text) VALUES (?, ?, ?, ?)`,
  );

  const appendCall = (match: MatchId, { tokens, ...call }: CallRecord): void => {
    const { input, cached, output, reasoning } = tokens;
    const counts = {
      inputTokens: input,
      cachedTokens: cached,
      outputTokens: output,
      reasoningTokens: reasoning,
    };
    insertCall.run({ match, ...call, ...counts });
  };

  const appendMessage = (match: MatchId, { seat, turn, text }: MessageRecord): void => {
    insertMessage.run(match, seat, turn, text);
  };

  const appendMatch = (frame: Frame, record: MatchRecord, period: Period): MatchId | null => {
    const { match, row, column, trembles, reason } = record;
    frame.requireFit(match);
    const totals = totalsOf(match.game, outcomeCounts(record, match.game.actions.length));
    const { changes, lastInsertRowid } = insertMatch.run(
      frame.run,
      frame.positionOf(match.row),
      frame.positionOf(match.column),
      match.repetition,
      row.length,
      match.turns,
      frame.letters.write(row, trembles.row),
      frame.letters.write(column, trembles.column),
      totals.row.score,
      totals.column.score,
      totals.row.cooperations,
      totals.column.cooperations,
      reason?.code ?? null,
      reason?.detail ?? null,
      period.startedAt,
      period.endedAt,
    );
    if (changes === 0) return null;
    const id = Number(lastInsertRowid);
    record.calls?.forEach((call) => appendCall(id, call));
    record.messages?.forEach((message) => appendMessage(id, message));
    return id;
  };

  const appendAll = connection.transaction<Append>((frame, records, period) =>
    records.map((record) => appendMatch(frame, record, period)),
  );
  return (frame, records, period) => appendAll.immediate(frame, records, period);
}
