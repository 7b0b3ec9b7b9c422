import { nearestWord } from "../files/faults.ts";
import { faultAt, type Place } from "./fault.ts";

/** A row of a file: the values of the columns that a mapping names, in their order. */
export interface Row {
  readonly line: number;
  readonly values: readonly unknown[];
}

/** What is said of a column that a mapping names and the file does not have. */
export function missingColumn(place: Place, column: string, known: readonly string[]): Error {
  return faultAt(place, `there is no column "${column}"`, hintFor(column, known));
}

function hintFor(column: string, known: readonly string[]): string {
  const [only = ""] = known;
  const delimiter = known.length === 1 ? [";", "\t", "|", ","].find((one) => only.includes(one)) : undefined;
  if (delimiter !== undefined)
    return `All of the header is one column: say delimiter: ${JSON.stringify(delimiter)}.`;
  const near = nearestWord(column, known);
  return near === undefined ? `Its columns: ${known.slice(0, 30).join(", ")}.` : `Did you mean ${near}?`;
}
