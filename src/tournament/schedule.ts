import type { TournamentPlan } from "../core/events.ts";
import { isSymmetric } from "../core/game.ts";
import type { Player } from "../core/player.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import { turnsOf } from "../match/length.ts";
import type { Tournament } from "./spec.ts";

/** Two players who meet, and in which seats. */
export interface Pairing {
  readonly row: Player;
  readonly column: Player;
}

/**
 * Everyone who meets anyone. In a symmetric game each pair meets once, the id that sorts first in the row seat, so that
 * the order of the file changes no match; in an asymmetric one it meets in both seat orders.
 */
export function pairings({ players, focal, selfPlay, game }: Tournament): Pairing[] {
  const bothOrders = !isSymmetric(game);
  const meet = (a: Player, b: Player): Pairing[] => {
    const [row, column] = a.id <= b.id ? [a, b] : [b, a];
    return bothOrders && a !== b
      ? [
          { row, column },
          { row: column, column: row },
        ]
      : [{ row, column }];
  };
  return players.flatMap((a, i) =>
    players.slice(selfPlay ? i : i + 1).flatMap((b) => {
      const meets = focal === null || focal.has(a.id) !== focal.has(b.id);
      return meets ? meet(a, b) : [];
    }),
  );
}

/** The matches of one pairing, repetition by repetition, each with its length already drawn. */
export function matchesOf(tournament: Tournament, { row, column }: Pairing): MatchSpec[] {
  const { seed, game, noise, told, talk, repetitions } = tournament;
  const talking = talk === null ? {} : { talk };
  const matches: MatchSpec[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const turns = turnsIn(tournament, row, column, repetition);
    matches.push({
      seed,
      row: row.id,
      column: column.id,
      repetition,
      game,
      turns,
      noise,
      told,
      ...talking,
    });
  }
  return matches;
}

function turnsIn({ seed, length, cap }: Tournament, row: Player, column: Player, repetition: number): number {
  return turnsOf(length, cap, { seed, row: row.id, column: column.id, repetition });
}

/** What a tournament amounts to, before it is played. */
export function planOf(tournament: Tournament): TournamentPlan {
  const { name, game, players, repetitions } = tournament;
  const pairs = pairings(tournament);
  const matches = pairs.length * repetitions;
  const turns = totalTurns(tournament, pairs);
  return { name, game, players: players.map(({ id }) => id), repetitions, matches, turns };
}

function totalTurns(tournament: Tournament, pairs: readonly Pairing[]): number {
  const { length, cap, repetitions } = tournament;
  if ("turns" in length) return pairs.length * repetitions * Math.min(length.turns, cap);
  let turns = 0;
  for (const { row, column } of pairs) {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      turns += turnsIn(tournament, row, column, repetition);
    }
  }
  return turns;
}
