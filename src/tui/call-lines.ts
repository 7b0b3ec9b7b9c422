import type { CallStatus, LimiterStatus, Spending } from "../core/usage.ts";
import { NOTHING_SPENT } from "../core/usage.ts";
import { count, usd } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { pauseText, rounded } from "../report/usage.ts";
import { headings, placed, rowLine, textField, widest, type Field } from "./fields.ts";
import type { Live } from "./live.ts";
import { alarming, faint, strong, warning } from "./palette.ts";
import { NO_REPLIES, type Replies, type RepliesByPlayer } from "./replies.ts";
import { span, type Span, type Style } from "./spans.ts";

type SpanLine = readonly Span[];

interface Caller extends Spending, Replies {
  readonly player: string;
}

/** What calls came to by player, how the limiters stand, and why matches were aborted, as lines. */
export function callLines(
  { plan, abortedBy }: Live,
  replies: RepliesByPlayer,
  status: CallStatus | null,
  { nowMs, width }: { readonly nowMs: number; readonly width: number },
): readonly SpanLine[] {
  if (status === null) return [[span("Nothing has been asked yet.", faint)]];
  const { players, limiters } = status;
  const asked = (plan?.players ?? []).filter((player) => players.has(player) || replies.has(player));
  const callers = asked.map((player) => ({
    player,
    ...(players.get(player) ?? NOTHING_SPENT),
    ...(replies.get(player) ?? NO_REPLIES),
  }));
  const aborts = [...abortedBy].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [
    ...(callers.length === 0
      ? [[span("No call has been answered yet.", faint)]]
      : tableOf(callerFields(callers), callers, width)),
    [],
    ...(limiters.length === 0 ? [] : [...tableOf(limiterFields(limiters, nowMs), limiters, width), []]),
    ...(aborts.length === 0
      ? [[span("No match was aborted.", faint)]]
      : tableOf(abortFields(aborts), aborts, width)),
  ];
}

function tableOf<Row>(
  fields: readonly Field<Row>[],
  rows: readonly Row[],
  width: number,
): readonly SpanLine[] {
  const fitting = placed(fields, width);
  return [headings(fitting), ...rows.map((row) => rowLine(fitting, row, false))];
}

const some = (value: number): string => (value === 0 ? "" : count(value));

/** What is there only where there is any; what went wrong stays longest. */
const tallied: readonly {
  readonly header: string;
  readonly rank: number;
  readonly of: (replies: Replies) => number;
  readonly style?: Style;
}[] = [
  { header: "cached", rank: 7, of: ({ cached }) => cached },
  { header: "failed", rank: 4, of: ({ failed }) => failed, style: alarming },
  { header: "unreadable", rank: 5, of: ({ unreadable }) => unreadable, style: warning },
  { header: "re-asked", rank: 3, of: ({ reasked }) => reasked, style: warning },
  { header: "fallback", rank: 2, of: ({ fallback }) => fallback, style: alarming },
  { header: "refused", rank: 2, of: ({ refused }) => refused, style: alarming },
  { header: "truncated", rank: 6, of: ({ truncated }) => truncated, style: warning },
];

const callerFields = (callers: readonly Caller[]): readonly Field<Caller>[] => [
  nameField(
    "player",
    callers.map(({ player }) => player),
    ({ player }) => player,
  ),
  textField("calls", 1, 7, ({ calls }) => count(calls)),
  ...tallied.flatMap(({ header, rank, of, style }) =>
    callers.some((caller) => of(caller) > 0)
      ? [textField<Caller>(header, rank, 6, (caller) => some(of(caller)), style)]
      : [],
  ),
  textField("tokens in", 8, 7, ({ inputTokens }) => rounded(inputTokens)),
  textField("out", 8, 7, ({ outputTokens }) => rounded(outputTokens)),
  textField("cost", 0, 12, ({ costUsd, unpriced }) =>
    unpriced === 0 ? usd(costUsd) : `${usd(costUsd)} + ?`,
  ),
];

const limiterFields = (
  limiters: readonly LimiterStatus[],
  nowMs: number,
): readonly Field<LimiterStatus>[] => [
  nameField(
    "provider",
    limiters.map(({ name }) => name),
    ({ name }) => name,
  ),
  textField("in flight", 1, 7, ({ inFlight }) => count(inFlight)),
  textField("at most", 2, 7, ({ concurrency, maxConcurrency }) => `${concurrency}/${maxConcurrency}`),
  textField("waiting", 3, 7, ({ waiting }) => some(waiting)),
  textField(
    "",
    0,
    12,
    ({ pausedUntilMs }) =>
      pausedUntilMs === null || pausedUntilMs <= nowMs ? "" : pauseText(pausedUntilMs - nowMs),
    warning,
  ),
];

type Abort = readonly [code: string, times: number];

const abortFields = (aborts: readonly Abort[]): readonly Field<Abort>[] => [
  nameField(
    "aborted matches",
    aborts.map(([code]) => code),
    ([code]) => code,
  ),
  textField("", 0, 7, ([, times]) => count(times), alarming),
];

/** The names in the first column, which take what the figures leave of the width. */
function nameField<Row>(header: string, names: readonly string[], nameOf: (row: Row) => string): Field<Row> {
  return {
    header,
    align: "left",
    least: 14,
    most: Math.max(header.length, widest(names.map(printable))),
    rank: 0,
    cell: (row) => [span(printable(nameOf(row)), strong)],
  };
}
