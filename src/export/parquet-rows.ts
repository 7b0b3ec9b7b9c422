import { canonicalJson } from "../core/json.ts";
import { outcomeCounts, totalsOf } from "../core/trajectory.ts";
import type { ParquetColumn, ParquetFile } from "./parquet-file.ts";
import type { CallRecord } from "../core/call.ts";
import type { SourceMatch } from "./source.ts";

/** A cell of a table whose rows are made one by one. */
type Cell = string | number | bigint | boolean | null;

interface RowColumn<Row> extends ParquetColumn {
  readonly value: (row: Row) => Cell;
}

const column = <Row>(
  name: string,
  type: ParquetColumn["type"],
  meaning: string,
  value: (row: Row) => Cell,
  options: Pick<ParquetColumn, "isNullable" | "isSought"> = {},
): RowColumn<Row> => ({ name, type, meaning, value, ...options });

const OR_NULL = { isNullable: true };
const SOUGHT = { isSought: true };

type MatchRow = SourceMatch & { readonly totals: ReturnType<typeof totalsOf> };

/** Columns of the table of matches. */
export const MATCH_COLUMNS: readonly RowColumn<MatchRow>[] = [
  column("run", "INT32", "number of the run in its log", ({ run }) => run.id, SOUGHT),
  column("run_name", "STRING", "name of its tournament", ({ run }) => run.name),
  column("match", "INT32", "number of the match in its log", ({ id }) => id, SOUGHT),
  column("row_player", "STRING", "player in the row seat", ({ record }) => record.match.row),
  column("column_player", "STRING", "player in the column seat", ({ record }) => record.match.column),
  column(
    "repetition",
    "INT32",
    "which match of this pairing it is, from 0",
    ({ record }) => record.match.repetition,
  ),
  column("game", "STRING", "id of the game", ({ record }) => record.match.game.id),
  // A seed may be larger than 32 bits, and is an integer that JavaScript counts exactly.
  column("seed", "INT64", "the tournament's seed", ({ record }) => BigInt(record.match.seed)),
  column("noise", "DOUBLE", "the chance that a move was flipped", ({ record }) => record.match.noise),
  column("factors", "STRING", "JSON: values by factor, of a cell of a grid", ({ run }) =>
    canonicalJson(run.factors),
  ),
  column("turns", "INT32", "turns that were played by both", ({ record }) => record.row.length),
  column("planned_turns", "INT32", "turns that were to be played", ({ record }) => record.match.turns),
  column("row_score", "DOUBLE", "total payoff of the row seat", ({ totals }) => totals.row.score),
  column("column_score", "DOUBLE", "the same of the column seat", ({ totals }) => totals.column.score),
  column(
    "row_cooperations",
    "INT32",
    "turns on which the row seat cooperated; null where the game has no cooperation",
    ({ totals }) => totals.row.cooperations,
    OR_NULL,
  ),
  column(
    "column_cooperations",
    "INT32",
    "the same of the column seat",
    ({ totals }) => totals.column.cooperations,
    OR_NULL,
  ),
  column("status", "STRING", "complete or aborted", ({ record }) => record.status),
  column(
    "reason_code",
    "STRING",
    "why it was aborted; null where it was not",
    ({ record }) => record.reason?.code ?? null,
    OR_NULL,
  ),
  column(
    "reason_detail",
    "STRING",
    "the same in a sentence",
    ({ record }) => record.reason?.detail ?? null,
    OR_NULL,
  ),
];

type CallRow = Pick<SourceMatch, "run" | "id" | "record"> & { readonly call: CallRecord };

