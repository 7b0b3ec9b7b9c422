import type { Field } from "./field.ts";

/**
 * The game behind the tournament: a player of it sends one of the tournament's players, and gets what that one gets per
 * turn.
 */
export interface MetaGame {
  /** Places in the field of those who are in it. */
  readonly players: readonly number[];
  /** Payoff per turn of the row's player, all turns counting the same; n × n, on the diagonal that of self-play. */
  readonly payoff: readonly Float64Array[];
}

/**
 * The meta-game among those who met anyone but themselves. Nothing is filled in for matches that are not there.
 *
 * @param needsSelfPlay whether the diagonal matters; it is 0 where it does not
 * @returns why there is none: which match is missing
 */
export function metaGame({ players, meetings }: Field, needsSelfPlay: boolean): MetaGame | string {
  const met = new Set(meetings.flatMap(({ row, column }) => (row === column ? [] : [row, column])));
  const there = [...players.keys()].filter((player) => met.has(player));
  if (there.length < 2) return "needs a complete match between two players";
  const places = new Map(there.map((player, place) => [player, place]));
  const n = there.length;
  const scores = there.map(() => new Float64Array(n));
  const turns = there.map(() => new Float64Array(n));
  for (const meeting of meetings) {
    const i = places.get(meeting.row);
    const j = places.get(meeting.column);
    if (i === undefined || j === undefined) continue;
    scores[i]![j]! += meeting.rowScore;
    scores[j]![i]! += meeting.columnScore;
    turns[i]![j]! += meeting.turns;
    turns[j]![i]! += meeting.turns;
  }
  for (let i = 0; i < n; i++) {
    const own = players[there[i]!]!;
    for (let j = 0; j < n; j++) {
      if (turns[i]![j]! > 0) scores[i]![j]! /= turns[i]![j]!;
      else if (i !== j) return `needs a match of every pair, and ${own} has none with ${players[there[j]!]!}`;
      else if (needsSelfPlay)
        return `needs self-play, and ${own} has none (self-play: true in the tournament)`;
    }
  }
  return { players: there, payoff: scores };
}

/** Spreads figures of those in the game over all players of the field: null for the others. */
export function spread(field: Field, game: MetaGame, figures: ArrayLike<number>): (number | null)[] {
  const values = new Array<number | null>(field.players.length).fill(null);
  game.players.forEach((player, place) => (values[player] = figures[place]!));
  return values;
}
