/** A stretch of a match: turns counted from 1, both ends included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The stretches in which matches are summed up; null where they are too short to have one. */
export interface Windows {
  readonly whole: Window;
  /** When little is known of the co-player, after a first move that nothing can inform: turns 2 to 6. */
  readonly head: Window | null;
  /** When it is known and the end is not near: from 60 to 90 hundredths of the match. */
  readonly tail: Window | null;
  /** The last five turns, in which whoever counts may stop to care. */
  readonly end: Window | null;
}

/** The windows of matches of so many turns. They are there where head and tail do not overlap, from 12 turns on. */
export function windowsOf(turns: number): Windows {
  const whole = { from: 1, to: turns };
  const head = { from: 2, to: 6 };
  const tail = { from: Math.round(0.6 * turns), to: Math.round(0.9 * turns) };
  if (tail.from <= head.to) return { whole, head: null, tail: null, end: null };
  return { whole, head, tail, end: { from: turns - 4, to: turns } };
}

/** The sum over a window of figures by turn. */
export function sumOver(byTurn: ArrayLike<number>, { from, to }: Window): number {
  let sum = 0;
  for (let turn = from - 1; turn < to; turn++) sum += byTurn[turn]!;
  return sum;
}

/** The mean over a window of figures by turn; null of none, and where they do not reach to its end. */
export const meanOver = (byTurn: ArrayLike<number>, window: Window | null): number | null =>
  window === null || window.to > byTurn.length
    ? null
    : sumOver(byTurn, window) / (window.to - window.from + 1);
