import * as z from "zod";
import { budgetSchema, limitsSchema } from "./operation.ts";
import { termsSchema } from "./told.ts";
import { continuation, PRINTABLE, probability, turns, whole } from "./values.ts";

const label = z.string().regex(PRINTABLE, "must be text without control characters");
const id = z.string().min(1, "must be an id");

const rawValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number(), z.boolean()])),
]);

const player = z
  .union([id, z.object({ id }).catchall(rawValue)])
  .describe("A player id such as gtft(generosity=0.1), or an object with id and its parameters.");

const IN_PAYOFFS = "must be a number in [-1e9, 1e9]";
const payoff = z.number(IN_PAYOFFS).min(-1e9, IN_PAYOFFS).max(1e9, IN_PAYOFFS);
const payoffMatrix = z.array(z.array(payoff).min(2)).min(2);

const ownGame = z
  .strictObject({
    name: label.default("own-game").describe("What the log calls the game."),
    actions: z
      .array(z.string().regex(/^[A-Z]$/, "must be one upper-case letter"))
      .min(2)
      .max(15)
      .describe("One upper-case letter for each action. By default C and D."),
    payoff: payoffMatrix.describe(
      "The row seat's payoffs: a row for each own action, a column for each of the other's.",
    ),
    column: payoffMatrix
      .describe("The column seat's payoffs, indexed as `payoff`. By default the game is symmetric.")
      .optional(),
    cooperative: z
      .string()
      .nullable()
      .describe("The action that counts as cooperation; null for none. By default C, where there is one.")
      .optional(),
  })
  .partial({ actions: true, name: true });

const game = z
  .union([id, z.object({ id }).catchall(rawValue), ownGame])
  .describe("A game's id, an object with id and its parameters, or a payoff matrix of your own.");

const talkSchema = z
  .strictObject({
    messages: whole(1, 10).default(1).describe("Messages of each seat before every turn."),
    "max-length": whole(1, 10_000)
      .default(280)
      .describe("Longest message, in characters; what is longer is cut."),
    line: z
      .union([z.literal(""), label], "must be text without control characters")
      .default("")
      .describe("What players that cannot talk say each time. By default nothing."),
  })
  .describe("Cheap talk: what may be said before every turn, at the same time.");

/** A tournament file as it is written. Unknown keys are errors. */
export const tournamentSchema = z.strictObject({
  name: label.describe("What the log calls the tournament. By default the file's name.").optional(),
  description: z.string().describe("What the experiment shows.").optional(),
  game: game.default("prisoners-dilemma"),
  players: z
    .union([z.literal("all"), z.array(player).min(1)], "must be a list of players, or all")
    .describe("Who takes part; `all` for every strategy that can play the game."),
  versus: z
    .array(player)
    .min(1)
    .describe(
      "A focal set: each of these meets every player that is not in the set, and no other match is played.",
    )
    .optional(),
  turns: turns.describe("Turns of every match. Give this or `continuation`.").optional(),
  continuation: continuation
    .describe("Chance in [0, 1) that a match goes on after a turn. Give this or `turns`.")
    .optional(),
  cap: turns.describe("No match is longer than this, whatever the two keys above say.").optional(),
  repetitions: z.int().min(1).max(1_000_000).default(1).describe("Matches of each pairing."),
  seed: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe("Everything left to chance follows from this number."),
  noise: probability
    .default(0)
    .describe("Chance that a chosen action is flipped, for each move of each seat."),
  "self-play": z.boolean().default(false).describe("Whether each player also meets a copy of itself."),
  terms: termsSchema.prefault({}).describe("What the players are told, apart from what is true."),
  talk: talkSchema.optional(),
  agents: z
    .record(z.string(), rawValue)
    .default({})
    .describe(
      "Options that every LLM player has unless its own entry says otherwise, such as `language: fr`.",
    ),
  capabilities: z
    .record(id, z.record(z.string(), z.boolean()))
    .default({})
    .describe(
      'What models take, where coplay does not know or is wrong: { "openai/my-model": { temperature: false } }.',
    ),
  budget: budgetSchema.optional(),
  limits: limitsSchema.optional(),
  grid: z
    .record(z.string().min(1), z.array(z.json()).min(1), "must be a mapping of paths to lists of values")
    .describe(
      "Factors: dotted paths into this file, such as `agents.language`, each with the values it takes. One run for each combination.",
    )
    .optional(),
});

/** A tournament as it may be written, before anything is filled in. */
export type TournamentData = z.input<typeof tournamentSchema>;

/** A tournament as it was written, with the schema's defaults. */
export type WrittenTournament = z.output<typeof tournamentSchema>;
export type WrittenPlayer = Exclude<WrittenTournament["players"], "all">[number];
export type WrittenGame = WrittenTournament["game"];

/** Parts of a file whose keys are fixed, by their path. */
const parts: Readonly<Record<string, z.ZodObject>> = {
  "": tournamentSchema,
  game: ownGame,
  terms: termsSchema,
  "terms.horizon": z.object({ turns, continuation }),
  "terms.co-player": z.object({ as: label }),
  talk: talkSchema,
  budget: budgetSchema,
  "budget.per-player": budgetSchema.shape["per-player"].unwrap(),
  limits: limitsSchema,
};

/** The keys that a tournament file may have at a path. */
export function keysAt(path: readonly (string | number)[]): readonly string[] {
  return Object.keys(parts[path.join(".")]?.shape ?? {});
}

/** The JSON Schema of tournament files, for editors. */
export function tournamentJsonSchema(): object {
  const schema = z.toJSONSchema(tournamentSchema, { io: "input" });
  return { title: "coplay tournament", ...schema };
}