/** Columns of the table of calls. */
export const CALL_COLUMNS: readonly RowColumn<CallRow>[] = [
  column("run", "INT32", "number of the run in its log", ({ run }) => run.id, SOUGHT),
  column("match", "INT32", "number of the match in its log", ({ id }) => id, SOUGHT),
  column("turn", "INT32", "from 0", ({ call }) => call.turn),
  column("seat", "STRING", "row or column", ({ call }) => call.seat),
  column("player", "STRING", "who was asked", ({ call, record }) => record.match[call.seat]),
  column("purpose", "STRING", "act: for a move; say: for a line of cheap talk", ({ call }) => call.purpose),
  column("attempt", "INT32", "from 0 within a turn and purpose", ({ call }) => call.attempt),
  column("provider", "STRING", "who answered for the model", ({ call }) => call.provider),
  column("model_asked", "STRING", "the model that was asked for", ({ call }) => call.modelAsked),
  column(
    "model_answered",
    "STRING",
    "the model that says it answered",
    ({ call }) => call.modelAnswered,
    OR_NULL,
  ),
  column(
    "elicitation",
    "STRING",
    "the form in which the answer was asked for",
    ({ call }) => call.elicitation,
  ),
  column("prompt", "STRING", "id and language of the prompt file", ({ call }) => call.prompt),
  column("prompt_hash", "STRING", "SHA-256 of its text", ({ call }) => call.promptHash),
  column(
    "labels",
    "STRING",
    "JSON: which label meant which action, and their order",
    ({ call }) => call.labels,
    OR_NULL,
  ),
  column("request", "STRING", "JSON: the request's body", ({ call }) => call.request),
  column("reply", "STRING", "JSON: the reply's body", ({ call }) => call.reply, OR_NULL),
  column("answer", "STRING", "the part of the reply that was read", ({ call }) => call.answer, OR_NULL),
  column(
    "reasoning",
    "STRING",
    "what the model told of its reasoning",
    ({ call }) => call.reasoning,
    OR_NULL,
  ),
  column("parse_status", "STRING", "what came of reading the reply", ({ call }) => call.parseStatus),
  column("fault", "STRING", "what was wrong with it", ({ call }) => call.fault, OR_NULL),
  column(
    "distribution",
    "STRING",
    "JSON: the mixed strategy that it gave",
    ({ call }) => call.distribution,
    OR_NULL,
  ),
  column(
    "label_probabilities",
    "STRING",
    "JSON: probabilities of the labels, from log-probabilities",
    ({ call }) => call.labelProbabilities,
    OR_NULL,
  ),
  column("input_tokens", "INT32", "as the provider counted", ({ call }) => call.tokens.input, OR_NULL),
  column("cached_tokens", "INT32", "of these, from its cache", ({ call }) => call.tokens.cached, OR_NULL),
  column("output_tokens", "INT32", "reasoning included", ({ call }) => call.tokens.output, OR_NULL),
  column("reasoning_tokens", "INT32", "of these, reasoning", ({ call }) => call.tokens.reasoning, OR_NULL),
  column("cost_usd", "DOUBLE", "null where the price is not known", ({ call }) => call.costUsd, OR_NULL),
  column("latency_ms", "DOUBLE", "of the attempt that was answered", ({ call }) => call.latencyMs, OR_NULL),
  column("retries", "INT32", "attempts that failed before", ({ call }) => call.retries),
  column("is_cached", "BOOLEAN", "whether the reply had been paid for before", ({ call }) => call.isCached),
  column("error", "STRING", "why no reply came", ({ call }) => call.error, OR_NULL),
];

/** The row of a match. */
export const matchRow = (match: SourceMatch): MatchRow => {
  const { game } = match.record.match;
  return { ...match, totals: totalsOf(game, outcomeCounts(match.record, game.actions.length)) };
};

/** Rows in a row group, and characters of text: whichever is reached first. */
const GROUP_ROWS = 20_000;
const GROUP_TEXT = 8_000_000;

/** Takes rows one by one, and writes them in row groups. */
export function rowsOf<Row>(
  file: ParquetFile,
  columns: readonly RowColumn<Row>[],
): { readonly add: (row: Row) => void; readonly flush: () => void } {
  const values: Cell[][] = columns.map(() => []);
  let text = 0;
  const flush = (): void => {
    file.group(values);
    for (const each of values) each.length = 0;
    text = 0;
  };
  const add = (row: Row): void => {
    columns.forEach(({ value }, i) => {
      const cell = value(row);
      if (typeof cell === "string") text += cell.length;
      values[i]!.push(cell);
    });
    if (values[0]!.length >= GROUP_ROWS || text >= GROUP_TEXT) flush();
  };
  return { add, flush };
}
