import type { MatchRecord } from "../../core/trajectory.ts";
import { SEATS, type Seat } from "../../core/seat.ts";
import { printable } from "../../report/printable.ts";
import { alarming, chosen, chosenHueOf, faint, hueOf, strong, underlinedHueOf } from "../palette.ts";
import { letterAt, turnsOf } from "../replay.ts";
import { fittedSpans, span, type Span, type Style } from "../spans.ts";
import { Line } from "./line.tsx";

const GROUP = 10;
/** A ruler, two rows of moves; and an empty line between strips. */
const LINES = 3;

/** Of each seat, the turns whose move was a fallback. */
type Fallbacks = Readonly<Record<Seat, ReadonlySet<number>>>;

interface Room {
  readonly record: MatchRecord;
  readonly fallbacks: Fallbacks;
  readonly label: number;
  readonly width: number;
}

/** Lines that the strips take of so many: as many strips as fit, or as there are. */
export function stripsHeight({ record, fallbacks, label, width }: Room, height: number): number {
  const strips = Math.ceil(turnsOf(record) / perStrip(label, width));
  const lines = linesOf(fallbacks, height);
  const fitting = Math.max(1, Math.floor((height + 1) / (lines + 1)));
  return Math.min(strips, fitting) * (lines + 1) - 1;
}

/**
 * The moves of a match, folded to the width: rows of moves in tens, with a ruler that marks the current turn. A dot is
 * the move of a turn that was not complete; where there are fallback moves, marks under both rows say whose.
 */
export function Strips(props: Room & { readonly turn: number; readonly height: number }) {
  const { record, turn, fallbacks, label, width, height } = props;
  const turns = turnsOf(record);
  const across = perStrip(label, width);
  const linesEach = linesOf(fallbacks, height);
  const strips = Math.max(1, Math.floor((height + 1) / (linesEach + 1)));
  const first = Math.floor(turn / across / strips) * strips;
  const last = Math.min(first + strips, Math.ceil(turns / across));
  const lines: (readonly Span[])[] = [];
  for (let strip = first; strip < last; strip++) {
    const from = strip * across;
    const to = Math.min(from + across, turns);
    if (strip > first) lines.push([]);
    lines.push(ruler(from, to, turn, label));
    for (const seat of SEATS) lines.push(movesOf(record, seat, from, to, turn, label));
    if (linesEach > LINES) lines.push(marksOf(fallbacks, from, to, label));
  }
  return lines.map((spans, i) => <Line key={i} spans={spans} />);
}

/** Lines of one strip: one more with marks, where there are any and room for them. */
const linesOf = ({ row, column }: Fallbacks, height: number): number =>
  row.size + column.size > 0 && height > LINES ? LINES + 1 : LINES;

const perStrip = (label: number, width: number): number =>
  Math.max(1, Math.floor((width - label - 1) / (GROUP + 1))) * GROUP;

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
    if (at < record.row.length) {
      spans.push(span(letterAt(record, seat, at), styleOf(record, seat, at, at === turn)));
    } else spans.push(span("·", at === turn ? chosen : faint));
  }
  return spans;
}

/** Which of two seats: neither, the row's, which is above, the column's, which is below, or both. */
const MARKS = [" ", "▀", "▄", "█"] as const;

function marksOf({ row, column }: Fallbacks, from: number, to: number, label: number): readonly Span[] {
  let marks = "";
  for (let at = from; at < to; at++) {
    if (at > from && at % GROUP === 0) marks += " ";
    marks += MARKS[Number(row.has(at)) + 2 * Number(column.has(at))]!;
  }
  const name = marks.trim() === "" ? "" : "fallback";
  return [...fittedSpans([span(name, faint)], label), span(" "), span(marks, alarming)];
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
