import { dilemma, type Game } from "../../src/core/game.ts";
import { NO_TREMBLES, type MatchRecord } from "../../src/core/trajectory.ts";
import { tally, type MatchTally } from "../../src/stats/tally.ts";

export const prisonersDilemma = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, "Axelrod1984");

interface Options {
  readonly game?: Game;
  readonly repetition?: number;
  /** Makes it a match that was aborted for this reason. */
  readonly aborted?: string;
}

/** A match written down as two words of moves: `record("a CCD", "b DDD")`. */
export function record(row: string, column: string, options: Options = {}): MatchRecord {
  const { game = prisonersDilemma, repetition = 0, aborted } = options;
  const [rowId = "", rowMoves = ""] = row.split(" ");
  const [columnId = "", columnMoves = ""] = column.split(" ");
  const moves = (word: string): Uint8Array =>
    Uint8Array.from(word, (symbol) => game.actions.findIndex((action) => action.symbol === symbol));
  const told = { game, noise: 0, horizon: "unknown" } as const;
  const turns = Math.max(1, rowMoves.length);
  return {
    match: { seed: 0, row: rowId, column: columnId, repetition, game, turns, noise: 0, told },
    row: moves(rowMoves),
    column: moves(columnMoves),
    trembles: NO_TREMBLES,
    ...(aborted === undefined
      ? { status: "complete" }
      : { status: "aborted", reason: { code: aborted, detail: "" } }),
  };
}

/** The tally of {@link record}. */
export const tallied = (row: string, column: string, options: Options = {}): MatchTally =>
  tally(record(row, column, options));
