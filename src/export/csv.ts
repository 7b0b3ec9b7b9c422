import type { Game } from "../core/game.ts";
import { outcomeOf } from "../core/outcome.ts";
import { csvLine } from "../files/csv.ts";
import type { ExportFormat, Field } from "./format.ts";
import { writeLines } from "./lines.ts";
import { fallbackTurns } from "./seat-view.ts";
import type { SourceMatch, Split } from "./source.ts";

/** What is the same on every line of a match. */
const OF_MATCH: readonly Field[] = [
  ["run", "number of the run in its log"],
  ["run_name", "name of its tournament"],
  ["match", "number of the match in its log"],
  ["repetition", "which match of this pairing it is, from 0"],
  ["row_player", "player in the row seat"],
  ["column_player", "player in the column seat"],
];

const OF_TURN: readonly Field[] = [
  ["turn", "from 0"],
  ["row_move", "realised move of the row seat: the action's symbol"],
  ["column_move", "the same of the column seat"],
  ["row_trembled", "1 where noise had flipped the row seat's move, else 0"],
  ["column_trembled", "the same of the column seat"],
  ["row_payoff", "what the row seat got"],
  ["column_payoff", "what the column seat got"],
  ["row_fallback", "1 where the row seat's move was the tournament's fallback and not its own, else 0"],
  ["column_fallback", "the same of the column seat"],
];

const path = (split: Split): string => `${split}.csv`;

/** One turn a line. */
export const csv: ExportFormat = {
  id: "csv",
  title: "Turns as CSV",
  description: "one turn a line, safe to open in a spreadsheet",
  unit: "match",
  tables: [{ name: "turns", path, fields: [...OF_MATCH, ...OF_TURN] }],
  howTo:
    "Lines end in CR LF and cells are quoted as RFC 4180 has it. A text that a spreadsheet would take for a formula has an apostrophe in front.",
  *write(reading, folder) {
    const files = yield* writeLines(reading, folder, {
      path,
      head: csvLine([...OF_MATCH, ...OF_TURN].map(([name]) => name)),
      calls: reading.hasAgents,
      linesOf: (match) => ({ text: linesOf(match), rows: match.record.row.length }),
    });
    return { files, rows: "turns", facts: {} };
  },
};

/** The lines of a match: what its cells have in common is written once, and outcomes are looked up. */
function linesOf({ run, id, record }: SourceMatch): string {
  const { match, row, column, trembles } = record;
  const k = match.game.actions.length;
  const start = opening(csvLine([run.id, run.name, id, match.repetition, match.row, match.column]));
  const ends = endsOf(match.game);
  const fallbacks = { row: fallbackTurns(record, "row"), column: fallbackTurns(record, "column") };
  const isPlain = trembles.row.length === 0 && fallbacks.row.length === 0 && fallbacks.column.length === 0;
  let text = "";
  for (let turn = 0; turn < row.length; turn++) {
    const { moves, payoffs } = ends[outcomeOf(row[turn]!, column[turn]!, k)]!;
    const flipped = isPlain ? "0,0" : `${trembles.row[turn] ?? 0},${trembles.column[turn] ?? 0}`;
    const instead = isPlain
      ? "0,0"
      : `${Number(fallbacks.row.includes(turn))},${Number(fallbacks.column.includes(turn))}`;
    text += `${start}${turn},${moves},${flipped},${payoffs},${instead}\r\n`;
  }
  return text;
}

/** A line to go on with. */
const opening = (line: string): string => `${line.slice(0, -2)},`;

const known = new WeakMap<Game, readonly { readonly moves: string; readonly payoffs: string }[]>();

/** What a line says of its turn, by the row seat's outcome. */
function endsOf(game: Game): readonly { readonly moves: string; readonly payoffs: string }[] {
  const found = known.get(game);
  if (found !== undefined) return found;
  const cells = (values: readonly (string | number)[]): string => csvLine(values).slice(0, -2);
  const ends = game.actions.flatMap(({ symbol: own }, a) =>
    game.actions.map(({ symbol: other }, b) => {
      const outcome = outcomeOf(a, b, game.actions.length);
      const { row, column } = game.payoff;
      return { moves: cells([own, other]), payoffs: cells([row[outcome]!, column[outcome]!]) };
    }),
  );
  known.set(game, ends);
  return ends;
}
