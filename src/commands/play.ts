import { isSymmetric } from "../core/game.ts";
import { writeMoves } from "../core/notation.ts";
import { scoresOf, type MatchRecord } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { findGame, findPlayer } from "../registry.ts";
import { decimals } from "../report/number.ts";
import { fitted, widthOf } from "../report/text.ts";
import { createTournament } from "../tournament/spec.ts";
import { matchesOf } from "../tournament/schedule.ts";
import { bold, faint, print, printJson, terminalWidth } from "./output.ts";

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
  const tournament = createTournament(data, { player: findPlayer, game: findGame }, "play", () => "play");
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

/** Prints a match: both words of moves, folded under one another, then the scores. */
export function printMatch(record: MatchRecord): void {
  const { match, row, column, trembles } = record;
  const words = [
    writeMoves(match.game, row, trembles.row),
    writeMoves(match.game, column, trembles.column),
  ] as const;
  const names = [match.row, match.column] as const;
  const label = Math.min(24, Math.max(...names.map(widthOf)));
  const perLine = Math.max(10, Math.floor(((terminalWidth() ?? 100) - label - 2) / 10) * 10);
  for (let from = 0; from < row.length; from += perLine) {
    if (from > 0) print();
    print(faint(`${" ".repeat(label)}  turn ${from + 1}`));
    names.forEach((name, seat) =>
      print(`${bold(fitted(name, label))}  ${words[seat]!.slice(from, from + perLine)}`),
    );
  }
  const scores = scoresOf(record);
  const perTurn = (score: number): string => decimals(row.length === 0 ? null : score / row.length, 3);
  print();
  print(`score     ${scores.row} : ${scores.column}`);
  print(`per turn  ${perTurn(scores.row)} : ${perTurn(scores.column)}`);
  if (match.noise > 0) print(faint("A lower-case letter is a move that noise flipped."));
  if (!isSymmetric(match.game))
    print(faint(`${match.game.id} is asymmetric: ${match.row} sits in the row seat.`));
}
