import { START } from "../../core/outcome.ts";
import type { Game } from "../../core/game.ts";
import { matchCounts } from "../estimators/strategy-set.ts";
import { AT, TENTHS } from "./features.ts";

/** One seat's side of a complete match. */
export interface SeatMoves {
  readonly own: Uint8Array;
  readonly other: Uint8Array;
  /** The game as the seat sees it: its own payoffs are `payoff.row`. */
  readonly game: Game;
  /** Whether the seat was told how many turns there would be. */
  readonly isTold: boolean;
  /** A 1 for every move that counts as the player's decision; null where all do. */
  readonly counted: Uint8Array | null;
  /** Moves that were fallbacks, whether they count or not. */
  readonly fallbacks: number;
}

/** The most turns that count as a match's end; of short matches it is a tenth, and at least one. */
const LONGEST_END = 10;

/** How many turns at the end of a match are compared with those before. */
const endOf = (turns: number): number => Math.max(1, Math.min(LONGEST_END, Math.floor(turns / TENTHS)));

/** Whether the outcomes of a game can be called CC, CD, DC and DD. */
export const isDilemma = ({ actions, cooperative }: Game): boolean =>
  actions.length === 2 && cooperative === 0;

/** The payoff that others are divided by: the greatest, whatever its sign; 1 where there is nothing to gain or lose. */
function scaleOf({ payoff }: Game): number {
  const greatest = payoff.row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return greatest === 0 ? 1 : greatest;
}

/**
 * Writes the features of one seat of one match into `out` from `at` on, where zeros stand. A move that is not counted
 * is no decision, and in no numerator or denominator; it stays part of what the next moves answer.
 */
export function measureSeat(seat: SeatMoves, out: Float64Array, at: number): void {
  const { own, counted, game, fallbacks } = seat;
  out[at + AT.matches] = 1;
  out[at + AT.turns] = own.length;
  out[at + AT.fallbacks] = fallbacks;
  out[at + AT.opening] = counted === null || counted[0] === 1 ? own[0]! : -1;
  measurePayoff(seat, out, at);
  if (game.cooperative !== null) measureCooperation(seat, game.cooperative, out, at);
  if (!isDilemma(game)) return;
  measureReplies(seat, out, at);
  measureCharacter(seat, out, at);
  out[at + AT.matchable] = matchCounts(own, seat.other, counted, out, at + AT.matching);
}

function measurePayoff({ own, other, game }: SeatMoves, out: Float64Array, at: number): void {
  const k = game.actions.length;
  const turns = own.length;
  const outcomes = new Float64Array(k * k);
  for (let turn = 0; turn < turns; turn++) outcomes[own[turn]! * k + other[turn]!]!++;
  const scale = scaleOf(game);
  let total = 0;
  for (let outcome = 0; outcome < k * k; outcome++) total += outcomes[outcome]! * game.payoff.row[outcome]!;
  out[at + AT.scaledPayoff] = total / scale;
  if (turns < 2) return;
  const mean = total / turns;
  let squares = 0;
  for (let outcome = 0; outcome < k * k; outcome++) {
    squares += outcomes[outcome]! * (game.payoff.row[outcome]! - mean) ** 2;
  }
  out[at + AT.varied] = 1;
  out[at + AT.roundVariance] = squares / turns / scale ** 2;
}

