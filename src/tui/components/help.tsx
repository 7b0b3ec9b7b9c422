import { keyHelp } from "../keys.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { faint, strong } from "../palette.ts";
import { Line } from "./line.tsx";

const KEYS_WIDTH = 18;

const legend: readonly (readonly [mark: string, means: string])[] = [
  ["━━━┣━╸─┤", "a mean, and its 95 % interval"],
  ["░ ▒ ▓ █", "quarters of the range, light for little"],
  ["c d", "in lower case, a move that noise flipped"],
  ["▀ ▄ █", "a fallback move above, below, both"],
];

/** The keys and, where there is room, what the marks mean. */
export function Help(props: { readonly screens: number; readonly width: number; readonly height: number }) {
  const { screens, width, height } = props;
  const entry = ([what, means]: readonly [string, string]): readonly Span[] => [
    ...fittedSpans([span(what, strong)], KEYS_WIDTH),
    span(means),
  ];
  const keys = keyHelp(screens).map(entry);
  const wanted = [[span("Keys", faint)], ...keys, [], [span("Marks", faint)], ...legend.map(entry)];
  const lines = wanted.length <= height ? wanted : keys.slice(0, height);
  return lines.map((spans, i) => <Line key={i} spans={fittedSpans(spans, width)} />);
}
