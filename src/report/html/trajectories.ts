import type { CallRecord } from "../../core/call.ts";
import { writeMoves } from "../../core/notation.ts";
import { SEATS, type Seat } from "../../core/seat.ts";
import { factsOf, newMessages } from "../call.ts";
import { visible } from "../escaped.ts";
import { count } from "../number.ts";
import { printable } from "../printable.ts";
import type { RunReport, SampledMatch } from "../run-report.ts";

/*
 * Matches as the page's script reads them. Prompts repeat one another: each has the history of the one before. So
 * every line stands in a table once, and a text is a list of line numbers, which makes a page of long matches a tenth
 * as large.
 */

/** Bytes of matches that keep a page below its size. */
const MOST_BYTES = 2_000_000;
/** Characters of one text that are kept. */
const LONGEST = 20_000;

/** What a page holds of a run's matches. */
export interface Embedded {
  /** JSON in which no mark can end the element that it stands in. */
  readonly json: string;
  readonly shown: number;
}

interface Lines {
  readonly all: string[];
  readonly numbers: Map<string, number>;
  /** Characters of the lines so far. */
  size: number;
}

/** @param isBounded whether to stop where the page would grow too large; one match is always there */
export function embedded({ run, sample }: RunReport, isBounded: boolean): Embedded {
  const lines: Lines = { all: [], numbers: new Map(), size: 0 };
  const kept: { readonly match: SampledMatch; readonly json: string }[] = [];
  let size = 0;
  for (const match of sample.matches) {
    const before = lines.all.length;
    const json = JSON.stringify(matchData(match, lines));
    size += json.length;
    if (isBounded && kept.length > 0 && size + lines.size > MOST_BYTES) {
      for (const line of lines.all.splice(before)) lines.numbers.delete(line);
      break;
    }
    kept.push({ match, json });
  }
  const order = new Map(run.players.map(({ id }, i) => [id, i]));
  const place = ({ record: { match } }: SampledMatch): readonly number[] => [
    order.get(match.row) ?? 0,
    order.get(match.column) ?? 0,
    match.repetition,
  ];
  kept.sort((a, b) => compared(place(a.match), place(b.match)));
  const head = JSON.stringify({
    actions: run.game.actions.map(({ symbol, label }) => ({ symbol, label: printable(label) })),
    cooperative: run.game.cooperative,
    payoff: [[...run.game.payoff.row], [...run.game.payoff.column]],
    lines: lines.all,
  });
  const json = `${head.slice(0, -1)},"matches":[\n${kept.map((one) => one.json).join(",\n")}]}`;
  return { json: json.replace(/[<>&\u2028\u2029]/g, escapedMark), shown: kept.length };
}

const escapedMark = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;

const compared = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((order, value, i) => order || value - b[i]!, 0);

const seatIndex = (seat: Seat): number => SEATS.indexOf(seat);

function matchData({ id, record }: SampledMatch, lines: Lines): object {
  const { match, row, column, trembles, calls = [], messages = [], reason } = record;
  const textOf = (text: string): readonly number[] =>
    bounded(text)
      .split("\n")
      .map((line) => lineOf(line, lines));
  return {
    id,
    players: [printable(match.row), printable(match.column)],
    repetition: match.repetition,
    reason: reason === undefined ? null : printable(`${reason.code}: ${reason.detail}`),
    moves: [writeMoves(match.game, row, trembles.row), writeMoves(match.game, column, trembles.column)],
    said: messages.map(({ turn, seat, text }) => [turn, seatIndex(seat), textOf(text)]),
    calls: calls.map((call, i) => {
      const parts = partsOf(call, before(calls, i));
      return {
        turn: call.turn,
        seat: seatIndex(call.seat),
        title: titleOf(call),
        ...(call.parseStatus === "fallback" ? { fallback: true } : {}),
        facts: factsOf(call, match.game).map((pair) => pair.map((text) => lineOf(printable(text), lines))),
        parts: parts.map(([name, text]) => [lineOf(printable(name), lines), textOf(text)]),
      };
    }),
  };
}

const titleOf = ({ purpose, attempt, parseStatus }: CallRecord): string =>
  `${purpose === "say" ? `message ${attempt + 1}` : `move, attempt ${attempt + 1}`}: ${parseStatus}`;

/** The call before it in the same turn, whose prompt is not told again. */
function before(calls: readonly CallRecord[], at: number): CallRecord | undefined {
  const { seat, turn, purpose } = calls[at]!;
  return calls
    .slice(0, at)
    .findLast((one) => one.seat === seat && one.turn === turn && one.purpose === purpose);
}

/** What was sent and what came back, with what each is called. */
function partsOf(call: CallRecord, previous: CallRecord | undefined): readonly (readonly [string, string])[] {
  const { request, reply, answer, reasoning } = call;
  return [
    ...newMessages(request, previous?.request).map(({ role, text }) => [role, text] as const),
    ...[["reply", answer ?? reply ?? ""] as const, ["reasoning", reasoning ?? ""] as const].filter(
      ([, text]) => text !== "",
    ),
  ];
}

function bounded(text: string): string {
  const safe = visible(text);
  return safe.length <= LONGEST
    ? safe
    : `${safe.slice(0, LONGEST)}…\n(${count(safe.length - LONGEST)} more characters: coplay show prints them)`;
}

function lineOf(line: string, lines: Lines): number {
  let number = lines.numbers.get(line);
  if (number === undefined) {
    number = lines.all.push(line) - 1;
    lines.numbers.set(line, number);
    lines.size += line.length;
  }
  return number;
}
