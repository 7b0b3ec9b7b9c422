import type { CallRecord, MessageRecord, ParseStatus } from "../core/call.ts";
import type { CallSummary } from "../core/usage.ts";
import type { MatchId } from "./append.ts";
import type { Connection } from "./driver.ts";
import { named, type FinishedMatch, type Frame, type MatchRow } from "./frame.ts";

interface CallRow extends Omit<CallRecord, "tokens" | "isCached"> {
  readonly inputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly isCached: 0 | 1;
}

/** The calls of a match, in the order in which they were made. */
export const selectCalls = (connection: Connection, match: MatchId): CallRecord[] =>
  connection
    .prepare<[MatchId], CallRow>(
      `SELECT seat, turn, purpose, attempt, provider, model_asked AS modelAsked, model_answered AS modelAnswered,
         elicitation, prompt, prompt_hash AS promptHash, labels, request, reply, answer, reasoning,
         parse_status AS parseStatus, fault, distribution, label_probabilities AS labelProbabilities,
         input_tokens AS inputTokens, cached_tokens AS cachedTokens, output_tokens AS outputTokens,
         reasoning_tokens AS reasoningTokens, cost_usd AS costUsd, latency_ms AS latencyMs, retries,
         is_cached AS isCached, error
       FROM call WHERE "match" = ? ORDER BY id`,
    )
    .all(match)
    .map(({ inputTokens, cachedTokens, outputTokens, reasoningTokens, isCached, ...call }) => ({
      ...call,
      isCached: isCached === 1,
      tokens: {
        input: inputTokens,
        cached: cachedTokens,
        output: outputTokens,
        reasoning: reasoningTokens,
      },
    }));

/** The cheap talk of a match, in the order in which it was said. */
export const selectMessages = (connection: Connection, match: MatchId): MessageRecord[] =>
  connection
    .prepare<[MatchId], MessageRecord>(`SELECT seat, turn, text FROM message WHERE "match" = ? ORDER BY id`)
    .all(match);

const STATUSES: readonly ParseStatus[] = [
  "ok",
  "repaired",
  "reasked",
  "fallback",
  "refused",
  "truncated",
  "unreadable",
  "failed",
];

/** Each move has one call that ends so: its last. */
const DECIDED = "('ok', 'repaired', 'reasked', 'fallback')";

const ended = (status: ParseStatus): string =>
  `count(*) FILTER (WHERE ${status === "failed" ? "" : "purpose = 'act' AND "}parse_status = '${status}')`;

const SUMMARY = `
  SELECT iif(call.seat = 'row', m.row, m."column")                                     AS position,
         count(*) FILTER (WHERE parse_status <> 'failed')                              AS calls,
         total(is_cached)                                                              AS cached,
         total(retries)                                                                AS retries,
         count(*) FILTER (WHERE purpose = 'act' AND parse_status IN ${DECIDED})        AS decisions,
         ${STATUSES.map((status) => `${ended(status)} AS ${status}`).join(", ")},
         total(input_tokens)                                                           AS inputTokens,
         total(output_tokens)                                                          AS outputTokens,
         total(cost_usd)                                                               AS costUsd,
         count(*) - count(cost_usd)                                                    AS unpriced
  FROM "match" AS m CROSS JOIN call ON call."match" = m.id
  WHERE m.run = ? GROUP BY position ORDER BY position`;

/** What the calls of a run came to, one entry for each player that made any, in the tournament's order. */
export const selectCallSummary = (connection: Connection, { run, players }: Frame): CallSummary[] =>
  connection
    .prepare<[number], Omit<CallSummary, "player"> & { readonly position: number }>(SUMMARY)
    .all(run)
    .map(({ position, ...summary }) => ({ player: players[position]!, ...summary }));

/** The matches of a run in which a fallback was played. Reads calls from their index alone. */
export const selectWithFallbacks = (connection: Connection, frame: Frame): FinishedMatch[] =>
  connection
    .prepare<[number], MatchRow>(
      `SELECT row, "column", repetition FROM "match" AS m
       WHERE run = ? AND EXISTS (SELECT 1 FROM call WHERE call."match" = m.id AND parse_status = 'fallback')
       ORDER BY id`,
    )
    .all(frame.run)
    .map((row) => named(frame, row));
