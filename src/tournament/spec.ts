import { createHash } from "node:crypto";
import type * as z from "zod";
import { CoplayError, SpecError } from "../core/errors.ts";
import { fromColumnSeat, matrixGame, type Game } from "../core/game.ts";
import { formatPlayerId } from "../core/player-id.ts";
import type { Player, Terms } from "../core/player.ts";
import { stream } from "../core/random.ts";
import type { Length } from "../match/length.ts";
import { faultOf, formatPath, type Path } from "./faults.ts";
import { MAX_TURNS, tournamentSchema } from "./schema.ts";

/** Where players and games come from; the registry, or a program's own. */
export interface Catalogue {
  player(id: string): Player;
  game(id: string): Game;
  /** Everyone who can play a game of `k` actions. */
  everyPlayer(k: number): readonly Player[];
}

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

type Written = z.output<typeof tournamentSchema>;
type WrittenPlayer = Exclude<Written["players"], "all">[number];

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
  const at = <T>(path: Path, make: () => T): T => located(place(path), make);

  const game = at(["game"], () => resolveGame(written.game, catalogue));
  const seatAll = (key: "players" | "versus", list: readonly WrittenPlayer[]): Player[] =>
    list.map((entry, i) => at([key, i], () => resolvePlayer(entry, game, catalogue)));
  const players =
    written.players === "all"
      ? catalogue.everyPlayer(game.actions.length)
      : seatAll("players", written.players);
  const focal = written.versus === undefined ? null : seatAll("versus", written.versus);
  const everyone = merged(players, focal ?? []);
  refuseTwins("players", players, place);
  if (focal !== null) refuseTwins("versus", focal, place);

  const length = at([], () => lengthOf(written));
  const { name = defaultName, repetitions, seed, noise } = written;
  const selfPlay = written["self-play"];
  if (selfPlay && focal !== null) {
    throw new SpecError("self-play and versus exclude each other", { place: place(["self-play"]) });
  }
  const matchCount = focal === null ? everyone.length - (selfPlay ? 0 : 1) : everyone.length - focal.length;
  if (matchCount === 0) {
    throw new SpecError("nobody has a co-player", {
      place: place(["players"]),
      hint:
        focal === null
          ? "List a second player, or set self-play: true."
          : "List players outside the focal set.",
    });
  }

  const cap = written.cap ?? MAX_TURNS;
  const horizon = "turns" in length ? { turns: Math.min(length.turns, cap) } : length;
  const told: Terms = {
    game,
    horizon: written.terms.horizon === "told" ? horizon : "unknown",
    noise: written.terms.noise === "told" ? noise : "unknown",
  };
  requireAbleToBegin(players, told, (i) => place(["players", i]));
  requireAbleToBegin(focal ?? [], told, (i) => place(["versus", i]));
  const spec = {
    name,
    game: describeGame(game),
    players: everyone.map(({ id }) => id),
    versus: focal === null ? null : focal.map(({ id }) => id),
    length,
    cap,
    repetitions,
    seed,
    noise,
    selfPlay,
    terms: written.terms,
  };
  const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
  const focalIds = focal === null ? null : new Set(focal.map(({ id }) => id));
  return {
    name,
    game,
    players: everyone,
    focal: focalIds,
    length,
    cap,
    repetitions,
    seed,
    noise,
    selfPlay,
    told,
    spec,
    hash,
  };
}

/** A game as plain data, payoffs included, so that a log can be read without knowing the game's name. */
function describeGame({ id, actions, payoff, cooperative }: Game): Record<string, unknown> {
  return { id, actions, row: [...payoff.row], column: [...payoff.column], cooperative };
}

function located<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CoplayError)) throw error;
    throw new SpecError(error.message, { place, hint: error.hint, cause: error });
  }
}

function resolvePlayer(written: WrittenPlayer, game: Game, catalogue: Catalogue): Player {
  const player = catalogue.player(asId(written));
  const k = game.actions.length;
  if (player.kind === "strategy" && player.actions !== "any" && player.actions !== k) {
    throw new SpecError(`${player.id} plays games of ${player.actions} actions, and ${game.id} has ${k}`, {
      hint: "`coplay list players` marks those that play any game.",
    });
  }
  return player;
}

