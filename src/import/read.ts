import { blocksOf } from "./lines.ts";
import { contentOf } from "./bytes.ts";
import type { Row } from "./columns.ts";
import { csvRows } from "./csv.ts";
import { faultAt } from "./fault.ts";
import { jsonRows } from "./jsonl.ts";
import { fulfils, layoutOf, type Layout } from "./layout.ts";
import type { Mapping, MappingFile } from "./mapping.ts";
import { completedMatch, type ImportedMatch } from "./match.ts";
import { readMatchRow } from "./match-rows.ts";
import { playerReader } from "./players.ts";
import { seenKeys } from "./seen-keys.ts";
import { settingReader, type ReadGame } from "./setting.ts";
import { turnReader } from "./turn-rows.ts";

/** Some matches of a file, and how many rows they were read from. */
export interface ReadBatch {
  readonly matches: readonly ImportedMatch[];
  readonly rows: number;
  /** Rows that the mapping's `where` leaves out. */
  readonly leftOut: number;
}

/**
 * Reads the matches of files, one file after the other, a few at a time.
 *
 * @throws SpecError for the first thing that is wrong, with the file and the line
 */
export async function* readMatches(
  files: readonly string[],
  mappingFile: MappingFile,
  readGame: ReadGame,
): AsyncGenerator<ReadBatch, void, undefined> {
  const { mapping } = mappingFile;
  const layout = layoutOf(mapping);
  const readSetting = settingReader(mappingFile, layout, readGame);
  const readPlayer = playerReader(mapping);
  for (const file of files) {
    const isTurn = mapping["each-row-is"] === "turn";
    const turns = isTurn ? turnReader(file, mapping, layout, readSetting) : null;
    const requireNew = isTurn ? () => undefined : newMatches(file, layout);
    let rowsInFile = 0;
    for await (const rows of rowsOf(file, mapping, layout)) {
      const meant = rows.filter(({ values }) => fulfils(values, layout.where));
      const matches = meant.flatMap((row) => {
        requireNew(row);
        const read = turns === null ? readMatchRow(row, file, mapping, layout, readSetting) : turns.read(row);
        return read === null ? [] : [completedMatch(read, layout, readPlayer)];
      });
      rowsInFile += rows.length;
      yield { matches, rows: rows.length, leftOut: rows.length - meant.length };
    }
    if (rowsInFile === 0) throw faultAt({ file, line: 1 }, "the file has no rows");
    const left = turns?.end() ?? [];
    yield { matches: left.map((read) => completedMatch(read, layout, readPlayer)), rows: 0, leftOut: 0 };
  }
}

function rowsOf(file: string, mapping: Mapping, layout: Layout): AsyncGenerator<readonly Row[]> {
  const blocks = blocksOf(contentOf(file), file);
  const { format, delimiter, section = null, neutralised } = mapping;
  return format === "jsonl"
    ? jsonRows(blocks, file, layout.columns, layout.optional)
    : csvRows(blocks, file, layout.columns, { delimiter, section, neutralised });
}

/** Makes sure that no match has two rows, where every row is one. */
function newMatches(file: string, { match, columns }: Layout): (row: Row) => void {
  const seen = seenKeys();
  return ({ line, values }) => {
    if (match.length === 0 || seen.add(JSON.stringify(match.map((at) => values[at])))) return;
    const names = match.map((at) => columns[at]!).join(", ");
    throw faultAt(
      { file, line },
      `a match with the same ${names} stands above`,
      "`match` names what differs between matches.",
    );
  };
}
