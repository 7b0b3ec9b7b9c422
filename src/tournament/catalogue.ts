import type { Game } from "../core/game.ts";
import { formatPlayerId } from "../core/player-id.ts";
import type { Player } from "../core/player.ts";
import type { WrittenGame, WrittenPlayer } from "./schema.ts";

/** What models take that is not as it is known, by the name of the player: `{ "openai/my-model": { temperature: false } }`. */
export type ModelCapabilities = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** Where players and games come from; the registry, or a program's own. */
export interface Catalogue {
  player(id: string, capabilities?: ModelCapabilities): Player;
  /** Whether the name, as in `openai/gpt-5.2`, is that of an LLM player, which takes the options of such. */
  isAgent(name: string): boolean;
  game(id: string): Game;
  /** Every player that there is for games of `k` actions. */
  everyPlayer(k: number): readonly Player[];
}

type NamedGame = Extract<WrittenGame, { readonly id: string }>;

/** The object form of a player or game, `{ id: gtft, generosity: 0.1 }`, as an id. */
export function asId(written: WrittenPlayer | NamedGame): string {
  if (typeof written === "string") return written;
  const { id, ...parameters } = written;
  return Object.keys(parameters).length === 0 ? id : formatPlayerId({ name: id, parameters });
}
