import { SEATS, type Seat } from "../core/seat.ts";
import type { Row } from "./columns.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import type { Layout } from "./layout.ts";
import { ABORTED, type Mapping } from "./mapping.ts";
import { reasonIn, type ReadMatch } from "./match.ts";
import { actionOf, MAX_TURNS, noMoves, requirePayoff, type SeatMoves } from "./moves.ts";
import { readSequence } from "./sequence.ts";
import { numberOf, type ReadSetting, type Setting } from "./setting.ts";

/**
 * Reads a match that is a row of its own.
 *
 * @throws SpecError for moves that cannot be read, that one seat made more of than the other, or whose payoffs are others
 */
export function readMatchRow(
  { line, values }: Row,
  file: string,
  mapping: Mapping,
  layout: Layout,
  readSetting: ReadSetting,
): ReadMatch {
  const place = { file, line };
  const setting = readSetting(values, place);
  const listOf = (at: number): readonly unknown[] => {
    const list = readSequence(values[at], mapping.sequence);
    if (list !== null) return list;
    const form = typeof mapping.sequence === "object" ? "separated" : mapping.sequence;
    throw faultAt(
      place,
      `${shown(values[at])} in column "${layout.columns[at]!}" is no sequence (${form})`,
      "`sequence` says how a cell holds a value for each turn.",
    );
  };
  const { row, column } = layout.seats;
  const made = { row: listOf(row.moves), column: listOf(column.moves) };
  if (made.row.length !== made.column.length) {
    throw faultAt(
      place,
      `the row seat has ${made.row.length} moves, and the column seat ${made.column.length}`,
    );
  }
  if (made.row.length > MAX_TURNS) throw faultAt(place, `the match has more than ${MAX_TURNS} turns`);

  const moves: Record<Seat, SeatMoves> = { row: noMoves(), column: noMoves() };
  let reason = reasonIn(layout, values);
  for (let turn = 0; turn < made.row.length; turn++) {
    const [own, other] = SEATS.map((seat) =>
      actionOf(setting, made[seat][turn], layout.columns[layout.seats[seat].moves]!, place),
    ) as [ReturnType<typeof actionOf>, ReturnType<typeof actionOf>];
    if (own === ABORTED || other === ABORTED) {
      const cell = own === ABORTED ? made.row[turn] : made.column[turn];
      reason ??= { code: "no-move", detail: `the move of turn ${turn + 1} is ${shown(cell)}` };
      break;
    }
    moves.row.moves.push(own);
    moves.column.moves.push(other);
  }
  for (const seat of SEATS) {
    const { payoffs, trembles, fallbacks } = layout.seats[seat];
    if (payoffs !== null)
      requirePayoffs(setting, seat, moves, listOf(payoffs), mapping["payoff-scale"], place);
    const turns = moves[seat].moves.length;
    if (trembles !== null) moves[seat].trembles.push(...turnsIn(listOf(trembles), turns, place));
    if (fallbacks !== null) moves[seat].fallbacks.push(...turnsIn(listOf(fallbacks.at), turns, place));
  }
  return { place, values, setting, moves, reason };
}

function requirePayoffs(
  { game }: Setting,
  seat: Seat,
  { row, column }: Readonly<Record<Seat, SeatMoves>>,
  payoffs: readonly unknown[],
  scale: number,
  place: Place,
): void {
  if (payoffs.length < row.moves.length) {
    throw faultAt(
      place,
      `the match has ${row.moves.length} turns, and ${payoffs.length} payoffs of the ${seat} seat`,
    );
  }
  row.moves.forEach((own, turn) => {
    requirePayoff(game, seat, own, column.moves[turn]!, payoffs[turn], scale, place);
  });
}

/** Turns, counted from 0, that a list names. */
function turnsIn(list: readonly unknown[], turns: number, place: Place): readonly number[] {
  return list.map((value) => {
    const turn = numberOf(value);
    if (turn !== null && Number.isSafeInteger(turn) && turn >= 0 && turn < turns) return turn;
    throw faultAt(place, `${shown(value)} is no turn of a match that has ${turns}, counted from 0`);
  });
}
