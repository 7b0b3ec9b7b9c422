import type { Game } from "../core/game.ts";
import { NO_TREMBLES, type TrembleSet } from "../core/trajectory.ts";

/** How the moves of one seat stand in the log: one letter a turn. */
export interface Letters {
  /**
   * The symbols of the actions; lower case where noise flipped the move. In a game of more than two actions the
   * letter says what was played, not what was meant.
   *
   * @param flags a 1 for every trembled turn; empty where there was no noise
   */
  write(moves: Uint8Array, flags: Uint8Array): string;
  /** @returns the realised actions; null where a letter is none of the game's symbols */
  readMoves(text: string): Uint8Array | null;
  /** A 1 for every lower-case letter. */
  readFlags(text: string): Uint8Array;
}

/** The bit that tells a lower-case letter of ASCII from its upper case. */
const LOWER_CASE = 0x20;
const UNKNOWN = 0xff;

/* Letters pass through one buffer that is kept: no string is built letter by letter. */
let scratch = Buffer.alloc(1024);

function scratchOf(length: number): Buffer {
  if (scratch.length < length) scratch = Buffer.alloc(2 * length);
  return scratch;
}

/** The letters of a game. */
export function lettersOf(game: Game): Letters {
  const codes = Uint8Array.from(game.actions, ({ symbol }) => symbol.charCodeAt(0));
  const actions = new Uint8Array(256).fill(UNKNOWN);
  codes.forEach((code, action) => (actions[code] = actions[code | LOWER_CASE] = action));

  const write = (moves: Uint8Array, flags: Uint8Array): string => {
    const turns = moves.length;
    const buffer = scratchOf(turns);
    for (let turn = 0; turn < turns; turn++) buffer[turn] = codes[moves[turn]!]!;
    for (let turn = 0; turn < flags.length; turn++) buffer[turn]! |= flags[turn]! * LOWER_CASE;
    return buffer.toString("latin1", 0, turns);
  };

  const readMoves = (text: string): Uint8Array | null => {
    const buffer = scratchOf(text.length);
    buffer.write(text, "latin1");
    const moves = new Uint8Array(text.length);
    for (let turn = 0; turn < moves.length; turn++) moves[turn] = actions[buffer[turn]!]!;
    return moves.includes(UNKNOWN) ? null : moves;
  };

  const readFlags = (text: string): Uint8Array => {
    const buffer = scratchOf(text.length);
    buffer.write(text, "latin1");
    const flags = new Uint8Array(text.length);
    for (let turn = 0; turn < flags.length; turn++) flags[turn] = (buffer[turn]! & LOWER_CASE) / LOWER_CASE;
    return flags;
  };

  return { write, readMoves, readFlags };
}

/** The tremble flags of both seats, or none at all where the run has no noise. */
export function readTrembles(letters: Letters, noise: number, row: string, column: string): TrembleSet {
  return noise > 0 ? { row: letters.readFlags(row), column: letters.readFlags(column) } : NO_TREMBLES;
}
