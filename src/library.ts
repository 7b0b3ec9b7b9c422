import type { BudgetError } from "./core/errors.ts";
import type { TournamentEvent } from "./core/events.ts";
import type { Game } from "./core/game.ts";
import type { Player } from "./core/player.ts";
import type { RawValue } from "./core/player-id.ts";
import type { StrategyEntry } from "./core/strategy.ts";
import type { Payment } from "./core/usage.ts";
import { createDesk, type Desk } from "./desk.ts";
import { isLlmAgent } from "./llm/agent.ts";
import type { Operator } from "./llm/exchange.ts";
import { Switchboard } from "./llm/switchboard.ts";
import { openRun, type LogOptions, type RunLog } from "./run-log.ts";
import { standings, standingsStream, type Standing } from "./stats/standings.ts";
import { tally, type MatchTally } from "./stats/tally.ts";
import type { Store } from "./store/store.ts";
import type { Catalogue } from "./tournament/catalogue.ts";
import { runTournament } from "./tournament/run.ts";
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

/** The desks of tournaments that were defined here: who answers is known when they are played. */
const desks = new WeakMap<Tournament, Desk>();

/** In ms since 1970; monotonic, unlike the system's. */
const clock = (): number => performance.timeOrigin + performance.now();

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
      // It is made anew at this tournament's desk: the one that was handed over has nobody to ask.
      if (isLlmAgent(seated)) return seated.id;
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
  const desk = createDesk(process.env, clock);
  const { catalogue } = desk;
  const withOwn: Catalogue = {
    ...catalogue,
    player: (id, capabilities) => own.get(id) ?? catalogue.player(id, capabilities),
    game: (id) => (ownGame?.id === id ? ownGame : catalogue.game(id)),
  };
  const tournament = createTournament(plain, withOwn, "tournament");
  desks.set(tournament, desk);
  return tournament;
}

function isCode(player: PlayerInCode): player is StrategyEntry | Player {
  return typeof player === "object" && ("begin" in player || "sit" in player || "create" in player);
}

/** How to play a tournament in code. */
export interface PlayOptions {
  /** The log to play it into, from `openStore`, with a clock: an interrupted run of the same tournament goes on. */
  readonly log?: { readonly store: Store } & LogOptions;
  /** Aborting it stops the run soon, between matches; calls under way may end. */
  readonly signal?: AbortSignal;
  /** Who answers LLM players. By default the network, within the tournament's budget, keys from the environment. */
  readonly operator?: Operator;
  /** Told once where the tournament's budget is spent, which stops the run; its log goes on from there. */
  readonly onSpent?: (error: BudgetError) => void;
}

/** Plays a tournament, or what is left of it in the log, and tells how it goes. */
export function playTournament(
  tournament: Tournament,
  { log: wanted, signal, operator, onSpent }: PlayOptions = {},
): AsyncGenerator<TournamentEvent> {
  const spent = new AbortController();
  const stopping = { signal: signal === undefined ? spent.signal : AbortSignal.any([signal, spent.signal]) };
  const log = wanted === undefined ? undefined : openRun(wanted.store, tournament, wanted);
  if (tournament.players.some(({ kind }) => kind === "agent")) {
    const network = (): Operator =>
      switchboardOf(tournament, wanted?.store, log, (error) => {
        spent.abort(error);
        onSpent?.(error);
      }).under(tournament.conditions);
    desks.get(tournament)?.connect(operator ?? network());
  }
  if (log === undefined) return runTournament(tournament, { sink: { append: () => undefined }, ...stopping });
  const { isFinished } = log;
  return log.follow(runTournament(tournament, { sink: log, isFinished, now: wanted!.now, ...stopping }));
}

function switchboardOf(
  tournament: Tournament,
  store: Store | undefined,
  log: RunLog | undefined,
  onSpent: (error: BudgetError) => void,
): Switchboard {
  const { operation } = tournament;
  const logged =
    store === undefined || log === undefined
      ? {}
      : {
          spentBefore: store.spending(log.run),
          pay: (payment: Payment) => store.pay(log.run, payment, clock()),
        };
  return new Switchboard({ now: clock, ...operation, ...logged, onSpent });
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
