import { CoplayError, SpecError } from "../core/errors.ts";
import type { Path } from "../core/faults.ts";
import type { Player } from "../core/player.ts";
import { inBothSeats, rehearse } from "../match/rehearsal.ts";
import { playerOf, requireKnownModels } from "./agents.ts";
import type { Catalogue } from "./catalogue.ts";
import type { WrittenPlayer, WrittenTournament } from "./schema.ts";
import type { Tournament } from "./spec.ts";

/** Who takes part in a tournament. */
export interface Field {
  /** In the file's order, a focal set that is not among them last; ids are canonical and unique. */
  readonly players: readonly Player[];
  /** Ids of the focal set, each of which meets everyone outside it; null for a round-robin. */
  readonly focal: ReadonlySet<string> | null;
}

/** What players are asked whether they can play it. */
export interface Conditions extends Pick<Tournament, "told" | "talk"> {
  /** Turns that no match exceeds, whatever is told. */
  readonly longest: number;
}

/**
 * Finds everyone who takes part, and lets them rehearse.
 *
 * @throws SpecError where someone does not exist, cannot play the game, or is listed twice, or nobody has a co-player
 */
export function resolveField(
  written: WrittenTournament,
  conditions: Conditions,
  catalogue: Catalogue,
  place: (path: Path) => string,
): Field {
  const { agents: options, capabilities } = written;
  const file = { options, isAgent: (name: string) => catalogue.isAgent(name), place };
  const listed = (key: "players" | "versus", list: readonly WrittenPlayer[]): Player[] =>
    unique(
      key,
      list.map((entry, i) =>
        playerOf(entry, [key, i], file, (id) => rehearsed(catalogue.player(id, capabilities), conditions)),
      ),
      place,
    );
  const players =
    written.players === "all" ? everyone(catalogue, conditions) : listed("players", written.players);
  const versus = written.versus === undefined ? null : listed("versus", written.versus);
  const known = new Set(players.map(({ id }) => id));
  const field: Field = {
    players: [...players, ...(versus ?? []).filter(({ id }) => !known.has(id))],
    focal: versus === null ? null : new Set(versus.map(({ id }) => id)),
  };
  requireCoPlayers(field, written["self-play"], place);
  requireKnownModels(written, field.players, place);
  return field;
}

/**
 * A player that can play on these terms.
 *
 * @throws CoplayError where it cannot
 */
function rehearsed(player: Player, { told, talk, longest }: Conditions): Player {
  if (player.kind !== "agent") rehearse(player, told, longest);
  else for (const terms of inBothSeats(told)) player.rehearse?.(terms, talk);
  return player;
}

/** Everyone who can play on these terms. */
function everyone(catalogue: Catalogue, conditions: Conditions): Player[] {
  return catalogue.everyPlayer(conditions.told.game.actions.length).filter((player) => {
    try {
      return rehearsed(player, { ...conditions, talk: null });
    } catch (error) {
      if (error instanceof CoplayError) return false;
      throw error;
    }
  });
}

function unique(key: string, players: Player[], place: (path: Path) => string): Player[] {
  const first = new Map<string, number>();
  players.forEach(({ id }, i) => {
    const before = first.get(id);
    if (before !== undefined) {
      throw new SpecError(`${id} is listed twice, first as ${key}[${before}]`, {
        place: place([key, i]),
        hint: "For matches against a copy of itself, set self-play: true.",
      });
    }
    first.set(id, i);
  });
  return players;
}

function requireCoPlayers({ players, focal }: Field, selfPlay: boolean, place: (path: Path) => string): void {
  if (focal === null && (selfPlay || players.length > 1)) return;
  if (focal !== null && selfPlay) {
    throw new SpecError("self-play and versus exclude each other", { place: place(["self-play"]) });
  }
  if (focal !== null && players.length > focal.size) return;
  throw new SpecError("nobody has a co-player", {
    place: place(["players"]),
    hint:
      focal === null
        ? "List a second player, or set self-play: true."
        : "List players outside the focal set.",
  });
}
