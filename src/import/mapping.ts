import * as z from "zod";
import { SpecError } from "../core/errors.ts";
import type { Path } from "../core/faults.ts";
import { isReferenceKey } from "../core/references.ts";
import { SEATS } from "../core/seat.ts";
import { faultOf } from "../files/faults.ts";
import { parseYaml, type FileKind } from "../files/yaml.ts";

const MAPPING: FileKind = {
  holds: "mapping",
  is: "a mapping of keys such as format, row and column",
  hint: "`coplay list maps` shows the mappings that come with coplay, to copy from.",
};

/** The label of a move that was not made: its match is taken as aborted there. */
export const ABORTED = "aborted";

const column = z.string().min(1, "must be a column's name");
const columns = z.union([column, z.array(column).min(1)], "must be a column's name, or a list of them");
const values = z.union([z.string(), z.array(z.string()).min(1)], "must be a value, or a list of values");
const where = z.record(z.string(), values);

const seat = z.strictObject({
  player: z
    .union([column, z.strictObject({ name: column, parameters: z.record(z.string(), column).default({}) })])
    .describe("The column with the player's name; or of the name and of each of its parameters."),
  kind: column
    .describe("What kind of player it is, strategy, policy or agent, where `players` does not say.")
    .optional(),
  moves: column.describe("Its move, or, where a row is a match, all of them."),
  payoffs: column.describe("Its payoffs, to be held against the game.").optional(),
  trembles: column
    .describe(
      "Whether noise had flipped its move; where a row is a match, the turns on which it had, from 0.",
    )
    .optional(),
  fallbacks: z
    .union([column, z.strictObject({ column, pattern: z.string() })])
    .describe(
      "Whether its move was a fallback and not an agent's own; or a column whose text says so, and how.",
    )
    .optional(),
  reasoning: column.describe("What an agent gave as its reasons, where a row is a turn.").optional(),
});

const MOVE = `must be a game's letter, or ${ABORTED}`;
const labels = z.record(z.string(), z.string().regex(new RegExp(`^([A-Z]|${ABORTED})$`), MOVE));

const rule = z
  .strictObject({
    name: z.string().optional(),
    pattern: z.string().optional(),
    id: z.string().min(1, "must be an id").optional(),
    kind: z.enum(["agent", "strategy", "policy"]).optional(),
  })
  .refine(
    ({ name, pattern }) => (name === undefined) !== (pattern === undefined),
    "must have name or pattern, and not both",
  );

const turns = z.int().min(1).max(1_000_000);
const told = z.union(
  [
    z.enum(["told", "untold"]),
    z.strictObject({ turns }),
    z.strictObject({ continuation: z.number().min(0).lt(1) }),
  ],
  "must be told, untold, {turns: n} or {continuation: p}",
);

const sequence = z.union(
  [z.enum(["letters", "json", "python"]), z.strictObject({ separator: z.string().min(1) })],
  "must be letters, json, python or {separator: text}",
);

const schema = z.strictObject({
  title: z.string().min(1).max(120).describe("Whose trajectories these are.").optional(),
  source: z
    .string()
    .refine(isReferenceKey, "must be the key of a reference in src/core/references.ts")
    .optional(),
  format: z.enum(["csv", "jsonl"]),
  delimiter: z.string().length(1, "must be one character").default(","),
  section: z.string().min(1).optional(),
  neutralised: z.boolean().default(false),
  "each-row-is": z.enum(["turn", "match"]),
  where: where.default({}),
  match: columns.optional(),
  sorted: z.boolean().default(true),
  turn: column.optional(),
  row: seat,
  column: seat,
  sequence: sequence.default("letters"),
  labels: labels.optional(),
  "payoff-scale": z
    .number()
    .refine((scale) => scale !== 0, "must not be 0")
    .default(1),
  players: z.array(rule).default([]),
  kind: z.enum(["agent", "strategy", "policy"]).default("agent"),
  repetition: z
    .union([
      column,
      z.strictObject({ column, from: z.union([z.literal(0), z.literal(1)], "must be 0 or 1") }),
    ])
    .optional(),
  "planned-turns": column.optional(),
  status: z.strictObject({ column, complete: z.array(z.string()).min(1) }).optional(),
  reason: z.union([column, z.strictObject({ code: column, detail: column })]).optional(),
  run: column.optional(),
  factors: z.union([column, z.record(z.string().min(1), column)]).default({}),
  horizon: z
    .union([told, z.strictObject({ column, values: z.record(z.string(), told).default({}) })])
    .default("untold"),
  noise: z.union([z.number().min(0).max(1), z.strictObject({ column })]).default(0),
  seed: z.union([z.int().min(0).max(Number.MAX_SAFE_INTEGER), z.strictObject({ column })]).default(0),
  game: z.json().optional(),
  games: z
    .array(z.strictObject({ where, game: z.json() }))
    .min(1)
    .optional(),
  "game-column": column.optional(),
});

