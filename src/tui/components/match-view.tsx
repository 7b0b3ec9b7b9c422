import type { MatchRecord } from "../../core/trajectory.ts";
import { count } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { clipped } from "../../report/text.ts";
import { widest } from "../fields.ts";
import type { Shown } from "../navigation.ts";
import { alarming, faint, strong } from "../palette.ts";
import { fittedSpans, span, spread, type Span } from "../spans.ts";
import { Line } from "./line.tsx";
import { Scores, scoresHeight } from "./scores.tsx";
import { Strips } from "./strips.tsx";

/** One match, turn by turn: both rows of moves and how the seats stand. */
export function MatchView(props: {
  readonly shown: Shown | null;
  readonly record: MatchRecord | undefined;
  readonly repetitions: number;
  readonly width: number;
  readonly height: number;
}) {
  const { shown, record, repetitions, width, height } = props;
  if (shown === null) return <Line spans={[span("No match has ended yet.", faint)]} />;
  const { repetition } = shown;
  const of = `repetition ${count(repetition + 1)} of ${count(repetitions)}`;
  if (record === undefined) {
    const pairing = pairingOf(shown.row, shown.column);
    return (
      <>
        <Line spans={spread(pairing, [span(of, faint)], width)} />
        <Line spans={[span("This match has not been played to its end.", faint)]} />
      </>
    );
  }
  const { match, row } = record;
  const turn = Math.min(shown.turn, row.length - 1);
  const label = Math.min(widest([match.row, match.column].map(printable)), 24, Math.floor(width / 3));
  const scores = scoresHeight(height);
  return (
    <>
      <Line spans={spread(pairingOf(match.row, match.column), [span(of, faint)], width)} />
      <Line spans={fittedSpans(stateOf(record, shown), width)} />
      {turn < 0 ? null : (
        <>
          <Strips record={record} turn={turn} label={label} width={width} height={height - 2 - scores} />
          <Scores record={record} turn={turn} label={label} width={width} height={scores} />
        </>
      )}
    </>
  );
}

const pairingOf = (row: string, column: string): readonly Span[] => [
  span(printable(row), strong),
  span(" × ", faint),
  span(printable(column), strong),
];

function stateOf({ match, row, reason }: MatchRecord, { turn, isPlaying }: Shown): readonly Span[] {
  const at =
    row.length === 0
      ? "no turn was complete"
      : `turn ${count(Math.min(turn + 1, row.length))} of ${count(row.length)}`;
  const noise = match.noise > 0 ? ` · noise ${match.noise}` : "";
  const state = [span(`${isPlaying ? "▶" : "‖"} ${at}${noise}`)];
  if (reason === undefined) return state;
  return [
    ...state,
    span(` · ${clipped(printable(`aborted: ${reason.code}: ${reason.detail}`), 200)}`, alarming),
  ];
}
