import { SpecError } from "../core/errors.ts";
import { writeMoves } from "../core/notation.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { describeCall, type Paragraph } from "../report/call.ts";
import { decisionColumns, decisionsOf, moveOf } from "../report/decisions.ts";
import { NONE } from "../report/number.ts";
import { wrapped } from "../report/wrap.ts";
import { openStore } from "../store/open.ts";
import { note, print, printJson, printTable, terminalWidth } from "./terminal/output.ts";
import { printMatch } from "./terminal/print-match.ts";

export interface ShowOptions {
  readonly db: string;
  readonly json?: boolean;
  /** Only this turn, and everything that is behind it; counts from 1. */
  readonly turn?: number;
  /** Calls as they went over the wire; of all turns, unless one is named. */
  readonly raw?: boolean;
}

const SEATS = ["row", "column"] as const;

/** What stands before each line of what was asked and answered. */
const QUOTED = "  ";

/**
 * Prints one match of the log: move by move, or what is behind them.
 *
 * @throws SpecError where the log has no such match, or the match no such turn
 */
export function show(id: number, { db, json = false, turn: asked, raw = false }: ShowOptions): void {
  using store = openStore(db, { mode: "read" });
  const match = store.match(id);
  if (match === null) {
    throw new SpecError(`there is no match ${id}`, {
      place: db,
      hint: "`coplay matches` lists them.",
    });
  }
  const { record, ...summary } = match;
  const turn = asked === undefined ? null : asked - 1;
  const last = turnsTold(record);
  if (turn !== null && turn >= last) {
    throw new SpecError(`match ${id} has no turn ${asked}`, { place: db, hint: `It has ${last}.` });
  }
  if (json) {
    printJson({ ...summary, game: record.match.game.id, ...contentsOf(record, turn) });
    return;
  }
  print(
    `match ${id}, repetition ${summary.repetition + 1}, ${record.match.game.id}, ${summary.status}`,
    "bold",
  );
  if (summary.reason !== null) print(`${summary.reason.code}: ${summary.reason.detail}`);
  if (turn !== null) printTurn(record, turn, raw);
  else if (raw) for (let each = 0; each < last; each++) printTurn(record, each, raw);
  else {
    print();
    printMatch(record);
    printDecisions(id, record);
  }
}

/** Turns of which something is known: those that were complete, and one more where it was begun. */
function turnsTold({ row, calls = [], messages = [] }: MatchRecord): number {
  const begun = (at: number, { turn }: { readonly turn: number }): number => Math.max(at, turn + 1);
  return messages.reduce(begun, calls.reduce(begun, row.length));
}

/** The moves, calls and messages of a match, or of one turn of it. */
function contentsOf(record: MatchRecord, turn: number | null): object {
  const { match, row, column, trembles, calls = [], messages = [] } = record;
  if (turn === null) {
    const moves = {
      row: writeMoves(match.game, row, trembles.row),
      column: writeMoves(match.game, column, trembles.column),
    };
    return { moves, calls, messages };
  }
  const isOfTurn = (one: { readonly turn: number }): boolean => one.turn === turn;
  const moves = { row: moveOf(record, "row", turn), column: moveOf(record, "column", turn) };
  return { turn: turn + 1, moves, calls: calls.filter(isOfTurn), messages: messages.filter(isOfTurn) };
}

function printDecisions(id: number, record: MatchRecord): void {
  const decisions = decisionsOf(record);
  if (decisions.length === 0) return;
  print();
  printTable(decisionColumns, decisions);
  note(
    `coplay show ${id} --turn 1 prints what is behind a turn: prompt, reply, reasoning; --raw as it was sent`,
  );
}

function printTurn(record: MatchRecord, turn: number, raw: boolean): void {
  const { match, trembles, calls = [], messages = [] } = record;
  print();
  print(`turn ${turn + 1}`, "bold");
  for (const seat of SEATS) {
    const flipped = trembles[seat][turn] === 1 ? ", flipped by noise" : "";
    print(`${seat.padEnd(6)} ${moveOf(record, seat, turn) ?? NONE}  ${match[seat]}${flipped}`);
  }
  for (const { seat, text, ...said } of messages) {
    if (said.turn === turn) print(`${seat.padEnd(6)} says: ${text}`);
  }
  for (const seat of SEATS) {
    const own = calls.filter((call) => call.turn === turn && call.seat === seat);
    own.forEach((call, i) => {
      const before = own[i - 1];
      const detail = { raw, before: before?.purpose === call.purpose ? before : undefined };
      print();
      print(`${seat}: ${match[seat]}`, "dim");
      for (const paragraph of describeCall(call, match.game, detail)) printParagraph(paragraph);
    });
  }
}

function printParagraph({ text, style }: Paragraph): void {
  if (style !== "quotation") {
    print(text, style);
    return;
  }
  const width = (terminalWidth() ?? Infinity) - QUOTED.length;
  for (const line of wrapped(text, width)) print(`${QUOTED}${line}`);
}
