import { writeMoves } from "../core/notation.ts";
import { scoresOf, type MatchRecord } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { catalogue, findPlayer } from "../registry.ts";
import { createTournament } from "../tournament/spec.ts";
import { matchesOf } from "../tournament/schedule.ts";
import { printJson } from "./output.ts";
import { printMatch } from "./print-match.ts";

export interface PlayOptions {
  readonly game: string;
  readonly turns: number;
  readonly noise: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Plays one match at once and prints its moves. Nothing is logged. */
export async function play(row: string, column: string, options: PlayOptions): Promise<void> {
  const { game, turns, noise, seed } = options;
  const players = [...new Set([row, column])];
  const data = { game, players, turns, noise, seed, "self-play": players.length === 1 };
  const tournament = createTournament(data, catalogue, "play", () => "play");
  const pairing = { row: findPlayer(row), column: findPlayer(column) };
  const { signal } = new AbortController();
  for await (const record of playLanes(pairing.row, pairing.column, matchesOf(tournament, pairing), signal)) {
    if (options.json === true) printJson(asJson(record));
    else printMatch(record);
  }
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
