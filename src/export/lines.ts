import type { NewFolder } from "./folder.ts";
import type { Step } from "./format.ts";
import type { WrittenFile } from "./output.ts";
import type { Reading } from "./reading.ts";
import type { SourceMatch, Split } from "./source.ts";

/** Matches between two words on how far an export is. */
const STRIDE = 250;

/**
 * Writes a text file for each part of a dataset, by what a match comes to in it.
 *
 * @param linesOf whole lines with their ends, and how many rows they are
 */
export function* writeLines(
  reading: Reading,
  folder: NewFolder,
  options: {
    readonly path: (split: Split) => string;
    readonly head?: string;
    readonly calls: boolean;
    readonly linesOf: (match: SourceMatch) => { readonly text: string; readonly rows: number };
  },
): Generator<Step, readonly WrittenFile[], undefined> {
  const parts = new Map(
    reading.splits.map((split) => [split, { file: folder.file(options.path(split)), rows: 0 }]),
  );
  for (const { file } of parts.values()) file.text(options.head ?? "");
  yield* eachMatch(reading, options.calls, (match) => {
    const part = parts.get(match.split)!;
    const { text, rows } = options.linesOf(match);
    part.file.text(text);
    part.rows += rows;
  });
  return [...parts.values()].map(({ file, rows }) => file.finish(rows));
}

/** Hands over every match, and says after every so many how far it is. */
export function* eachMatch(
  reading: Reading,
  calls: boolean,
  take: (match: SourceMatch) => void,
): Generator<Step, void, undefined> {
  const total = reading.total.matches;
  let done = 0;
  let turns = 0;
  for (const match of reading.matches({ calls })) {
    take(match);
    turns += match.record.row.length;
    if (++done % STRIDE === 0) yield { of: "matches", done, total, turns };
  }
}