/**
 * Lets every strategy sit down once in either seat: some, such as zero-determinant ones, exist at some payoffs only, and
 * that should be known before the first match and not in the middle of the run.
 */
function requireAbleToBegin(players: readonly Player[], told: Terms, place: (i: number) => string): void {
  players.forEach((player, i) => {
    if (player.kind !== "strategy") return;
    located(place(i), () => {
      player.begin(told, stream("rehearsal", "row"));
      player.begin({ ...told, game: fromColumnSeat(told.game) }, stream("rehearsal", "column"));
    });
  });
}

type NamedGame = Extract<Written["game"], { readonly id: string }>;

function resolveGame(written: Written["game"], catalogue: Catalogue): Game {
  if (typeof written === "string") return catalogue.game(written);
  if ("id" in written) return catalogue.game(asId(written));
  const { payoff, column } = written;
  const own = written;
  const symbols = own.actions ?? (payoff.length === 2 ? ["C", "D"] : undefined);
  if (symbols === undefined)
    throw new SpecError(`a game of ${payoff.length} actions needs their letters: actions: [...]`);
  if (new Set(symbols).size !== symbols.length) throw new SpecError("two actions have the same letter");
  for (const matrix of column === undefined ? [payoff] : [payoff, column]) {
    if (matrix.length !== symbols.length || matrix.some((row) => row.length !== symbols.length)) {
      const shape = `${matrix.length} × ${matrix.map((row) => row.length).join("/")}`;
      throw new SpecError(`the payoff matrix must be ${symbols.length} × ${symbols.length}, got ${shape}`);
    }
  }
  const cooperative =
    own.cooperative === undefined ? symbols.indexOf("C") : symbols.indexOf(own.cooperative ?? "");
  if (typeof own.cooperative === "string" && cooperative < 0) {
    throw new SpecError(`cooperative must be one of ${symbols.join(", ")}, got ${own.cooperative}`);
  }
  return matrixGame({
    id: own.name ?? "own-game",
    actions: symbols.map((symbol) => ({ symbol, label: symbol })),
    row: payoff,
    column,
    cooperative: cooperative < 0 ? null : cooperative,
    source: null,
  });
}

/** The object form of a player or game, `{ id: gtft, generosity: 0.1 }`, as an id. */
function asId(written: WrittenPlayer | NamedGame): string {
  if (typeof written === "string") return written;
  const { id, ...parameters } = written;
  return Object.keys(parameters).length === 0 ? id : formatPlayerId({ name: id, parameters });
}

function lengthOf({ turns, continuation }: Written): Length {
  if (turns !== undefined && continuation !== undefined) {
    throw new SpecError("turns and continuation exclude each other", {
      hint: "To bound a random length, use cap.",
    });
  }
  if (turns !== undefined) return { turns };
  if (continuation !== undefined) return { continuation };
  throw new SpecError("the length of a match is missing", { hint: "Add turns: 200, or continuation: 0.99." });
}

function merged(players: readonly Player[], focal: readonly Player[]): Player[] {
  const known = new Set(players.map(({ id }) => id));
  return [...players, ...focal.filter(({ id }) => !known.has(id))];
}

function refuseTwins(key: string, players: readonly Player[], place: (path: Path) => string): void {
  players.forEach(({ id }, i) => {
    const first = players.findIndex((player) => player.id === id);
    if (first === i) return;
    throw new SpecError(`${id} is listed twice, first as ${key}[${first}]`, {
      place: place([key, i]),
      hint: "For matches against a copy of itself, set self-play: true.",
    });
  });
}

/** The keys that a tournament file may have at a path. */
function keysAt(path: Path): readonly string[] {
  const { shape } = tournamentSchema;
  if (path.length === 0) return Object.keys(shape);
  if (path[0] === "terms") return ["horizon", "noise"];
  return ["name", "actions", "payoff", "column", "cooperative"];
}
