import type { MatchRecord } from "../core/trajectory.ts";
import type { MatchId } from "./append.ts";
import type { Connection } from "./driver.ts";
import type { Frame } from "./frame.ts";

/** The matches of one kind that two players had in these seats. */
export interface PairingCount {
  /** Player ids. */
  readonly row: string;
  readonly column: string;
  readonly status: MatchRecord["status"];
  readonly matches: number;
  /** Turns that were complete, of all these matches together. */
  readonly turns: number;
  /** Turns of the longest of them. */
  readonly longest: number;
}

interface PairingRow extends Omit<PairingCount, "row" | "column"> {
  readonly row: number;
  readonly column: number;
}

/** How much there is of every pairing of a run, in the tournament's order: no match is read into memory. */
export const selectPairings = (connection: Connection, { run, players }: Frame): PairingCount[] =>
  connection
    .prepare<[number], PairingRow>(
      `SELECT row, "column", status, count(*) AS matches, sum(turns) AS turns, max(turns) AS longest
       FROM "match" WHERE run = ? GROUP BY row, "column", status ORDER BY row, "column", status`,
    )
    .all(run)
    .map((pairing) => ({ ...pairing, row: players[pairing.row]!, column: players[pairing.column]! }));

/** A match without its moves. */
export interface MatchEntry {
  readonly id: MatchId;
  /** Player ids. */
  readonly row: string;
  readonly column: string;
  /** Counts from 0. */
  readonly repetition: number;
  readonly status: MatchRecord["status"];
  readonly turns: number;
}

/** A match's place among its run's. */
export interface EntryPlace {
  readonly row: number;
  readonly column: number;
  readonly repetition: number;
}

/** Before the first. */
export const BEFORE_ALL: EntryPlace = { row: -1, column: 0, repetition: 0 };

/**
 * The matches of a run after a place, by row, column and repetition: an order that does not depend on the order in which
 * they were played. Their places are told by position.
 */
export const selectEntries = (
  connection: Connection,
  { run, players }: Frame,
  after: EntryPlace,
  limit: number,
): readonly (readonly [EntryPlace, MatchEntry])[] =>
  connection
    .prepare<[EntryPlace & { run: number; limit: number }], EntryPlace & Omit<MatchEntry, "row" | "column">>(
      `SELECT id, row, "column", repetition, status, turns FROM "match"
       WHERE run = @run AND (row, "column", repetition) > (@row, @column, @repetition)
       ORDER BY row, "column", repetition LIMIT @limit`,
    )
    .all({ run, limit, ...after })
    .map((entry) => [entry, { ...entry, row: players[entry.row]!, column: players[entry.column]! }]);
