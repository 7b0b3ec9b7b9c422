import { keyHelp } from "../keys.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { faint, strong } from "../palette.ts";
import { Line } from "./line.tsx";

const KEYS_WIDTH = 18;

type Entry = readonly [what: string, means: string];

const marks: readonly Entry[] = [
  ["━━━┣━╸─┤", "a mean, and its 95 % interval"],
  ["░ ▒ ▓ █", "quarters of the range, light for little"],
  ["c d", "in lower case, a move that noise flipped"],
  ["▀ ▄ █", "a fallback move above, below, both"],
];

/** The keys and, where there is room, what the marks mean. */
export function Help(props: { readonly screens: number; readonly width: number; readonly height: number }) {
  return <KeyTable {...props} keys={keyHelp(props.screens)} legend={marks} />;
}

/** Keys and, where there is room for it, a legend of marks. */
export function KeyTable(props: {
  readonly keys: readonly Entry[];
  readonly legend: readonly Entry[];
  readonly width: number;
  readonly height: number;
}) {
  const { width, height } = props;
  const entry = ([what, means]: Entry): readonly Span[] => [
    ...fittedSpans([span(what, strong)], KEYS_WIDTH),
    span(means),
  ];
  const keys = props.keys.map(entry);
  const legend = props.legend.length === 0 ? [] : [[], [span("Marks", faint)], ...props.legend.map(entry)];
  const wanted = [[span("Keys", faint)], ...keys, ...legend];
  const lines = wanted.length <= height ? wanted : keys.slice(0, height);
  return lines.map((spans, i) => <Line key={i} spans={fittedSpans(spans, width)} />);
}
