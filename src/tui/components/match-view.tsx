import type { MatchRecord } from "../../core/trajectory.ts";
import { count } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { clipped, widthOf } from "../../report/text.ts";
import { widest } from "../fields.ts";
import type { Shown } from "../navigation.ts";
import { alarming, faint, strong } from "../palette.ts";
import { fallbacksOf, letterAt, turnsOf } from "../replay.ts";
import { fittedSpans, span, spread, type Span } from "../spans.ts";
import { Line } from "./line.tsx";
import { Scores, scoresHeight } from "./scores.tsx";
import { Scrolled } from "./scrolled.tsx";
import { Strips, stripsHeight } from "./strips.tsx";

/** Lines over the moves: the pairing, and the turn. */
export const MATCH_HEADING = 2;

/** One match, turn by turn: both rows of moves, how the seats stand, and what was asked and said in the turn. */
export function MatchView(props: {
  readonly shown: Shown | null;
  readonly record: MatchRecord | undefined;
  /** What was asked and said in the turn that is shown. */
  readonly text: readonly (readonly Span[])[];
  readonly repetitions: number;
  readonly width: number;
  readonly height: number;
}) {
  const { shown, record, text, repetitions, width, height } = props;
  if (shown === null) return <Line spans={[span("No match has ended yet.", faint)]} />;
  const { repetition } = shown;
  const of = `repetition ${count(repetition + 1)} of ${count(repetitions)}`;
  if (record === undefined) {
    return (
      <>
        <Line spans={titleOf(shown.row, shown.column, of, width)} />
        <Line spans={[span("This match has not been played to its end.", faint)]} />
      </>
    );
  }
  const { match } = record;
  return (
    <>
      <Line spans={titleOf(match.row, match.column, of, width)} />
      <Line spans={fittedSpans(stateOf(record, shown), width)} />
      {shown.isRead ? (
        <Scrolled lines={readable(text)} first={shown.line} width={width} height={height - MATCH_HEADING} />
      ) : (
        <Moves
          record={record}
          turn={Math.min(shown.turn, turnsOf(record) - 1)}
          text={text}
          width={width}
          height={height - MATCH_HEADING}
        />
      )}
    </>
  );
}

/** The moves up to the end, how the seats stand at a turn, and as much of what was asked and said as there is room for. */
function Moves(props: {
  readonly record: MatchRecord;
  readonly turn: number;
  readonly text: readonly (readonly Span[])[];
  readonly width: number;
  readonly height: number;
}) {
  const { record, turn, text, width, height } = props;
  const { match, row } = record;
  const label = Math.min(widest([match.row, match.column].map(printable)), 24, Math.floor(width / 3));
  const scores = turn < 0 || turn >= row.length ? 0 : scoresHeight(height + MATCH_HEADING);
  const fallbacks = fallbacksOf(record);
  const room = { record, fallbacks, label, width };
  const all = turn < 0 ? 0 : stripsHeight(room, height - scores);
  const some = turn < 0 ? 0 : stripsHeight(room, Math.ceil((height - scores) / 2) - 1);
  const strips = text.length > 0 && height - scores - all - 1 < PREVIEW ? some : all;
  const preview = height - scores - strips - 1;
  return (
    <>
      {turn < 0 ? null : <Strips {...room} turn={turn} height={strips} />}
      {scores === 0 ? null : <Scores {...room} turn={turn} height={scores} />}
      {text.length === 0 || preview < PREVIEW ? null : (
        <>
          <Line spans={[]} />
          {previewOf(text, preview).map((spans, i) => (
            <Line key={i} spans={fittedSpans(spans, width)} />
          ))}
        </>
      )}
    </>
  );
}

/** Fewer lines of text than this say nothing. */
const PREVIEW = 4;

function previewOf(text: readonly (readonly Span[])[], height: number): readonly (readonly Span[])[] {
  if (text.length <= height) return text;
  const left = text.length - height + 1;
  return [...text.slice(0, height - 1), [span(`… ${count(left)} more lines: Enter`, faint)]];
}

const readable = (text: readonly (readonly Span[])[]): readonly (readonly Span[])[] =>
  text.length > 0 ? text : [[span("Nothing was asked or said in this turn.", faint)]];

/** The pairing, and which of its matches it is. Where both names do not fit they are cut alike. */
function titleOf(row: string, column: string, of: string, width: number): readonly Span[] {
  const [own, other] = [printable(row), printable(column)];
  const room = width - of.length - 1 - BETWEEN.length;
  const cut = clipped(own, Math.max(Math.floor(room / 2), room - widthOf(other)));
  return spread([span(cut, strong), span(BETWEEN, faint), span(other, strong)], [span(of, faint)], width);
}

const BETWEEN = " × ";

function stateOf(record: MatchRecord, { turn, isPlaying, isRead }: Shown): readonly Span[] {
  const { match, row, reason } = record;
  const isComplete = turn < row.length;
  const moves =
    isRead && isComplete ? ` · ${letterAt(record, "row", turn)} × ${letterAt(record, "column", turn)}` : "";
  const noise = match.noise > 0 ? ` · noise ${match.noise}` : "";
  const state = [span(`${isPlaying ? "▶" : "‖"} ${placeOf(record, turn)}${moves}${noise}`)];
  if (reason === undefined) return state;
  return [
    ...state,
    span(` · ${clipped(printable(`aborted: ${reason.code}: ${reason.detail}`), 200)}`, alarming),
  ];
}

function placeOf(record: MatchRecord, turn: number): string {
  const complete = record.row.length;
  if (complete === 0) return "no turn was complete";
  if (turn >= complete && turnsOf(record) > complete) return `turn ${count(complete + 1)} was not complete`;
  return `turn ${count(Math.min(turn + 1, complete))} of ${count(complete)}`;
}
