import type { Interval } from "../stats/interval.ts";
import { barred, strong } from "./palette.ts";
import { span, type Span } from "./spans.ts";

/** The payoffs at both ends of a bar's track. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/**
 * A mean as a bar with its interval drawn on it, in `width` columns: `━━━━━┣━━╸──┤` ends at its mean `╸` and the
 * interval runs from `┣` to `┤`. An interval narrower than a column is `╋`.
 */
export function bar(
  mean: number | null,
  interval: Interval | null,
  { low, high }: Scale,
  width: number,
): readonly Span[] {
  if (mean === null || width < 1) return [span(" ".repeat(Math.max(0, width)))];
  const columnOf = (value: number): number => {
    const share = high > low ? (value - low) / (high - low) : 0;
    return Math.max(0, Math.min(width - 1, Math.round(share * (width - 1))));
  };
  const end = columnOf(mean);
  if (interval === null) return padded([span("━".repeat(end) + "╸", barred)], end + 1, width);

  const from = Math.min(end, columnOf(interval.low));
  const to = Math.max(end, columnOf(interval.high));
  const body = span("━".repeat(from), barred);
  return padded([body, span(whiskers(from, end, to), strong)], to + 1, width);
}

function whiskers(from: number, end: number, to: number): string {
  if (from === to) return "╋";
  if (from === end) return `┣${"─".repeat(to - from - 1)}┤`;
  const below = `┣${"━".repeat(end - from - 1)}`;
  return end === to ? `${below}┫` : `${below}╸${"─".repeat(to - end - 1)}┤`;
}

const padded = (spans: readonly Span[], used: number, width: number): readonly Span[] => [
  ...spans,
  span(" ".repeat(width - used)),
];
