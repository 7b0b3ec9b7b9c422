import type { AbortReason } from "../core/abort.ts";
import { SEATS, type Seat } from "../core/seat.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import { textOf, type Layout } from "./layout.ts";
import { MAX_TURNS, type SeatMoves } from "./moves.ts";
import type { ImportedPlayer, ReadPlayer } from "./players.ts";
import { numberOf, type Setting } from "./setting.ts";

/** A match of a file. */
export interface ImportedMatch {
  readonly place: Place;
  readonly setting: Setting;
  readonly players: Readonly<Record<Seat, ImportedPlayer>>;
  readonly moves: Readonly<Record<Seat, SeatMoves>>;
  readonly plannedTurns: number;
  /** Null where the file does not say which of the pairing's it is. */
  readonly repetition: number | null;
  readonly reason: AbortReason | null;
}

/** What rows have told of a match. */
export interface ReadMatch {
  readonly place: Place;
  /** Of its first row. */
  readonly values: readonly unknown[];
  readonly setting: Setting;
  readonly moves: Readonly<Record<Seat, SeatMoves>>;
  readonly reason: AbortReason | null;
}

/**
 * Completes a match whose moves are all read.
 *
 * @throws SpecError for one that has no moves, or more than were planned
 */
export function completedMatch(read: ReadMatch, layout: Layout, readPlayer: ReadPlayer): ImportedMatch {
  const { place, values, setting, moves } = read;
  const turns = moves.row.moves.length;
  const planned =
    layout.plannedTurns === null ? Math.max(turns, 1) : plannedIn(values[layout.plannedTurns], place);
  if (turns > planned) throw faultAt(place, `the match has ${turns} turns, and ${planned} were planned`);
  if (planned > MAX_TURNS) throw faultAt(place, `the match has more than ${MAX_TURNS} turns`);
  const isCut = layout.plannedTurns !== null && turns < planned;
  const cut = isCut ? { code: "incomplete", detail: `${turns} of ${planned} turns are there` } : null;
  const reason = read.reason ?? cut;
  if (turns === 0 && reason === null) throw faultAt(place, "the match has no turns");
  const players = {
    row: readPlayer(layout.seats.row, values, place),
    column: readPlayer(layout.seats.column, values, place),
  };
  for (const seat of SEATS) {
    requireNoTremble(setting, moves[seat], place);
    // A pattern may find the words of a fallback in what strategies say, too.
    const isFlagged = layout.seats[seat].fallbacks?.pattern === null && moves[seat].fallbacks.length > 0;
    if (isFlagged && players[seat].kind !== "agent") {
      throw faultAt(
        place,
        `a move of ${players[seat].id} was a fallback, and the mapping has it as a ${players[seat].kind}`,
        "Only agents have fallbacks: say `kind: agent`, or which players are agents under `players`.",
      );
    }
  }
  return {
    place,
    setting,
    players,
    moves,
    plannedTurns: planned,
    repetition: layout.repetition === null ? null : repetitionIn(layout.repetition, values, place),
    reason,
  };
}

/** Why a match was aborted, as far as a row says so; null where it says that it was not. */
export function reasonIn({ status, reason }: Layout, values: readonly unknown[]): AbortReason | null {
  if (status === null) return null;
  const text = textOf(values[status.at]);
  if (status.complete.has(text)) return null;
  const codeAt = reason?.code ?? null;
  const code = codeAt === null ? text : textOf(values[codeAt]);
  const detail = reason === null ? text : textOf(values[reason.detail]);
  return { code: code === "" ? "aborted" : code, detail };
}

function requireNoTremble({ noise }: Setting, { trembles }: SeatMoves, place: Place): void {
  if (noise > 0 || trembles.length === 0) return;
  throw faultAt(
    place,
    "a move was flipped, and the mapping says that there was no noise",
    "Say with which chance moves were flipped: noise: 0.05, or --noise 0.05.",
  );
}

function plannedIn(value: unknown, place: Place): number {
  const planned = numberOf(value);
  if (planned !== null && Number.isSafeInteger(planned) && planned >= 1) return planned;
  throw faultAt(place, `${shown(value)} is no number of planned turns`);
}

function repetitionIn(
  { at, from }: NonNullable<Layout["repetition"]>,
  values: readonly unknown[],
  place: Place,
): number {
  const number = numberOf(values[at]);
  if (number !== null && Number.isSafeInteger(number) && number >= from) return number - from;
  throw faultAt(
    place,
    `${shown(values[at])} is no repetition counted from ${from}`,
    "`repetition: {column: …, from: 0}` says from where the file counts.",
  );
}
