/*
 * Records on their way between threads. Hundreds of small arrays are slow to clone; one buffer that changes hands is
 * not. So the moves of a batch travel end to end in one array, and the receiver cuts views out of it.
 */
import { NO_TREMBLES, type MatchRecord, type MatchSpec } from "../core/trajectory.ts";

/** What a worker is asked to play: matches between strategies; repetitions of a pairing stand together. */
export interface WorkerTask {
  readonly matches: readonly MatchSpec[];
}

/**
 * The moves of a batch of complete matches, in the order of their specs, which the receiver has. Per match: row moves,
 * column moves, and, where the match is noisy, row trembles and column trembles.
 */
export type PackedMoves = Uint8Array<ArrayBuffer>;

const arraysOf = (match: MatchSpec): number => (match.noise > 0 ? 4 : 2);

/** Packs complete records without calls or messages, as classic matches are. */
export function pack(records: readonly MatchRecord[]): PackedMoves {
  const length = records.reduce((sum, { match }) => sum + arraysOf(match) * match.turns, 0);
  const moves = new Uint8Array(length);
  let at = 0;
  for (const { match, row, column, trembles } of records) {
    const arrays = match.noise > 0 ? [row, column, trembles.row, trembles.column] : [row, column];
    for (const array of arrays) {
      moves.set(array, at);
      at += match.turns;
    }
  }
  return moves;
}

/** The records that were packed, as views into the one buffer. */
export function unpack(moves: PackedMoves, matches: readonly MatchSpec[]): MatchRecord[] {
  let at = 0;
  return matches.map((match) => {
    const cut = (): Uint8Array => moves.subarray(at, (at += match.turns));
    const row = cut();
    const column = cut();
    const trembles = match.noise > 0 ? { row: cut(), column: cut() } : NO_TREMBLES;
    return { match, row, column, trembles, status: "complete" };
  });
}