/** How the columns of somebody's file are read. */
export type Mapping = z.output<typeof schema>;

/** The columns of one seat. */
export type SeatMapping = Mapping["row"];

/** What the players of a match were told of its end, as a mapping says it. */
export type MappedHorizon = z.output<typeof told>;

/** What a file says that the players were told, where it says so as a mapping does; null for anything else. */
export const horizonIn = (value: unknown): MappedHorizon | null => told.safeParse(value).data ?? null;

/** A mapping, and where in its file each part of it stands. */
export interface MappingFile {
  readonly mapping: Mapping;
  readonly place: (path: Path) => string;
}

/** Parts of a mapping whose keys are fixed, by their path. */
const parts: Readonly<Record<string, z.ZodObject>> = {
  "": schema,
  row: seat,
  column: seat,
  status: schema.shape.status.unwrap(),
};

const keysAt = (path: Path): readonly string[] => {
  const known = parts[path.join(".")] ?? (path[0] === "players" ? rule : undefined);
  return Object.keys(known?.shape ?? {});
};

/**
 * Reads the text of a mapping file.
 *
 * @param file what to call it in messages
 * @throws SpecError for the first thing that is wrong, with its place
 */
export function parseMapping(text: string, file: string): MappingFile {
  const { data, place } = parseYaml(text, file, MAPPING);
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const { path, message, hint } = faultOf(parsed.error, data, keysAt);
    throw new SpecError(message, { place: place(path), hint });
  }
  const contradiction = contradictionIn(parsed.data);
  if (contradiction !== null) {
    const [path, message, hint] = contradiction;
    throw new SpecError(message, { place: place(path), hint });
  }
  return { mapping: parsed.data, place };
}

/** What does not go together in a mapping, each part of which is fine; or null. */
function contradictionIn(mapping: Mapping): readonly [path: Path, message: string, hint?: string] | null {
  const { format, game, games, match, row, column: other } = mapping;
  const said = [game, games, mapping["game-column"]].filter((one) => one !== undefined).length;
  const isTurn = mapping["each-row-is"] === "turn";
  if (said !== 1) {
    const message = said === 0 ? "the game is missing" : "the game is said more than once";
    return [said === 0 ? [] : ["game"], message, "Say one of game, games and game-column."];
  }
  if (isTurn && match === undefined) {
    return [
      [],
      "match is missing: which rows are one match's",
      "Name the columns that differ between matches.",
    ];
  }
  if (!isTurn && mapping.turn !== undefined) return [["turn"], "a row that is a match has no turn"];
  if (format === "jsonl" && mapping.section !== undefined)
    return [["section"], "only CSV files have sections"];
  if (!isTurn && (row.reasoning ?? other.reasoning) !== undefined) {
    return [["row", "reasoning"], "reasons are read where a row is a turn, and here it is a match"];
  }
  const broken = patternsOf(mapping).find(([, pattern]) => !isPattern(pattern));
  return broken === undefined ? null : [broken[0], "the pattern is no regular expression"];
}

function patternsOf(mapping: Mapping): readonly (readonly [path: Path, pattern: string])[] {
  const ofPlayers = mapping.players.map(
    ({ pattern = "" }, i) => [["players", i, "pattern"], pattern] as const,
  );
  const ofSeats = SEATS.map((each) => {
    const { fallbacks } = mapping[each];
    return [[each, "fallbacks", "pattern"], typeof fallbacks === "object" ? fallbacks.pattern : ""] as const;
  });
  return [...ofPlayers, ...ofSeats];
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
