import { count, NONE, usd } from "./number.ts";
import type { CallSummary } from "../core/usage.ts";
import type { Column } from "./table.ts";

const some = (value: number): string => (value === 0 ? "" : count(value));

/** There is no prompt and no reply of no token: nobody has counted them, as in a log from elsewhere. */
const tokens = (value: number): string => (value === 0 ? NONE : count(value));

const cost = ({ costUsd, unpriced }: CallSummary): string => {
  if (unpriced === 0) return usd(costUsd);
  return costUsd === 0 ? "?" : `${usd(costUsd)} + ?`;
};

/** The columns of a table of what calls came to, by player. What went wrong stays longest. */
export const callColumns: readonly Column<CallSummary>[] = [
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
  { header: "tokens in", align: "right", rank: 7, value: ({ inputTokens }) => tokens(inputTokens) },
  { header: "tokens out", align: "right", rank: 7, value: ({ outputTokens }) => tokens(outputTokens) },
  { header: "cost", align: "right", rank: 0, value: cost },
];
