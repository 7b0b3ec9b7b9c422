import { SpecError } from "../core/errors.ts";
import type { Json } from "../core/json.ts";
import type { Agent } from "../core/player.ts";
import type { Catalogue } from "./catalogue.ts";
import { formatPath, type Path } from "../core/faults.ts";
import { combinationsOf, isWithin, readGrid, withLevel, type Level } from "./grid.ts";
import type { Operation } from "./operation.ts";
import type { WrittenTournament } from "./schema.ts";
import { completed, readWritten, sha256, type Factors, type Tournament } from "./spec.ts";

/** One tournament of an experiment, and what sets it apart from the others. */
export interface Cell {
  readonly tournament: Tournament;
  /** By path in the file, as executed. */
  readonly factors: Factors;
}

/** What a tournament file asks for: one tournament, or one for each combination of its grid's values. */
export interface Experiment {
  readonly name: string;
  /** SHA-256 over the hashes of the cells. */
  readonly hash: string;
  /** At least one; in the order of the file's grid, its last factor changing fastest. */
  readonly cells: readonly Cell[];
  /** What may be spent by all cells together, and how calls go out. */
  readonly operation: Operation;
}

/** More is no experiment that anybody looks at, and a slip more often than a wish. */
const MAX_CELLS = 10_000;

/**
 * Checks a tournament file's data, with its grid if it has one, and fills in what it leaves out.
 *
 * @param place turns a path in the data into a place for messages
 * @throws SpecError for the first thing that is wrong, with its place
 */
export function createExperiment(
  data: unknown,
  catalogue: Catalogue,
  defaultName: string,
  place: (path: Path) => string = formatPath,
): Experiment {
  const { grid, ...base } = data as { readonly grid?: unknown; readonly [key: string]: unknown };
  const factors = grid === undefined ? [] : readGrid(grid, place);
  const size = factors.reduce((product, levels) => product * levels.length, 1);
  if (size > MAX_CELLS) {
    throw new SpecError(`the grid has ${size} cells, and at most ${MAX_CELLS} are played`, {
      place: place(["grid"]),
    });
  }
  const combinations = combinationsOf(factors);
  const cells = combinations.map((levels) => createCell(base, levels, catalogue, defaultName, place));
  requireDistinct(cells, combinations, place);
  const { name = defaultName } = base as { readonly name?: string };
  const hash = sha256(cells.map(({ tournament }) => tournament.hash).join("\n"));
  return { name, hash, cells, operation: cells[0]!.tournament.operation };
}

function createCell(
  base: unknown,
  levels: readonly Level[],
  catalogue: Catalogue,
  defaultName: string,
  place: (path: Path) => string,
): Cell {
  const labels = levels.map(({ label }) => label).join(", ");
  const placeInCell = (path: Path): string => {
    const level = levels.find(
      (candidate) => path.length > 0 && (isWithin(path, candidate.path) || isWithin(candidate.path, path)),
    );
    if (level !== undefined) return place(["grid", level.key, level.index]);
    return labels === "" ? place(path) : `${place(path)}, where ${labels}`;
  };
  const data = levels.reduce((filled, level) => withLevel(filled, level, place), base);
  const written = readWritten(data, placeInCell);
  const { name = defaultName } = written;
  const named = labels === "" ? written : { ...written, name: `${name} [${labels}]` };
  const tournament = completed(named, catalogue, defaultName, placeInCell);
  for (const level of levels) requireReach(level, tournament, place);
  const factors = Object.fromEntries(
    levels.map(({ key, path }) => [key, executed(path, written, tournament)]),
  );
  return { tournament: { ...tournament, factors }, factors };
}

/** The value of a factor, read back from the cell that will be played: what a file asks for is not always what it gets. */
function executed(path: Path, written: WrittenTournament, { game, players, focal }: Tournament): Json {
  const [key, ...rest] = path;
  if (rest.length === 0 && key === "game" && !isOwnGame(written)) return game.id;
  if (rest.length === 0 && key === "players") return players.map(({ id }) => id);
  if (rest.length === 0 && key === "versus") return [...(focal ?? [])];
  const value = path.reduce<unknown>(
    (at, step) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[step],
    written,
  );
  return (value ?? null) as Json;
}

const isOwnGame = ({ game }: WrittenTournament): boolean => typeof game === "object" && "payoff" in game;

/** What an option for all LLM players says must reach one of them: else it would vary in the log alone. */
function requireReach(
  { path, key, index }: Level,
  { players }: Tournament,
  place: (path: Path) => string,
): void {
  const [part, option] = path;
  const agents = players.filter((player) => player.kind === "agent");
  if (part !== "agents" || path.length !== 2 || agents.length === 0) return;
  const departs = ({ departures = [] }: Agent): boolean => departures.some((one) => one.option === option);
  if (!agents.every(departs)) return;
  throw new SpecError(`${key} reaches no model as it is written, and would vary in the log alone`, {
    place: place(["grid", key, index]),
    hint: "Leave the value out, or say under `capabilities` what the models take.",
  });
}

/** A factor that is logged and changes nothing would pass for a finding. */
function requireDistinct(
  cells: readonly Cell[],
  combinations: readonly (readonly Level[])[],
  place: (path: Path) => string,
): void {
  const first = new Map<string, number>();
  cells.forEach(({ tournament }, i) => {
    const played = sha256(JSON.stringify({ ...tournament.spec, name: null }));
    const before = first.get(played);
    first.set(played, before ?? i);
    if (before === undefined) return;
    const [one, other] = [combinations[before]!, combinations[i]!];
    const differing = other.filter((level, at) => level.index !== one[at]!.index);
    const names = [...new Set(differing.map(({ key }) => key))].join(" and ");
    throw new SpecError(`${names} changes nothing that is played`, {
      place: place(["grid", differing[0]!.key, differing[0]!.index]),
      hint: "A factor must make a difference between any two of its values.",
    });
  });
}
