import type { TournamentEvent } from "./core/events.ts";
import type { Game } from "./core/game.ts";
import type { Player } from "./core/player.ts";
import type { RawValue } from "./core/player-id.ts";
import type { StrategyEntry } from "./core/strategy.ts";
import { catalogue } from "./registry.ts";
import { openRun, type LogOptions } from "./run-log.ts";
import { standings, standingsStream, type Standing } from "./stats/standings.ts";
import { tally, type MatchTally } from "./stats/tally.ts";
import { runTournament } from "./tournament/run.ts";
import type { Store } from "./store/store.ts";
import type { TournamentData } from "./tournament/schema.ts";
import { createTournament, type Tournament } from "./tournament/spec.ts";

/** A player in code: an id, an object with an id and its parameters, or a strategy of your own. */
export type PlayerInCode =
  string | { readonly id: string; readonly [parameter: string]: RawValue } | StrategyEntry | Player;

/** A tournament file's keys, with players that may be code. */
export type TournamentInCode = Omit<TournamentData, "players" | "versus" | "game"> & {
  /** A game's id, an object with id and parameters, a payoff matrix, or a game made in code. */
  readonly game?: NonNullable<TournamentData["game"]> | Game;
  readonly players: "all" | readonly PlayerInCode[];
  readonly versus?: readonly PlayerInCode[];
};

/**
 * Checks a tournament written in code, as a file would be, and fills in what it leaves out.
 *
 * @throws SpecError for the first thing that is wrong
 */
export function defineTournament(data: TournamentInCode): Tournament {
  const own = new Map<string, Player>();
  const asData = (list: readonly PlayerInCode[]): unknown[] =>
    list.map((player) => {
      if (!isCode(player)) return player;
      const seated = "begin" in player || "sit" in player ? player : player.create();
      own.set(seated.id, seated);
      return seated.id;
    });
  const { players, versus, game } = data;
  const ownGame = typeof game === "object" && "source" in game ? (game as Game) : null;
  const plain = {
    ...data,
    ...(ownGame === null ? {} : { game: ownGame.id }),
    players: players === "all" ? players : asData(players),
    ...(versus === undefined ? {} : { versus: asData(versus) }),
  };
  const withOwn = {
    ...catalogue,
    player: (id: string) => own.get(id) ?? catalogue.player(id),
    game: (id: string) => (ownGame?.id === id ? ownGame : catalogue.game(id)),
  };
  return createTournament(plain, withOwn, "tournament");
}

function isCode(player: PlayerInCode): player is StrategyEntry | Player {
  return typeof player === "object" && ("begin" in player || "sit" in player || "create" in player);
}

/** How to play a tournament in code. */
export interface PlayOptions {
  /** The log to play it into, from `openStore`, with a clock: an interrupted run of the same tournament goes on. */
  readonly log?: { readonly store: Store } & LogOptions;
  /** Aborting it stops the run soon, between matches. */
  readonly signal?: AbortSignal;
}

/** Plays a tournament, or what is left of it in the log, and tells how it goes. */
export function playTournament(
  tournament: Tournament,
  { log: wanted, signal }: PlayOptions = {},
): AsyncGenerator<TournamentEvent> {
  const stopping = signal === undefined ? {} : { signal };
  if (wanted === undefined)
    return runTournament(tournament, { sink: { append: () => undefined }, ...stopping });
  const log = openRun(wanted.store, tournament, wanted);
  return log.follow(runTournament(tournament, { sink: log, isFinished: log.isFinished, ...stopping }));
}

/** Plays a tournament to its end, and returns its table. */
export async function standingsOf(tournament: Tournament, options: PlayOptions = {}): Promise<Standing[]> {
  const tallies: MatchTally[] = [];
  for await (const event of playTournament(tournament, options)) {
    if (event.kind === "matches") for (const record of event.records) tallies.push(tally(record));
  }
  const players = tournament.players.map(({ id }) => id);
  return standings(tallies, { players, random: standingsStream(tournament.seed) });
}
