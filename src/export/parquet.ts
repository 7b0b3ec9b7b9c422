import type { NewFolder } from "./folder.ts";
import type { ExportFormat, Field } from "./format.ts";
import { eachMatch } from "./lines.ts";
import type { WrittenFile } from "./output.ts";
import { parquetFile, type ParquetColumn } from "./parquet-file.ts";
import { CALL_COLUMNS, MATCH_COLUMNS, matchRow, rowsOf } from "./parquet-rows.ts";
import { TURN_COLUMNS, turnRows } from "./parquet-turns.ts";
import type { SourceMatch, Split } from "./source.ts";

const fieldsOf = (columns: readonly ParquetColumn[]): readonly Field[] =>
  columns.map(({ name, meaning }) => [name, meaning]);

const pathOf =
  (table: string) =>
  (split: Split): string =>
    `${split}/${table}.parquet`;

/** Three tables that are joined by run and match: turns, matches, calls. */
export const parquet: ExportFormat = {
  id: "parquet",
  title: "Turns, matches and calls as Parquet",
  description: "three tables to join by match: turns, matches, calls of LLMs",
  unit: "match",
  tables: [
    { name: "turns", path: pathOf("turns"), fields: fieldsOf(TURN_COLUMNS) },
    { name: "matches", path: pathOf("matches"), fields: fieldsOf(MATCH_COLUMNS) },
    { name: "calls", path: pathOf("calls"), fields: fieldsOf(CALL_COLUMNS) },
  ],
  howTo: [
    "The tables are joined by `match`. DuckDB, pandas and Polars read them as they are:",
    "",
    "```sql",
    "SELECT status, count(*) AS turns FROM 'train/turns.parquet' JOIN 'train/matches.parquet' USING (match) GROUP BY status",
    "```",
  ].join("\n"),
  *write(reading, folder) {
    const parts = new Map(reading.splits.map((split) => [split, tablesOf(folder, split)]));
    yield* eachMatch(reading, reading.hasAgents, (match) => parts.get(match.split)!.add(match));
    return { files: [...parts.values()].flatMap((part) => part.finish()), rows: "turns", facts: {} };
  },
};

/** Numbers of matches are kept in 32 bits: with 64, writing would take twice as long. No log has as many. */
const LARGEST_ID = 2 ** 31 - 1;

interface Tables {
  add(match: SourceMatch): void;
  finish(): readonly WrittenFile[];
}

function tablesOf(folder: NewFolder, split: Split): Tables {
  const begin = (name: string, columns: readonly ParquetColumn[]) =>
    parquetFile(folder.file(pathOf(name)(split)), columns, "coplay");
  const files = {
    turns: begin("turns", TURN_COLUMNS),
    matches: begin("matches", MATCH_COLUMNS),
    calls: begin("calls", CALL_COLUMNS),
  };
  const turns = turnRows(files.turns);
  const matches = rowsOf(files.matches, MATCH_COLUMNS);
  const calls = rowsOf(files.calls, CALL_COLUMNS);
  return {
    add(match) {
      if (match.id > LARGEST_ID) throw new RangeError(`match ${match.id} has a number beyond 32 bits`);
      turns.add(match);
      matches.add(matchRow(match));
      for (const call of match.record.calls ?? []) calls.add({ ...match, call });
    },
    finish() {
      for (const rows of [turns, matches, calls]) rows.flush();
      return [files.turns.finish(), files.matches.finish(), files.calls.finish()];
    },
  };
}
