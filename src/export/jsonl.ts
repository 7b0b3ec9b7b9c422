import { writeMoves } from "../core/notation.ts";
import type { Player } from "../core/player.ts";
import { outcomeCounts, totalsOf } from "../core/trajectory.ts";
import type { ExportFormat, Field } from "./format.ts";
import { writeLines } from "./lines.ts";
import { fallbackTurns } from "./seat-view.ts";
import type { SourceMatch, SourceRun, Split } from "./source.ts";

const FIELDS: readonly Field[] = [
  ["run", "number of the run in its log"],
  ["run_name", "name of its tournament"],
  ["match", "number of the match in its log"],
  ["row", "player in the row seat"],
  ["column", "player in the column seat"],
  ["row_kind", "what kind of player sat in the row seat: strategy, policy or agent"],
  ["column_kind", "the same of the column seat"],
  ["repetition", "which match of this pairing it is, from 0"],
  ["game", "id of the game; its payoffs are in the manifest"],
  ["seed", "the tournament's seed"],
  ["noise", "the chance that a move was flipped"],
  [
    "horizon",
    "what the players were told of the end: the number of turns, the chance that another follows, or unknown",
  ],
  ["turns", "turns that were played by both"],
  ["planned_turns", "turns that were to be played"],
  ["row_moves", "realised moves of the row seat, one letter a turn: the action's symbol"],
  ["column_moves", "the same of the column seat"],
  ["row_trembles", "turns, from 0, on which noise had flipped the row seat's move"],
  ["column_trembles", "the same of the column seat"],
  [
    "row_fallbacks",
    "turns, from 0, on which the row seat's move was the tournament's fallback and not its own",
  ],
  ["column_fallbacks", "the same of the column seat"],
  ["row_score", "total payoff of the row seat"],
  ["column_score", "the same of the column seat"],
  ["row_cooperations", "turns on which the row seat cooperated; null where the game has no cooperation"],
  ["column_cooperations", "the same of the column seat"],
  ["status", "complete or aborted"],
  ["reason", "why it was aborted, as code and detail; null where it was not"],
  ["factors", "values by factor, of a cell of a grid; empty elsewhere"],
  ["messages", "cheap talk in order: seat, turn and text"],
];

const path = (split: Split): string => `${split}.jsonl`;

/** One match a line. */
export const jsonl: ExportFormat = {
  id: "jsonl",
  title: "Matches as JSON lines",
  description: "one match a line, its moves as words",
  unit: "match",
  tables: [{ name: "matches", path, fields: FIELDS }],
  howTo: "Moves are words of one letter a turn; `row_moves[t]` and `column_moves[t]` were made at once.",
  *write(reading, folder) {
    const files = yield* writeLines(reading, folder, {
      path,
      calls: reading.hasAgents,
      linesOf: (match) => ({ text: `${JSON.stringify(rowOf(match))}\n`, rows: 1 }),
    });
    return { files, rows: "matches", facts: {} };
  },
};

function rowOf({ run, id, record }: SourceMatch): Readonly<Record<string, unknown>> {
  const { match, row, column, trembles, status, reason, messages } = record;
  const { game } = match;
  const totals = totalsOf(game, outcomeCounts(record, game.actions.length));
  return {
    run: run.id,
    run_name: run.name,
    match: id,
    row: match.row,
    column: match.column,
    row_kind: kindOf(run, match.row),
    column_kind: kindOf(run, match.column),
    repetition: match.repetition,
    game: game.id,
    seed: match.seed,
    noise: match.noise,
    horizon: match.told.horizon,
    turns: row.length,
    planned_turns: match.turns,
    row_moves: writeMoves(game, row, NO_FLAGS),
    column_moves: writeMoves(game, column, NO_FLAGS),
    row_trembles: turnsOf(trembles.row),
    column_trembles: turnsOf(trembles.column),
    row_fallbacks: fallbackTurns(record, "row"),
    column_fallbacks: fallbackTurns(record, "column"),
    row_score: totals.row.score,
    column_score: totals.column.score,
    row_cooperations: totals.row.cooperations,
    column_cooperations: totals.column.cooperations,
    status,
    reason: reason === undefined ? null : { code: reason.code, detail: reason.detail },
    factors: run.factors,
    messages: (messages ?? []).map(({ seat, turn, text }) => ({ seat, turn, text })),
  };
}

const kindOf = ({ players }: SourceRun, id: string): Player["kind"] | null =>
  players.find((player) => player.id === id)?.kind ?? null;

const NO_FLAGS = new Uint8Array(0);

/** The turns that are flagged. */
const turnsOf = (flags: Uint8Array): number[] => [...flags.keys()].filter((turn) => flags[turn] === 1);
