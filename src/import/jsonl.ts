import { missingColumn, type Row } from "./columns.ts";
import { faultAt } from "./fault.ts";
import type { Block } from "./lines.ts";
import { parsePath, valueAt } from "./path.ts";

/**
 * The rows of a file with a JSON value on every line, those of a block at a time. Empty lines are none.
 *
 * @param columns which values to take, by their paths
 * @param optional those that a row need not have; they are null there
 * @throws SpecError for a line that is no JSON, and for a row without one of the values
 */
export async function* jsonRows(
  blocks: AsyncIterable<Block>,
  file: string,
  columns: readonly string[],
  optional: ReadonlySet<string>,
): AsyncGenerator<readonly Row[], void, undefined> {
  const paths = columns.map(parsePath);
  for await (const block of blocks) {
    const rows: Row[] = [];
    let line = block.line - 1;
    for (const text of block.text.split("\n")) {
      line++;
      if (text.trim() === "") continue;
      const value = parsed(text, file, line);
      const values = columns.map((column, i) => {
        const found = valueAt(value, paths[i]!, column);
        if (found === undefined && !optional.has(column)) {
          throw missingColumn({ file, line }, column, namesIn(value));
        }
        return found ?? null;
      });
      rows.push({ line, values });
    }
    if (rows.length > 0) yield rows;
  }
}

function parsed(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw faultAt(
      { file, line },
      "the line is not JSON",
      "Every line must hold one JSON value. For a table, say format: csv.",
      cause,
    );
  }
}

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((_, i) => `[${i}]`) : Object.keys(Object(value) as object);
