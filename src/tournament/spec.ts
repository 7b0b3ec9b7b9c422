import { createHash } from "node:crypto";
import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Player } from "../core/player.ts";
import type { Terms } from "../core/terms.ts";
import type { Length } from "../match/length.ts";
import { located, type Catalogue } from "./catalogue.ts";
import { faultOf, formatPath, type Path } from "./faults.ts";
import { resolveField } from "./field.ts";
import { describeGame, resolveGame } from "./game.ts";
import { pairings } from "./schedule.ts";
import { keysAt, MAX_TURNS, tournamentSchema, type WrittenTournament } from "./schema.ts";

/** A tournament, checked and complete: who plays whom, how, how often. */
export interface Tournament {
  readonly name: string;
  readonly game: Game;
  /** In the file's order; ids are canonical and unique. */
  readonly players: readonly Player[];
  /** Ids of the focal set, each of which meets everyone outside it; null for a round-robin. */
  readonly focal: ReadonlySet<string> | null;
  readonly length: Length;
  /** No match is longer than this many turns. */
  readonly cap: number;
  readonly repetitions: number;
  readonly seed: number;
  readonly noise: number;
  readonly selfPlay: boolean;
  /** What the players are told, as the row seat sees it. */
  readonly told: Terms;
  /** All of the above as plain data: the run's record of what was played. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** SHA-256 of `spec`: equal for equal tournaments however they were written. */
  readonly hash: string;
}

/**
 * Checks a tournament file's data and fills in what it leaves out.
 *
 * @param place turns a path in the data into a place for messages
 * @throws SpecError for the first thing that is wrong, with its place
 */
export function createTournament(
  data: unknown,
  catalogue: Catalogue,
  defaultName: string,
  place: (path: Path) => string = formatPath,
): Tournament {
  const parsed = tournamentSchema.safeParse(data);
  if (!parsed.success) {
    const { path, message, hint } = faultOf(parsed.error, data, keysAt);
    throw new SpecError(message, { place: place(path), hint });
  }
  const written = parsed.data;
  const {
    name = defaultName,
    cap = MAX_TURNS,
    repetitions,
    seed,
    noise,
    terms,
    "self-play": selfPlay,
  } = written;
  const game = located(place(["game"]), () => resolveGame(written.game, catalogue));
  const length = located(place([]), () => lengthOf(written));
  const horizon = "turns" in length ? { turns: Math.min(length.turns, cap) } : length;
  const told: Terms = {
    game,
    horizon: terms.horizon === "told" ? horizon : "unknown",
    noise: terms.noise === "told" ? noise : "unknown",
  };
  const { players, focal } = resolveField(written, told, catalogue, place);
  const played = { name, length, cap, repetitions, seed, noise, selfPlay };
  const spec = {
    ...played,
    game: describeGame(game),
    players: players.map(({ id }) => id),
    versus: focal === null ? null : [...focal],
    terms,
  };
  const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
  const tournament: Tournament = { ...played, game, players, focal, told, spec, hash };
  requireFeasible(tournament, place);
  return tournament;
}

/** More would outgrow any machine's memory, and nobody would wait for them. */
const MAX_MATCHES = 10_000_000;

function requireFeasible(tournament: Tournament, place: (path: Path) => string): void {
  const pairs = pairings(tournament).length;
  const { repetitions } = tournament;
  if (pairs * repetitions <= MAX_MATCHES) return;
  throw new SpecError(`${pairs} pairings × ${repetitions} repetitions are more than ${MAX_MATCHES} matches`, {
    place: place(["repetitions"]),
    hint: "Ask for fewer repetitions, or split the players over several tournaments.",
  });
}

function lengthOf({ turns, continuation }: WrittenTournament): Length {
  if (turns !== undefined && continuation !== undefined) {
    throw new SpecError("turns and continuation exclude each other", {
      hint: "To bound a random length, use cap.",
    });
  }
  if (turns !== undefined) return { turns };
  if (continuation !== undefined) return { continuation };
  throw new SpecError("the length of a match is missing", { hint: "Add turns: 200, or continuation: 0.99." });
}
