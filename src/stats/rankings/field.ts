import { stream, type Random } from "../../core/random.ts";
import type { MatchTally } from "../tally.ts";

/** A complete match, as much of it as rankings need. */
interface Meeting {
  /** Places of the two players in {@link Field.players}, the row's first; the same twice in self-play. */
  readonly row: number;
  readonly column: number;
  readonly repetition: number;
  readonly turns: number;
  /** Total payoffs. */
  readonly rowScore: number;
  readonly columnScore: number;
}

/** Who met whom, and with what result: the log, or a resample of it. */
export interface Field {
  readonly players: readonly string[];
  /** In an order that does not depend on when matches ended. */
  readonly meetings: readonly Meeting[];
  /**
   * The repetition that each meeting stands for. In a resample it is that of the meeting whose place it takes, so that
   * every repetition stays a tournament.
   */
  readonly repetitions: readonly number[];
}

/** The matches of one player in one seat with another in the other: where they stand in the field. */
interface Pairing {
  readonly row: string;
  readonly column: string;
  readonly first: number;
  readonly count: number;
  /** Whether all of its matches came out alike, so that no draw can differ. */
  readonly isSettled: boolean;
}

/**
 * The complete matches of a tournament. Aborted ones are left out.
 *
 * @throws Error where a tally names a player that is not among `players`
 */
export function fieldOf(tallies: readonly MatchTally[], players: readonly string[]): Field {
  const places = new Map(players.map((player, place) => [player, place]));
  const placeOf = (player: string): number => {
    const place = places.get(player);
    if (place === undefined)
      throw new Error(`a match has the player ${player}, who is not in the tournament`);
    return place;
  };
  const meetings = tallies
    .filter(({ status }) => status === "complete")
    .map(({ row, column, repetition }): Meeting => ({
      row: placeOf(row.player),
      column: placeOf(column.player),
      repetition,
      turns: row.turns,
      rowScore: row.score,
      columnScore: column.score,
    }));
  meetings.sort((a, b) => a.row - b.row || a.column - b.column || a.repetition - b.repetition);
  return { players, meetings, repetitions: meetings.map(({ repetition }) => repetition) };
}

/** A pairing that was played only once, of which nobody knows how much it varies; null where there is none. */
export const playedOnce = (field: Field): { readonly row: string; readonly column: string } | null =>
  pairingsOf(field).find(({ count }) => count === 1) ?? null;

/** Whether no resample can differ from the field. */
export const isAllSettled = (field: Field): boolean => pairingsOf(field).every(({ isSettled }) => isSettled);

/**
 * Draws the matches of every pairing anew, with replacement, as many as there are. A pairing that is settled stays as it
 * is. Each pairing has a stream of its own, so that its draws do not depend on who else plays.
 *
 * @param count how many resamples; each is the same object, filled anew
 */
export function* resampled(field: Field, random: Random, count: number): Generator<Field> {
  const seed = random.uint32();
  const pairings = pairingsOf(field)
    .filter(({ isSettled }) => !isSettled)
    .map((pairing) => ({ ...pairing, random: stream(seed, pairing.row, pairing.column) }));
  const meetings = [...field.meetings];
  const resample: Field = { ...field, meetings };
  for (let done = 0; done < count; done++) {
    for (const { first, count: matches, random: own } of pairings) {
      for (let at = first; at < first + matches; at++) {
        meetings[at] = field.meetings[first + own.below(matches)]!;
      }
    }
    yield resample;
  }
}

function pairingsOf({ players, meetings }: Field): Pairing[] {
  const pairings: Pairing[] = [];
  for (let first = 0; first < meetings.length;) {
    const { row, column, turns, rowScore, columnScore } = meetings[first]!;
    let count = 0;
    let isSettled = true;
    for (; first + count < meetings.length; count++) {
      const one = meetings[first + count]!;
      if (one.row !== row || one.column !== column) break;
      isSettled &&= one.turns === turns && one.rowScore === rowScore && one.columnScore === columnScore;
    }
    pairings.push({ row: players[row]!, column: players[column]!, first, count, isSettled });
    first += count;
  }
  return pairings;
}
