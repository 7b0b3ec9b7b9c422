import { SpecError } from "../core/errors.ts";
import { writeMoves } from "../core/notation.ts";
import { openStore } from "../store/open.ts";
import { print, printJson } from "./terminal/output.ts";
import { printMatch } from "./terminal/print-match.ts";

export interface ShowOptions {
  readonly db: string;
  readonly json?: boolean;
}

/**
 * Prints one match of the log, move by move.
 *
 * @throws SpecError where the log has no such match
 */
export function show(id: number, options: ShowOptions): void {
  using store = openStore(options.db, { mode: "read" });
  const match = store.match(id);
  if (match === null) {
    throw new SpecError(`there is no match ${id}`, {
      place: options.db,
      hint: "`coplay matches` lists them.",
    });
  }
  const { record, ...summary } = match;
  if (options.json === true) {
    const { game } = record.match;
    const moves = {
      row: writeMoves(game, record.row, record.trembles.row),
      column: writeMoves(game, record.column, record.trembles.column),
    };
    printJson({
      ...summary,
      game: game.id,
      moves,
      calls: record.calls ?? [],
      messages: record.messages ?? [],
    });
    return;
  }
  print(
    `match ${id}, repetition ${summary.repetition + 1}, ${record.match.game.id}, ${summary.status}`,
    "bold",
  );
  if (summary.reason !== null) print(`${summary.reason.code}: ${summary.reason.detail}`);
  print();
  printMatch(record);
}
