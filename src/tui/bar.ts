import type { Interval } from "../stats/interval.ts";
import { barred, faint, strong } from "./palette.ts";
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
  scale: Scale,
  width: number,
): readonly Span[] {
  if (mean === null || width < 1) return [span(" ".repeat(Math.max(0, width)))];
  const end = columnOf(mean, scale, width);
  if (interval === null) return padded([span("━".repeat(end) + "╸", barred)], end + 1, width);

  const from = Math.min(end, columnOf(interval.low, scale, width));
  const to = Math.max(end, columnOf(interval.high, scale, width));
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

/**
 * A value that may be below 0, as a point with its interval, in `width` columns: `│  ├──●──┤` has 0 at `│`, or at `┼`
 * where the interval goes across it.
 */
export function point(
  value: number | null,
  interval: Interval | null,
  scale: Scale,
  width: number,
): readonly Span[] {
  if (value === null || width < 1) return [span(" ".repeat(Math.max(0, width)))];
  const at = columnOf(value, scale, width);
  const from = interval === null ? at : Math.min(at, columnOf(interval.low, scale, width));
  const to = interval === null ? at : Math.max(at, columnOf(interval.high, scale, width));
  const zero = scale.low <= 0 && scale.high >= 0 ? columnOf(0, scale, width) : -1;
  return Array.from({ length: width }, (_, column) => {
    if (column === at) return span("●", barred);
    if (column < from || column > to) return column === zero ? span("│", faint) : span(" ");
    if (column === from) return span("├", strong);
    if (column === to) return span("┤", strong);
    return span(column === zero ? "┼" : "─", strong);
  });
}

/** The column of a value on a track of so many. */
function columnOf(value: number, { low, high }: Scale, width: number): number {
  const share = high > low ? (value - low) / (high - low) : 0;
  return Math.max(0, Math.min(width - 1, Math.round(share * (width - 1))));
}
