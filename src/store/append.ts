import { outcomeCounts, totalsOf, type MatchRecord, type Period } from "../core/trajectory.ts";
import type { CallRecord, MessageRecord } from "../core/call.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";

/** Identifies a match in its log file; grows in the order in which matches were logged. */
export type MatchId = number;

/**
 * Writes matches in one transaction, each with its calls and messages, and returns their ids: null for a match that is
 * already there, which is left as it is.
 *
 * @param period of the batch, for matches that do not say when they were played
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
    INSERT INTO call ("match", seat, turn, purpose, attempt, provider, model_asked, model_answered, elicitation, prompt,
      prompt_hash, labels, request, reply, answer, reasoning, parse_status, fault, distribution, label_probabilities,
      input_tokens, cached_tokens, output_tokens, reasoning_tokens, cost_usd, latency_ms, retries, is_cached, error)
    VALUES (@match, @seat, @turn, @purpose, @attempt, @provider, @modelAsked, @modelAnswered, @elicitation, @prompt,
      @promptHash, @labels, @request, @reply, @answer, @reasoning, @parseStatus, @fault, @distribution,
      @labelProbabilities, @inputTokens, @cachedTokens, @outputTokens, @reasoningTokens, @costUsd, @latencyMs, @retries,
      @isCached, @error)`);
  const insertMessage = connection.prepare<[MatchId, string, number, string]>(
    `INSERT INTO message ("match", seat, turn, text) VALUES (?, ?, ?, ?)`,
  );

  const appendCall = (match: MatchId, { tokens, isCached, ...call }: CallRecord): void => {
    const { input, cached, output, reasoning } = tokens;
    const counts = {
      inputTokens: input,
      cachedTokens: cached,
      outputTokens: output,
      reasoningTokens: reasoning,
    };
    insertCall.run({ match, ...call, ...counts, isCached: Number(isCached) });
  };

  const appendMessage = (match: MatchId, { seat, turn, text }: MessageRecord): void => {
    insertMessage.run(match, seat, turn, text);
  };

  const appendMatch = (frame: Frame, record: MatchRecord, ofBatch: Period): MatchId | null => {
    const { match, row, column, trembles, reason, period = ofBatch } = record;
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
      Math.round(period.startedAt),
      Math.round(period.endedAt),
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
