import type { Spending } from "../core/usage.ts";
import { callColumns } from "../report/calls.ts";
import { count, counted, percent, usd } from "../report/number.ts";
import { filled } from "../report/table.ts";
import type { CallSummary } from "../core/usage.ts";
import { note, print, printTable } from "./terminal/output.ts";

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
    printTable(filled(callColumns, summary), summary);
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
