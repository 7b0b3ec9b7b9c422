import { writeMoves } from "../core/notation.ts";
import { scoresOf, type MatchRecord } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { Switchboard } from "../llm/switchboard.ts";
import { createTournament } from "../tournament/spec.ts";
import { matchesOf } from "../tournament/schedule.ts";
import { openDesk } from "./desk.ts";
import { exitCodeAfter, FAILED } from "./terminal/failure.ts";
import { onStopSignal } from "./terminal/signals.ts";
import { note, print, printJson } from "./terminal/output.ts";
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
  const { catalogue, connect } = openDesk();
  const pairing = { row: catalogue.player(row), column: catalogue.player(column) };
  const players = [...new Set([pairing.row.id, pairing.column.id])];
  const data = { game, players, turns, noise, seed, "self-play": players.length === 1 };
  const tournament = createTournament(data, catalogue, "play", () => "coplay play");
  for (const player of tournament.players) if (player.kind === "agent") player.requireReady?.();
  using switchboard = new Switchboard({ now: Date.now });
  connect(switchboard.under(tournament.conditions));
  const stop = new AbortController();
  let code = FAILED;
  using _ = onStopSignal((signal) => {
    note("stopping; Ctrl-C again stops at once");
    code = exitCodeAfter(signal);
    stop.abort();
  });
  const playing = playLanes(pairing.row, pairing.column, matchesOf(tournament, pairing), stop.signal);
  for await (const record of playing) {
    if (options.json === true) printJson(asJson(record));
    else {
      if (record.reason !== undefined) print(`aborted, ${record.reason.code}: ${record.reason.detail}`);
      printMatch(record);
    }
    if (record.status === "complete") return 0;
  }
  return code;
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
    ...(record.reason === undefined ? {} : { reason: record.reason }),
    ...(record.calls === undefined ? {} : { calls: record.calls }),
  };
}
