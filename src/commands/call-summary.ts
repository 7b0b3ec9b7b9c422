import type { Spending } from "../core/usage.ts";
import { count, counted, percent, usd } from "../report/number.ts";
import { filled, type Column } from "../report/table.ts";
import type { CallSummary } from "../store/calls.ts";
import { note, print, printTable } from "./terminal/output.ts";

const some = (value: number): string => (value === 0 ? "" : count(value));

/** What went wrong stays longest. */
const columns: readonly Column<CallSummary>[] = [
  { header: "player", align: "left", rank: 0, least: 16, value: ({ player }) => player },
  { header: "calls", align: "right", rank: 0, value: ({ calls }) => count(calls) },
  { header: "cached", align: "right", rank: 6, value: ({ cached }) => some(cached) },
  { header: "retries", align: "right", rank: 5, value: ({ retries }) => some(retries) },
  { header: "failed", align: "right", rank: 2, value: ({ failed }) => some(failed) },
  { header: "repaired", align: "right", rank: 5, value: ({ repaired }) => some(repaired) },
  { header: "unreadable", align: "right", rank: 3, value: ({ unreadable }) => some(unreadable) },
  { header: "re-asked", align: "right", rank: 1, value: ({ reasked }) => some(reasked) },
  { header: "fallback", align: "right", rank: 1, value: ({ fallback }) => some(fallback) },
  { header: "refused", align: "right", rank: 1, value: ({ refused }) => some(refused) },
  { header: "truncated", align: "right", rank: 4, value: ({ truncated }) => some(truncated) },
  { header: "tokens in", align: "right", rank: 7, value: ({ inputTokens }) => count(inputTokens) },
  { header: "tokens out", align: "right", rank: 7, value: ({ outputTokens }) => count(outputTokens) },
  {
    header: "cost",
    align: "right",
    rank: 0,
    value: ({ costUsd, unpriced }) => (unpriced === 0 ? usd(costUsd) : `${usd(costUsd)} + ?`),
  },
];

/**
 * Prints what the calls of a run came to, by player; nothing where there were none.
 *
 * @param spent all that was paid for, also for matches that were dropped and are not in the log
 */
export function printCallSummary(
  summary: readonly CallSummary[],
  spent: ReadonlyMap<string, Spending>,
): void {
  if (summary.length > 0) {
    print();
    printTable(filled(columns, summary), summary);
  }
  if (summary.length > 0 || spent.size > 0) note(paidLine(summary, [...spent.values()]));
  if (spent.size === 0 && summary.some(({ cached }) => cached > 0)) {
    note("every reply is a copy from the cache: --seed with another number, or --no-cache, asks anew");
  }
  for (const { player, fallback, decisions } of summary) {
    if (fallback === 0) continue;
    const share = percent(fallback / decisions);
    note(
      `${count(fallback)} of ${count(decisions)} moves of ${player} (${share}) are not its own but fallbacks`,
    );
  }
}

/** Less than a sum of costs can be off by rounding. */
const NOTHING_USD = 1e-9;

/** What was paid in all. Calls of dropped matches are not in the log, but were paid for. */
export function paidLine(summary: readonly CallSummary[], spent: readonly Spending[]): string {
  const paid = spent.reduce((sum, { costUsd }) => sum + costUsd, 0);
  const unpriced = spent.reduce((sum, own) => sum + own.unpriced, 0);
  const dropped = paid - summary.reduce((sum, { costUsd }) => sum + costUsd, 0);
  return [
    `paid ${usd(paid)}`,
    ...(dropped > NOTHING_USD
      ? [`of which ${usd(dropped)} for calls that are not in the log: their matches were dropped`]
      : []),
    ...(unpriced === 0 ? [] : [`and ${counted(unpriced, "call")} of unknown price`]),
  ].join(", ");
}
