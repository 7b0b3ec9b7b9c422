import type { CallStatus, LimiterStatus } from "../core/usage.ts";
import { count, counted, duration, usd } from "./number.ts";
import { printable } from "./printable.ts";
import { widthOf } from "./text.ts";

/** One figure of what calls have come to. */
export interface UsagePart {
  readonly text: string;
  /** What is said of it where there is little room. */
  readonly short: string;
  /** Where there is less still, the highest goes first. */
  readonly rank: number;
  /** Whether a budget is nearly spent. */
  readonly isNearEnd: boolean;
}

/** From this share on a budget is said to be near its end. */
const NEAR_END = 0.8;
const BETWEEN = " · ";

/**
 * What calls have come to and what they are doing, in the order in which it is read. Figures that are nothing are left
 * out.
 *
 * @param nowMs by the clock of the limiters
 * @param elapsedMs since the run, or this part of it, began
 */
export function usageParts(
  status: CallStatus,
  { nowMs, elapsedMs }: { readonly nowMs: number; readonly elapsedMs: number },
): readonly UsagePart[] {
  const { spent, budget, inFlight, waiting, retries, cacheHits, limiters } = status;
  const tokens = spent.inputTokens + spent.outputTokens;
  const callsOf = (value: number): string => counted(value, "call");
  const isUnderWay = inFlight + waiting > 0;
  return [
    budgeted(spent.costUsd, budget.usd, {
      rank: 0,
      figure: usd,
      extra: spent.unpriced > 0 ? [` + ${callsOf(spent.unpriced)} of unknown price`, " + ?"] : ["", ""],
    }),
    budgeted(spent.calls, budget.calls, {
      rank: 2,
      figure: count,
      unit: callsOf,
      extra: cacheHits > 0 ? [` (${count(cacheHits)} cached)`, ""] : ["", ""],
    }),
    ...(tokens > 0 || budget.tokens !== null
      ? [budgeted(tokens, budget.tokens, { rank: 7, figure: rounded, unit: (n) => `${rounded(n)} tokens` })]
      : []),
    ...(budget.wallMs === null ? [] : [budgeted(elapsedMs, budget.wallMs, { rank: 8, figure: inSeconds })]),
    ...(inFlight > 0 ? [part(`${count(inFlight)} in flight`, 3)] : []),
    ...(waiting > 0 ? [part(`${count(waiting)} waiting`, 5)] : []),
    ...(retries > 0 ? [part(counted(retries, "retry", "retries"), 6)] : []),
    ...(isUnderWay ? limiters.flatMap((limiter) => limiterPart(limiter, nowMs)) : []),
  ];
}

/** As many of the parts as fit in `width` columns: whole, else the least important ones short, else without those. */
export function fittingUsage(
  parts: readonly UsagePart[],
  width: number,
): readonly Pick<UsagePart, "text" | "isNearEnd">[] {
  const widthOfAll = (kept: readonly { readonly text: string }[]): number =>
    widthOf(kept.map(({ text }) => text).join(BETWEEN));
  let kept = parts;
  const dispensable = parts.toSorted((a, b) => b.rank - a.rank);
  for (const part of dispensable) {
    if (widthOfAll(kept) <= width) return kept;
    kept = kept.map((one) => (one === part ? { ...one, text: one.short } : one));
  }
  while (kept.length > 1 && widthOfAll(kept) > width) {
    const last = kept.reduce((a, b) => (b.rank >= a.rank ? b : a));
    kept = kept.filter((one) => one !== last);
  }
  return kept;
}

/** A limiter that holds calls back, as its name, how many calls may be under way, and until when it pauses. */
function limiterText(
  { name, concurrency, maxConcurrency, pausedUntilMs }: LimiterStatus,
  nowMs: number,
): string {
  const pause =
    pausedUntilMs === null || pausedUntilMs <= nowMs ? "" : `, ${pauseText(pausedUntilMs - nowMs)}`;
  return `${printable(name)}: ${atOnce(concurrency, maxConcurrency)}${pause}`;
}

const atOnce = (concurrency: number, most: number): string => `${concurrency} of ${most} at once`;

/** How long a limiter pauses, rounded up: it never says that it pauses no longer while it does. */
export const pauseText = (ms: number): string => `paused ${duration(Math.ceil(ms / 1000) * 1000)}`;

/** A large number in three figures at most: 950, 4.1 k, 410 k, 1.2 M. */
export function rounded(value: number): string {
  if (value < 1000) return count(Math.round(value));
  const [size, unit] = value < 999_500 ? [value / 1e3, "k"] : [value / 1e6, "M"];
  return `${size < 9.95 ? size.toFixed(1) : count(Math.round(size))} ${unit}`;
}

const inSeconds = (ms: number): string => duration(Math.round(ms / 1000) * 1000);

const part = (text: string, rank: number, short = text): UsagePart => ({
  text,
  short,
  rank,
  isNearEnd: false,
});

/** What is spent, and of how much, where there is a bound. Near its end it comes first, with its share. */
function budgeted(
  spent: number,
  bound: number | null,
  options: {
    readonly rank: number;
    readonly figure: (value: number) => string;
    readonly unit?: (value: number) => string;
    readonly extra?: readonly [whole: string, short: string];
  },
): UsagePart {
  const { rank, figure, unit = figure, extra = ["", ""] } = options;
  const isNearEnd = bound !== null && spent >= NEAR_END * bound;
  // A budget of nothing is spent from the start.
  const share = isNearEnd ? ` (${bound === 0 ? 100 : Math.floor((100 * spent) / bound)} %)` : "";
  const text = bound === null ? unit(spent) : `${figure(spent)} of ${unit(bound)}${share}`;
  return { text: text + extra[0], short: text + extra[1], rank: isNearEnd ? 0 : rank, isNearEnd };
}

function limiterPart(limiter: LimiterStatus, nowMs: number): readonly UsagePart[] {
  const { concurrency, maxConcurrency, pausedUntilMs } = limiter;
  const text = limiterText(limiter, nowMs);
  if (pausedUntilMs !== null && pausedUntilMs > nowMs)
    return [part(text, 1, pauseText(pausedUntilMs - nowMs))];
  return concurrency < maxConcurrency ? [part(text, 4, atOnce(concurrency, maxConcurrency))] : [];
}
