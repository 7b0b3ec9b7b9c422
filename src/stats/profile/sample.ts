import type { Game } from "../../core/game.ts";
import type { Collection } from "./collect.ts";
import { areAlike, type SeatTable } from "./seat-table.ts";

/** A player's matches in one profile, as the bootstrap sees them. */
export interface Sample {
  readonly table: SeatTable;
  /** A row for each observation, in an order that does not depend on the log's. */
  readonly rows: readonly number[];
  /** The matches of the log that each stands for: they are alike, but may be of different runs, games and languages. */
  readonly members: readonly (readonly number[])[];
  /** How many these are. */
  readonly copies: readonly number[];
  /** Every match: the rows, pairing by pairing. */
  readonly pairings: readonly (readonly number[])[];
  /** The games that were played, each once, as the seat saw them. */
  readonly games: readonly Game[];
}

/**
 * Makes a sample of rows. Who meets a co-player in a seat under one setting (game, horizon, factors) is settled where all
 * repetitions, in whatever runs, have the same features: they are one match, however often it was logged, and are drawn
 * as one observation of so many copies. A single match is taken for settled where the seed decides it; of an agent it
 * does not say. What is settled alike under several settings is one observation, too, and so are matches that the same
 * seed decided in several runs, such as when a tournament was played twice. Every other match is an observation of its
 * own.
 */
export function sampleOf(
  { table, coPlayers, gameOf, settingOf }: Pick<Collection, "table" | "coPlayers" | "gameOf" | "settingOf">,
  rows: readonly number[],
): Sample {
  const pairings = pairingsOf(table, rows, coPlayers);
  const members: number[][] = [];
  const known = new Map<string, number[][]>();
  const observe = (own: readonly number[], key: string): void => {
    const alike = known.get(key) ?? [];
    const same = alike.find(([other]) => areAlike(table, other!, own[0]!));
    if (same !== undefined) {
      for (const row of own) same.push(row);
      return;
    }
    const observation = [...own];
    members.push(observation);
    known.set(key, [...alike, observation]);
  };
  const hasSeveralRuns = new Set(pairings.map(([row]) => table.rows[row!]!.run)).size > 1;
  const repeated = new Map<string, number[]>();
  for (const pairing of pairings) {
    const { coPlayer, seat } = table.rows[pairing[0]!]!;
    const key = `${seat} ${coPlayer} ${settingOf(pairing[0]!)}`;
    const before = repeated.get(key);
    if (before === undefined) repeated.set(key, [...pairing]);
    else for (const row of pairing) before.push(row);
  }
  for (const repetitions of repeated.values()) {
    const first = repetitions[0]!;
    const { coPlayer, seat, seed: decidedBy } = table.rows[first]!;
    const isSettled = repetitions.every((row) => areAlike(table, row, first));
    if (isSettled && (repetitions.length > 1 || decidedBy !== null)) {
      observe(repetitions, `${seat} ${coPlayer}`);
      continue;
    }
    for (const row of repetitions) {
      const { seed, repetition } = table.rows[row]!;
      if (hasSeveralRuns && seed !== null) observe([row], `${seat} ${coPlayer} ${seed} ${repetition}`);
      else members.push([row]);
    }
  }
  const games = new Set<Game>();
  for (const pairing of pairings) games.add(gameOf(pairing[0]!));
  return {
    table,
    rows: members.map(([row]) => row!),
    members,
    copies: members.map(({ length }) => length),
    pairings,
    games: [...games],
  };
}

/** Rows by run, co-player and seat, in this order, each by repetition. */
function pairingsOf(table: SeatTable, rows: readonly number[], coPlayers: readonly string[]): number[][] {
  const place = new Map<number, number>();
  [...coPlayers.keys()]
    .sort((a, b) => (coPlayers[a]! < coPlayers[b]! ? -1 : 1))
    .forEach((coPlayer, at) => place.set(coPlayer, at));
  const pairings = new Map<number, Map<string, number[]>>();
  for (const row of rows) {
    const { run, coPlayer, seat } = table.rows[row]!;
    const key = run * coPlayers.length + place.get(coPlayer)!;
    let bySeat = pairings.get(key);
    if (bySeat === undefined) pairings.set(key, (bySeat = new Map<string, number[]>()));
    const pairing = bySeat.get(seat);
    if (pairing === undefined) bySeat.set(seat, [row]);
    else pairing.push(row);
  }
  const byRepetition = (a: number, b: number): number =>
    table.rows[a]!.repetition - table.rows[b]!.repetition;
  return [...pairings.keys()]
    .sort((a, b) => a - b)
    .flatMap((key) => ["row", "column"].flatMap((seat) => bySeatOf(pairings.get(key)!, seat)))
    .map((pairing) => pairing.sort(byRepetition));
}

const bySeatOf = (bySeat: ReadonlyMap<string, number[]>, seat: string): number[][] => {
  const pairing = bySeat.get(seat);
  return pairing === undefined ? [] : [pairing];
};
