import type { Seat } from "../core/seat.ts";

/** Repetitions in which a player sits in one seat. */
export interface Half {
  readonly seat: Seat;
  /** The first repetition, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Half of a pairing's matches in either seat: the first ones in the row seat, one more of them where they are odd. */
export function halvesOf(matches: number): readonly [Half, Half] {
  const half = Math.ceil(matches / 2);
  return [
    { seat: "row", from: 0, to: half },
    { seat: "column", from: half, to: matches },
  ];
}
