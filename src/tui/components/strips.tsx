import type { MatchRecord } from "../../core/trajectory.ts";
import type { Seat } from "../../core/seat.ts";
import { printable } from "../../report/printable.ts";
import { chosenHueOf, faint, hueOf, strong, underlinedHueOf } from "../palette.ts";
import { letterAt } from "../replay.ts";
import { fittedSpans, span, type Span, type Style } from "../spans.ts";
import { Line } from "./line.tsx";

const GROUP = 10;
/** A ruler, two rows of moves; and an empty line between strips. */
const LINES = 3;

/** The moves of a match, folded to the width: rows of moves in tens, with a ruler that marks the current turn. */
export function Strips(props: {
  readonly record: MatchRecord;
  readonly turn: number;
  readonly label: number;
  readonly width: number;
  readonly height: number;
}) {
  const { record, turn, label, width, height } = props;
  const turns = record.row.length;
  const groups = Math.max(1, Math.floor((width - label - 1) / (GROUP + 1)));
  const perStrip = groups * GROUP;
  const strips = Math.max(1, Math.floor((height + 1) / (LINES + 1)));
  const first = Math.floor(turn / perStrip / strips) * strips;
  const last = Math.min(first + strips, Math.ceil(turns / perStrip));
  const lines: (readonly Span[])[] = [];
  for (let strip = first; strip < last; strip++) {
    const from = strip * perStrip;
    const to = Math.min(from + perStrip, turns);
    if (strip > first) lines.push([]);
    lines.push(ruler(from, to, turn, label));
    for (const seat of ["row", "column"] as const) lines.push(movesOf(record, seat, from, to, turn, label));
  }
  return lines.map((spans, i) => <Line key={i} spans={spans} />);
}

/** Numbers of the first turn of each ten, and an arrow over the current turn. */
function ruler(from: number, to: number, turn: number, label: number): readonly Span[] {
  let numbers = "";
  for (let at = from; at < to; at += GROUP) numbers += String(at + 1).padEnd(GROUP + 1);
  const margin = span(" ".repeat(label + 1));
  if (turn < from || turn >= to) return [margin, span(numbers, faint)];
  const arrow = turn - from + Math.floor((turn - from) / GROUP);
  return [
    margin,
    span(numbers.slice(0, arrow), faint),
    span("▾", strong),
    span(numbers.slice(arrow + 1), faint),
  ];
}

function movesOf(
  record: MatchRecord,
  seat: Seat,
  from: number,
  to: number,
  turn: number,
  label: number,
): readonly Span[] {
  const spans: Span[] = [...fittedSpans([span(printable(record.match[seat]), faint)], label), span(" ")];
  for (let at = from; at < to; at++) {
    if (at > from && at % GROUP === 0) spans.push(span(" "));
    spans.push(span(letterAt(record, seat, at), styleOf(record, seat, at, at === turn)));
  }
  return spans;
}

/** Blue where the action cooperates, orange where it does not; a tremble is underlined. */
function styleOf(
  { match, row, column, trembles }: MatchRecord,
  seat: Seat,
  turn: number,
  isHere: boolean,
): Style {
  const { cooperative, actions } = match.game;
  const action = (seat === "row" ? row : column)[turn]!;
  const share = cooperative === null ? action / (actions.length - 1) : Number(action === cooperative);
  if (isHere) return chosenHueOf(share);
  return trembles[seat][turn] === 1 ? underlinedHueOf(share) : hueOf(share);
}
