import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Json } from "../core/json.ts";
import { formatPlayerId, parsePlayerId, type PlayerId, type RawParameters } from "../core/player-id.ts";
import type { Horizon } from "../core/terms.ts";
import { nearestWord } from "../files/faults.ts";
import type { LoggedPlayer, LoggedRun } from "../store/runs.ts";
import { factorsOf, writeLevel } from "./factors.ts";

/** A run and who took part in it. */
export interface RunPlayers {
  readonly run: LoggedRun;
  readonly players: readonly LoggedPlayer[];
}

/** What a seat of a run is called and counted under. */
export interface Naming {
  /** As a player: without what it is grouped by. */
  readonly player: ReadonlyMap<string, string>;
  readonly coPlayer: ReadonlyMap<string, string>;
  /** Whether the seed decides how a player moves: it is no agent. */
  isSeeded(player: string): boolean;
  /** The group of a match of one player with another; null where matches are not grouped. */
  groupOf(player: string, coPlayer: string): string | null;
}

/** What matches can be grouped by whatever the runs are. */
const ALWAYS = ["game", "co-player", "run", "kind", "horizon"] as const;

const NOT_GIVEN = "not given";

const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

const parametersOf = ({ parameters }: LoggedPlayer): Readonly<Record<string, Json>> =>
  JSON.parse(parameters) as Readonly<Record<string, Json>>;

/**
 * How the seats of some runs are called and grouped. A model's option that differs between cells of a grid, such as its
 * language, is not part of its name: it is one player in all of them.
 *
 * @param by "game", "co-player", "run", "kind" (of the co-player), "horizon" (as told), a factor of the experiment, by its
 *   path or the last word of it, or a player's parameter; null for no groups
 * @throws SpecError where there is no such thing
 */
export function namingsOf(runs: readonly RunPlayers[], by: string | null): Naming[] {
  const varied = variedOptions(runs.map(({ run }) => run));
  const path = by === null ? null : requireKnown(runs, by);
  const isParameter = path !== null && !(ALWAYS as readonly string[]).includes(path);
  const games = gameNames(runs.map(({ run }) => run.game));
  return runs.map((each) => {
    const { run, players } = each;
    const coPlayer = shortened(players, varied);
    const kinds = new Map(players.map(({ id, kind }) => [id, kind]));
    const parameters = new Map(players.map((player) => [player.id, parametersOf(player)]));
    const factors = factorsOf(run);
    const level = isParameter ? factors[path] : undefined;
    const groupOf = (own: string, other: string): string | null => {
      switch (path) {
        case null:
          return null;
        case "game":
          return games.get(run.game)!;
        case "co-player":
          return coPlayer.get(other)!;
        case "run":
          return `${run.id} ${run.name}`;
        case "kind":
          return kinds.get(other)!;
        case "horizon":
          return horizonText(run.told.horizon);
        default: {
          const value = level ?? parameters.get(own)![last(path)];
          return value === undefined ? NOT_GIVEN : writeLevel(value);
        }
      }
    };
    return {
      coPlayer,
      player: isParameter ? without(players, [...varied, last(path)]) : coPlayer,
      groupOf,
      isSeeded: (id) => kinds.get(id) !== "agent",
    };
  });
}

/** Options of models that are factors of the experiment and take several levels in these runs. */
function variedOptions(runs: readonly LoggedRun[]): string[] {
  const levels = new Map<string, Set<string>>();
  for (const run of runs) {
    for (const [path, value] of Object.entries(factorsOf(run))) {
      if (!path.startsWith("agents.")) continue;
      levels.set(path, (levels.get(path) ?? new Set()).add(writeLevel(value)));
    }
  }
  return [...levels].flatMap(([path, { size }]) => (size > 1 ? [last(path)] : []));
}

/** Ids without some of their parameters. */
function without(players: readonly LoggedPlayer[], parameters: readonly string[]): Map<string, string> {
  return new Map(
    players.map((player) => {
      const isConcerned = parameters.some((key) => Object.hasOwn(parametersOf(player), key));
      return [player.id, isConcerned ? leavingOut(player.id, parameters) : player.id];
    }),
  );
}

function leavingOut(id: string, parameters: readonly string[]): string {
  const parsed = parsedOrNull(id);
  if (parsed === null) return id;
  const left: RawParameters = Object.fromEntries(
    Object.entries(parsed.parameters).filter(([key]) => !parameters.includes(key)),
  );
  return formatPlayerId({ name: parsed.name, parameters: left });
}

/** An id taken apart; null for one that an imported log has and that is no id of ours. */
function parsedOrNull(id: string): PlayerId | null {
  try {
    return parsePlayerId(id);
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}

/** Ids without some of their parameters, but whole where two players of the run would be called the same. */
function shortened(players: readonly LoggedPlayer[], parameters: readonly string[]): Map<string, string> {
  const short = without(players, parameters);
  const names = [...short.values()];
  return new Map(
    [...short].map(([id, name]) => [id, names.filter((other) => other === name).length > 1 ? id : name]),
  );
}

/** The path of the factor, or what else is meant. */
function requireKnown(runs: readonly RunPlayers[], by: string): string {
  if ((ALWAYS as readonly string[]).includes(by)) return by;
  const paths = [...new Set(runs.flatMap(({ run }) => Object.keys(factorsOf(run))))];
  if (paths.includes(by)) return by;
  const ending = paths.filter((path) => last(path) === by);
  if (ending.length > 1) {
    throw new SpecError(`there are several factors called ${by}`, {
      hint: `Name one: ${ending.join(", ")}.`,
    });
  }
  if (ending[0] !== undefined) return ending[0];
  const parameters = [
    ...new Set(runs.flatMap(({ players }) => players.flatMap((one) => Object.keys(parametersOf(one))))),
  ];
  if (parameters.includes(by)) return by;
  const known = [...new Set([...ALWAYS, ...paths.map(last), ...parameters])];
  const near = nearestWord(by, known);
  throw new SpecError(`matches of these runs cannot be grouped by "${by}"`, {
    hint: `${near === undefined ? "" : `Did you mean ${near}? `}They can by ${known.join(", ")}.`,
  });
}

function horizonText(horizon: Horizon): string {
  if (horizon === "unknown") return "untold";
  if ("turns" in horizon) return horizon.turns === 1 ? "1 turn" : `${horizon.turns} turns`;
  return `continuation ${horizon.continuation}`;
}

/** Ids of games, with their payoffs where several games have the same. */
function gameNames(games: readonly Game[]): Map<Game, string> {
  const payoffs = ({ payoff }: Game): string => [...payoff.row].join(", ");
  return new Map(
    games.map((game) => {
      const isAlone = games.every(
        ({ id, payoff }) => id !== game.id || payoffs({ ...game, payoff }) === payoffs(game),
      );
      return [game, isAlone ? game.id : `${game.id} (${payoffs(game)})`];
    }),
  );
}
