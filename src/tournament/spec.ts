import { createHash } from "node:crypto";
import { SpecError } from "../core/errors.ts";
import { formatPath, type Path } from "../core/faults.ts";
import type { Game } from "../core/game.ts";
import type { Json } from "../core/json.ts";
import { located } from "../core/located.ts";
import type { Player } from "../core/player.ts";
import { cutTo, type Talk } from "../core/talk.ts";
import type { Terms } from "../core/terms.ts";
import type { Length } from "../match/length.ts";
import { faultOf } from "../files/faults.ts";
import type { Catalogue } from "./catalogue.ts";
import { resolveField } from "./field.ts";
import { describeGame, resolveGame } from "./game.ts";
import { operationOf, type Operation } from "./operation.ts";
import { pairings } from "./schedule.ts";
import { keysAt, tournamentSchema, type WrittenTournament } from "./schema.ts";
import { describeTerms, toldOf } from "./told.ts";
import { MAX_TURNS } from "./values.ts";

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
  /** Cheap talk before every turn; null for none. */
  readonly talk: Talk | null;
  /** All of the above as plain data: the run's record of what was played. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** SHA-256 of `spec`: equal for equal tournaments however they were written. */
  readonly hash: string;
  /**
   * SHA-256 of what is true and told of every match, whoever plays it: game, noise, length, cap, terms, talk and
   * capabilities. Tournaments with the same conditions may share what models replied to the same match.
   */
  readonly conditions: string;
  /** What makes it one cell of an experiment, by path in the file and as executed; none where it stands alone. */
  readonly factors: Factors;
  /** What may be spent, and how calls go out. Not part of `spec`. */
  readonly operation: Operation;
}

/** Values of factors by their paths in the file, as in `{ "agents.language": "fr" }`. */
export type Factors = Readonly<Record<string, Json>>;

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
  const written = readWritten(data, place);
  if (written.grid !== undefined) {
    throw new SpecError("a grid makes several tournaments, and here is room for one", {
      place: place(["grid"]),
      hint: "Write the values of one cell into the file's other keys.",
    });
  }
  return completed(written, catalogue, defaultName, place);
}

/**
 * A tournament file's data as its schema has it.
 *
 * @throws SpecError for the first thing that is wrong, with its place
 */
export function readWritten(data: unknown, place: (path: Path) => string): WrittenTournament {
  const parsed = tournamentSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message, hint } = faultOf(parsed.error, data, keysAt);
  throw new SpecError(message, { place: place(path), hint });
}

/**
 * Fills in what is written.
 *
 * @throws SpecError for the first thing that is wrong, with its place
 */
export function completed(
  written: WrittenTournament,
  catalogue: Catalogue,
  defaultName: string,
  place: (path: Path) => string,
): Tournament {
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
  const length = lengthOf(written, place);
  const longest = "turns" in length ? Math.min(length.turns, cap) : cap;
  const horizon = "turns" in length ? { turns: longest } : length;
  const told = toldOf(terms, { game, horizon, noise });
  const talk = talkOf(written);
  const { players, focal } = resolveField(written, { told, talk, longest }, catalogue, place);
  const played = { name, length, cap, repetitions, seed, noise, selfPlay };
  const described = { game: describeGame(game), terms: describeTerms(terms) };
  // Keys that a file leaves out are left out here too, so that older files keep their hashes.
  const newer = { ...(talk === null ? {} : { talk }), ...describeCapabilities(written) };
  const spec = {
    ...played,
    game: described.game,
    players: players.map(({ id }) => id),
    versus: focal === null ? null : [...focal],
    terms: described.terms,
    ...newer,
    ...describeTrained(players),
  };
  const hash = sha256(JSON.stringify(spec));
  const conditions = sha256(JSON.stringify({ ...described, length, cap, noise, ...newer }));
  const operation = operationOf(written.budget, written.limits);
  const tournament: Tournament = {
    ...played,
    game,
    players,
    focal,
    told,
    talk,
    spec,
    hash,
    conditions,
    factors: {},
    operation,
  };
  requireFeasible(tournament, place);
  return tournament;
}

/** SHA-256 in hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function talkOf({ talk }: WrittenTournament): Talk | null {
  if (talk === undefined) return null;
  const { messages, "max-length": maxLength, line } = talk;
  return { messages, maxLength, line: cutTo(line, maxLength) };
}

/** What trained players have learned, by their ids: a run does not go on with somebody else under the same name. */
function describeTrained(players: readonly Player[]): object {
  const digests = players.flatMap((player) =>
    player.kind === "policy" && player.digest !== undefined ? [[player.id, player.digest] as const] : [],
  );
  return digests.length === 0 ? {} : { trained: Object.fromEntries(digests) };
}

/** In the order of names, so that equal ones have equal texts. */
function describeCapabilities({ capabilities }: WrittenTournament): object {
  const names = Object.keys(capabilities).sort();
  const models = names.map((name): [string, object] => [
    name,
    Object.fromEntries(Object.entries(capabilities[name]!).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);
  return names.length === 0 ? {} : { capabilities: Object.fromEntries(models) };
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

function lengthOf({ turns, continuation }: WrittenTournament, place: (path: Path) => string): Length {
  if (turns !== undefined && continuation !== undefined) {
    throw new SpecError("turns and continuation exclude each other", {
      place: place(["continuation"]),
      hint: "To bound a random length, use cap.",
    });
  }
  if (turns !== undefined) return { turns };
  if (continuation !== undefined) return { continuation };
  throw new SpecError("the length of a match is missing", {
    place: place([]),
    hint: "Add turns: 200, or continuation: 0.99.",
  });
}
