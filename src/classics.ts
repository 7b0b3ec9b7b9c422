import { closestMatch } from "leven";
import { SpecError } from "./core/errors.ts";
import type { GameEntry } from "./core/game-entry.ts";
import type { Game } from "./core/game.ts";
import { parsePlayerId } from "./core/player-id.ts";
import type { Strategy } from "./core/player.ts";
import type { StrategyEntry } from "./core/strategy.ts";
import { games } from "./games/index.ts";
import { strategies } from "./strategies/index.ts";

/*
 * Games and strategies by their names. Apart from the registry because a worker thread needs no more: the rest of it
 * would cost each thread 12 MB and a tenth of a second.
 */

/** Names that people use for what the lists call something else. */
const aliases: Readonly<Record<string, string>> = {
  tft: "tit-for-tat",
  tf2t: "tit-for-2-tats",
  stft: "suspicious-tit-for-tat",
  allc: "cooperator",
  alld: "defector",
  grim: "grudger",
  pavlov: "win-stay-lose-shift",
  wsls: "win-stay-lose-shift",
  pd: "prisoners-dilemma",
  snowdrift: "chicken",
  bos: "battle-of-the-sexes",
  rps: "rock-paper-scissors",
};

const strategiesById = indexed(strategies);
const gamesById = indexed(games);

function indexed<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  if (byId.size !== entries.length) throw new Error("two entries of a list have the same id");
  return byId;
}

/**
 * The strategy that an id such as `gtft(generosity=0.1)` names.
 *
 * @throws SpecError for a malformed id, an unknown name (with the nearest known one), or a wrong parameter
 */
export function findStrategy(id: string): Strategy {
  const { name, parameters } = parsePlayerId(id);
  return entryNamed<StrategyEntry>("player", name, strategiesById).create(parameters);
}

/**
 * The game that an id such as `prisoners-dilemma(T=4)` names.
 *
 * @throws SpecError for a malformed id, an unknown name (with the nearest known one), or a wrong parameter
 */
export function findGame(id: string): Game {
  const { name, parameters } = parsePlayerId(id);
  return entryNamed<GameEntry>("game", name, gamesById).create(parameters);
}

function entryNamed<T>(kind: "player" | "game", name: string, entries: ReadonlyMap<string, T>): T {
  const entry = entries.get(aliases[name] ?? name);
  if (entry !== undefined) return entry;
  const nearest = nearestTo(name, [...entries.keys()]);
  const suggestion = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  throw new SpecError(`unknown ${kind} "${name}"`, {
    hint: `${suggestion}\`coplay list ${kind}s\` shows all of them.`,
  });
}

/** The known name that was probably meant: one that begins or goes on like it, or else one a few letters away. */
export function nearestTo(name: string, known: readonly string[]): string | undefined {
  const asked = name.toLowerCase();
  const alike = [
    known.find((id) => id === (aliases[asked] ?? asked)),
    known.find((id) => id.startsWith(asked)),
    known.find((id) => asked.length > 3 && id.includes(asked)),
  ].find((id) => id !== undefined);
  return alike ?? closestMatch(asked, [...known], { maxDistance: Math.ceil(asked.length / 3) });
}

export { games, strategies };
