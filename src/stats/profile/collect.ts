import { fromColumnSeat, type Game } from "../../core/game.ts";
import { SEATS, type Seat } from "../../core/seat.ts";
import type { MatchRecord } from "../../core/trajectory.ts";
import type { Asked, Conduct } from "./conduct.ts";
import { gameKeyOf, settingKeyOf } from "./conditions.ts";
import type { ProfileRun } from "./measured.ts";
import { measureSeat } from "./measure-seat.ts";
import { seatTable, type SeatTable } from "./seat-table.ts";

/** What is known of a seat beside its moves. */
export interface SeatFacts {
  /** What the player is called in the report; it is measured if the report shows it. */
  readonly player: string;
  readonly coPlayer: string;
  /** What profiles are grouped by; null where they are not. */
  readonly group: string | null;
  /** Turns, from 0, in which the move was a fallback. */
  readonly fallbacks: readonly number[];
  /** Null where it was asked for no move. */
  readonly asked: Asked | null;
}

/** What is known of a match beside its moves. */
export interface MatchFacts extends Readonly<Record<Seat, SeatFacts>> {
  /** Whether the seed decides how it goes: the same match with the same seed is then a copy, and tells nothing new. */
  readonly isSeeded: boolean;
}

/** A player's matches in one group, as rows of the table. */
export interface Collected extends Conduct {
  /** As the moves were made, and the same matches with their fallbacks left out; equal where there were none. */
  readonly rows: readonly number[];
  readonly withoutFallbacks: readonly number[];
}

/** Matches as they are gathered, one at a time; of each a few hundred bytes stay. */
export interface Collection {
  readonly table: SeatTable;
  readonly coPlayers: readonly string[];
  readonly gameOf: (row: number) => Game;
  /** The same for rows of runs whose matches are repetitions of one another. */
  readonly settingOf: (row: number) => string;
  /** Takes note of a match. Self-play is left out. */
  add(record: MatchRecord, run: number, facts: MatchFacts): void;
  /** What there is of a player, by group. */
  of(player: string): ReadonlyMap<string | null, Collected>;
}

interface Growing {
  complete: number;
  aborted: number;
  readonly asked: Asked[];
  readonly rows: number[];
  readonly withoutFallbacks: number[];
}

/** An empty collection of matches of these runs, for profiles of these players. */
export function collection(runs: readonly ProfileRun[], players: readonly string[]): Collection {
  const table = seatTable();
  const games = gamesOf(runs);
  const settings = runs.map(settingKeyOf);
  const shown = new Map(players.map((player, i) => [player, i]));
  const collected = new Map(players.map((player) => [player, new Map<string | null, Growing>()]));
  const coPlayers: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (coPlayer: string): number => {
    const known = numbers.get(coPlayer);
    if (known !== undefined) return known;
    numbers.set(coPlayer, coPlayers.length);
    return coPlayers.push(coPlayer) - 1;
  };

  const addSeat = (
    record: MatchRecord,
    run: number,
    seat: Seat,
    { [seat]: facts, isSeeded }: MatchFacts,
  ): void => {
    const player = shown.get(facts.player);
    if (player === undefined) return;
    const groups = collected.get(facts.player)!;
    let into = groups.get(facts.group);
    if (into === undefined) {
      into = { complete: 0, aborted: 0, asked: [], rows: [], withoutFallbacks: [] };
      groups.set(facts.group, into);
    }
    if (facts.asked !== null) into.asked.push(facts.asked);
    if (record.status === "aborted") {
      into.aborted++;
      return;
    }
    into.complete++;
    const { repetition, seed } = record.match;
    const coPlayer = numberOf(facts.coPlayer);
    const { group } = facts;
    const row = { player, coPlayer, run, seat, repetition, group, seed: isSeeded ? seed : null };
    const own = record[seat];
    const moves = {
      own,
      other: record[seat === "row" ? "column" : "row"],
      game: games[run]![seat],
      isTold: runs[run]!.isTold,
      counted: null,
      fallbacks: facts.fallbacks.length,
    };
    const index = table.add(row, (out, at) => measureSeat(moves, out, at));
    into.rows.push(index);
    if (facts.fallbacks.length === 0) {
      into.withoutFallbacks.push(index);
      return;
    }
    const counted = new Uint8Array(own.length).fill(1);
    for (const turn of facts.fallbacks) if (turn < counted.length) counted[turn] = 0;
    const without = table.add(row, (out, at) => measureSeat({ ...moves, counted }, out, at));
    into.withoutFallbacks.push(without);
  };

  return {
    table,
    coPlayers,
    gameOf(row) {
      const { run, seat } = table.rows[row]!;
      return games[run]![seat];
    },
    settingOf: (row) => settings[table.rows[row]!.run]!,
    add(record, run, facts) {
      if (record.match.row === record.match.column) return;
      for (const seat of SEATS) addSeat(record, run, seat, facts);
    },
    of: (player) => collected.get(player)!,
  };
}

/** The game of each run as either seat sees it; equal games are one object. */
function gamesOf(runs: readonly ProfileRun[]): Readonly<Record<Seat, Game>>[] {
  const known = new Map<string, Game>();
  const one = (game: Game): Game => {
    const key = gameKeyOf({ game });
    const same = known.get(key) ?? game;
    known.set(key, same);
    return same;
  };
  return runs.map(({ game }) => ({ row: one(game), column: one(fromColumnSeat(game)) }));
}
