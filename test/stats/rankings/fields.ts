import { fieldOf, type Field } from "../../../src/stats/rankings/field.ts";
import { tallied } from "../records.ts";

/** Rows of numbers as a payoff matrix. */
export const matrix = (...rows: readonly (readonly number[])[]): Float64Array[] =>
  rows.map((row) => Float64Array.from(row));

/** A field of matches written as "a CCD b DDD"; matches of the same words are further repetitions. */
export function field(players: string, ...matches: readonly string[]): Field {
  return fieldOf(talliesOf(...matches), players.split(""));
}

/** The tallies of matches written as for {@link field}. */
export function talliesOf(...matches: readonly string[]) {
  const played = new Map<string, number>();
  return matches.map((words) => {
    const [row, own, column, other] = words.split(" ") as [string, string, string, string];
    const pairing = `${row} ${column}`;
    const repetition = played.get(pairing) ?? 0;
    played.set(pairing, repetition + 1);
    return tallied(`${row} ${own}`, `${column} ${other}`, { repetition });
  });
}
