import { faint } from "../palette.ts";
import { scrollBar } from "../scroll.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** Columns of the scroll bar, and the gap before it. */
export const SCROLL_BAR = 2;

/** Lines of text from one of them on, as far as they go, with a scroll bar at the right edge. */
export function Scrolled(props: {
  readonly lines: readonly (readonly Span[])[];
  readonly first: number;
  readonly width: number;
  readonly height: number;
}) {
  const { lines, width, height } = props;
  const size = Math.min(height, lines.length);
  const first = Math.max(0, Math.min(props.first, lines.length - size));
  const scroll = scrollBar({ first, size, total: lines.length });
  return lines.slice(first, first + size).map((spans, i) => {
    const mark = scroll[i];
    const line = fittedSpans(spans, width - SCROLL_BAR);
    return <Line key={i} spans={mark === undefined ? line : [...line, span(` ${mark}`, faint)]} />;
  });
}