/** Cooperation as a whole, on the first move, by tenth of the match, and at its end against before. */
function measureCooperation(seat: SeatMoves, cooperative: number, out: Float64Array, at: number): void {
  const turns = seat.own.length;
  if (seat.counted === null || seat.counted[0] === 1) {
    out[at + AT.openings] = 1;
    out[at + AT.openingCooperations] = Number(seat.own[0] === cooperative);
  }
  const count = (from: number, to: number, into: number): void =>
    countCooperation(seat, cooperative, from, to, out, at + into);
  if (turns < TENTHS) count(0, turns, AT.decisions);
  else {
    for (let tenth = 0; tenth < TENTHS; tenth++) {
      const into = AT.tenths + 2 * tenth;
      count(Math.ceil((tenth * turns) / TENTHS), Math.ceil(((tenth + 1) * turns) / TENTHS), into);
      out[at + AT.decisions]! += out[at + into]!;
      out[at + AT.cooperations]! += out[at + into + 1]!;
    }
  }
  if (turns < 2) return;
  const into = seat.isTold ? AT.endTold : AT.endUntold;
  const before = turns - endOf(turns);
  count(before, turns, into);
  // What comes before the end is everything else.
  out[at + into + 2] = out[at + AT.decisions]! - out[at + into]!;
  out[at + into + 3] = out[at + AT.cooperations]! - out[at + into + 1]!;
}

/** Decisions and cooperations from one turn up to another, into two places. */
function countCooperation(
  { own, counted }: SeatMoves,
  cooperative: number,
  from: number,
  to: number,
  out: Float64Array,
  into: number,
): void {
  let decisions = 0;
  let cooperations = 0;
  if (counted === null) {
    decisions = to - from;
    for (let turn = from; turn < to; turn++) cooperations += Number(own[turn] === cooperative);
  } else {
    for (let turn = from; turn < to; turn++) {
      decisions += counted[turn]!;
      cooperations += counted[turn]! & Number(own[turn] === cooperative);
    }
  }
  out[into] = decisions;
  out[into + 1] = cooperations;
}

/** Own moves by what had happened the turn before; before the first turn that is nothing. */
function measureReplies({ own, other, counted }: SeatMoves, out: Float64Array, at: number): void {
  const replies = new Float64Array(2 * START + 2);
  let last = START;
  for (let turn = 0; turn < own.length; turn++) {
    const action = own[turn]!;
    if (counted === null || counted[turn] === 1) replies[2 * last + action]!++;
    last = 2 * action + other[turn]!;
  }
  for (let reply = 0; reply < 2 * START; reply++) out[at + AT.replies + reply] = replies[reply]!;
  out[at + AT.dilemmaOpenings] = replies[2 * START]! + replies[2 * START + 1]!;
  out[at + AT.openingDefections] = replies[2 * START + 1]!;
}

/**
 * Niceness, forgiveness and retaliation, turn by turn.
 *
 * A defection by the other opens a grudge, unless one is open. Own cooperation on a later turn forgives it; own
 * defection right after the other's cooperation, while it is open, is a penalty, and counts as one more thing that was
 * not forgiven. A grudge that a move closes which was no decision is as if it had never been.
 */
function measureCharacter({ own, other, counted }: SeatMoves, out: Float64Array, at: number): void {
  const turns = own.length;
  let isNice = 1;
  let hasSeenDefection = 0;
  let grudge = 0;
  let forgivable = 0;
  let forgiven = 0;
  let provocations = 0;
  let retaliations = 0;
  for (let turn = 0; turn < turns; turn++) {
    const defects = own[turn]!;
    const isDecision = counted === null ? 1 : counted[turn]!;
    const provoked = turn > 0 ? other[turn - 1]! : 0;
    if (hasSeenDefection === 0 && (defects & isDecision) === 1) isNice = 0;
    if (provoked === 1 && isDecision === 1 && (turn < 2 || own[turn - 2] === 0)) {
      provocations++;
      retaliations += defects;
    }
    if (grudge === 1) {
      if (defects === 0) {
        grudge = 0;
        if (isDecision === 1) forgiven++;
        else forgivable--;
      } else if (provoked === 0) forgivable += isDecision;
    }
    if (other[turn] === 1) {
      hasSeenDefection = 1;
      forgivable += 1 - grudge;
      grudge = 1;
    }
  }
  out[at + AT.judged] = 1;
  out[at + AT.nice] = isNice;
  out[at + AT.forgivable] = forgivable;
  out[at + AT.forgiven] = forgiven;
  out[at + AT.provocations] = provocations;
  out[at + AT.retaliations] = retaliations;
}
