import { writeMoves } from "../core/notation.ts";
import { scoresOf, type MatchRecord } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { catalogue, findPlayer } from "../registry.ts";
import { createTournament } from "../tournament/spec.ts";
import { matchesOf } from "../tournament/schedule.ts";
import { FAILED } from "./terminal/failure.ts";
import { printJson } from "./terminal/output.ts";
import { printMatch } from "./terminal/print-match.ts";

export interface PlayOptions {
  readonly game: string;
  readonly turns: number;
  readonly noise: number;
  readonly seed: number;
  readonly json?: boolean;
}

/**
 * Plays one match at once and prints its moves. Nothing is logged.
 *
 * @returns the exit code: 0 only where the match is complete
 */
export async function play(row: string, column: string, options: PlayOptions): Promise<number> {
  const { game, turns, noise, seed } = options;
  const pairing = { row: findPlayer(row), column: findPlayer(column) };
  const players = [...new Set([pairing.row.id, pairing.column.id])];
  const data = { game, players, turns, noise, seed, "self-play": players.length === 1 };
  const tournament = createTournament(data, catalogue, "play", () => "coplay play");
  const { signal } = new AbortController();
  for await (const record of playLanes(pairing.row, pairing.column, matchesOf(tournament, pairing), signal)) {
    if (options.json === true) printJson(asJson(record));
    else printMatch(record);
    if (record.status === "complete") return 0;
  }
  return FAILED;
}

function asJson(record: MatchRecord): object {
  const { match, row, column, trembles } = record;
  return {
    row: match.row,
    column: match.column,
    game: match.game.id,
    turns: match.turns,
    noise: match.noise,
    seed: match.seed,
    moves: {
      row: writeMoves(match.game, row, trembles.row),
      column: writeMoves(match.game, column, trembles.column),
    },
    scores: scoresOf(record),
    status: record.status,
  };
}
