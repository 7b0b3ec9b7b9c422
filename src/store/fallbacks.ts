import type { Seat } from "../core/seat.ts";
import { keyOf } from "../core/trajectory.ts";
import type { Connection } from "./driver.ts";
import { named, type Frame, type MatchRow } from "./frame.ts";

/** What became of the moves that a seat was asked for in one match. */
interface SeatDecisions {
  /** Moves that it was asked for, whatever came of it. */
  readonly decisions: number;
  /** Of these, how many it last answered by refusing, whether a fallback was then played or the match was aborted. */
  readonly refusals: number;
  /** Turns, from 0, in which the move was a fallback. */
  readonly fallbacks: readonly number[];
}

/** By seat; a seat that was asked for nothing is not there. */
export type MatchDecisions = Readonly<Partial<Record<Seat, SeatDecisions>>>;

interface AskedRow extends MatchRow {
  readonly match: number;
  readonly seat: Seat;
  readonly decisions: number;
}

interface EndedRow {
  readonly match: number;
  readonly seat: Seat;
  readonly turn: number;
  readonly isFallback: 0 | 1;
  readonly isRefusal: 0 | 1;
}

/** Counts from the index alone, however long requests and replies are. */
const ASKED = `
  SELECT m.id AS match, m.row, m."column", m.repetition, call.seat, count(DISTINCT call.turn) AS decisions
  FROM "match" AS m CROSS JOIN call ON call."match" = m.id
  WHERE m.run = ? AND call.purpose = 'act' GROUP BY m.id, call.seat ORDER BY m.id`;

/** Of a decision only its last call is a fallback or a refusal: what is asked again has another status. */
const ENDED = `
  SELECT call."match" AS match, call.seat, call.turn, call.parse_status = 'fallback' AS isFallback,
         call.parse_status = 'refused' OR call.fault IS 'refused' AS isRefusal
  FROM "match" AS m CROSS JOIN call ON call."match" = m.id
  WHERE m.run = ? AND call.purpose = 'act' AND call.parse_status IN ('fallback', 'refused')
  ORDER BY call."match", call.turn`;

/** What became of the moves that players were asked for, by the key of the match; matches without calls are not there. */
export function selectDecisions(connection: Connection, frame: Frame): ReadonlyMap<string, MatchDecisions> {
  const found = new Map<string, Partial<Record<Seat, SeatDecisions>>>();
  const bySeat = new Map<string, { refusals: number; readonly fallbacks: number[] }>();
  for (const row of connection.prepare<[number], AskedRow>(ASKED).all(frame.run)) {
    const key = keyOf(named(frame, row));
    const growing = { decisions: row.decisions, refusals: 0, fallbacks: [] };
    bySeat.set(`${row.match} ${row.seat}`, growing);
    const match = found.get(key) ?? {};
    match[row.seat] = growing;
    found.set(key, match);
  }
  for (const row of connection.prepare<[number], EndedRow>(ENDED).all(frame.run)) {
    const seat = bySeat.get(`${row.match} ${row.seat}`)!;
    if (row.isFallback === 1) seat.fallbacks.push(row.turn);
    seat.refusals += row.isRefusal;
  }
  return found;
}
