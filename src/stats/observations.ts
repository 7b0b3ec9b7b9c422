import type { SeatTally } from "./tally.ts";

/** What a bootstrap draws as one: a match, or one match that was logged many times. */
export interface Observation {
  readonly seat: SeatTally;
  /** How many matches of the log it stands for, so that sums over observations are sums over matches. */
  readonly copies: number;
}

/**
 * The observations in a player's matches. A pairing (the same co-player, in the same seat) is settled where all its
 * repetitions came out alike, in turns, scores, outcomes and replies: it is one match, however often it was logged, and
 * is drawn as one observation of so many copies. Every other match is an observation of its own. Repetitions left to
 * chance that happen to come out alike are taken for settled too, which errs towards a wide interval.
 *
 * So an interval over observations says how a mean would vary with other matches like these: with other co-players in
 * so far as pairings are settled, and with other luck in so far as they are not. To repeat what is settled adds nothing
 * to it; to repeat what is left to chance narrows it.
 */
export function observationsOf(seats: readonly SeatTally[]): Observation[] {
  const pairings = new Map<string, SeatTally[]>();
  for (const seat of seats) {
    const key = `${seat.seat} ${seat.coPlayer}`;
    const pairing = pairings.get(key);
    if (pairing === undefined) pairings.set(key, [seat]);
    else pairing.push(seat);
  }
  return [...pairings.values()].flatMap((pairing) => {
    const [first] = pairing;
    if (first === undefined) return [];
    return pairing.every((seat) => areAlike(seat, first))
      ? [{ seat: first, copies: pairing.length }]
      : pairing.map((seat) => ({ seat, copies: 1 }));
  });
}

const areAlike = (a: SeatTally, b: SeatTally): boolean =>
  a.turns === b.turns &&
  a.score === b.score &&
  a.coPlayerScore === b.coPlayerScore &&
  areEqual(a.outcomes, b.outcomes) &&
  areEqual(a.replies, b.replies);

const areEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
