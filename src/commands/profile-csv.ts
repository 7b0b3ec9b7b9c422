import { csvLine, type CsvCell } from "../files/csv.ts";
import { printable } from "../report/printable.ts";
import type { Estimate, ProfileReport } from "../stats/profile/profile.ts";

const MEASURED = ["value", "low", "high", "n", "lacking"] as const;

const HEADER: readonly string[] = [
  "player",
  "group",
  "family",
  "figure",
  "unit",
  "counts",
  ...MEASURED,
  ...MEASURED.map((name) => `without_fallbacks_${name}`),
  "matches",
  "turns",
  "aborted",
  "fallbacks",
];

const cellsOf = ({ value, interval, n, lacking }: Estimate): CsvCell[] => [
  value,
  interval?.low ?? null,
  interval?.high ?? null,
  n,
  lacking,
];

/** Prints a report as CSV: one row for each player, group and figure. */
export function printProfileCsv({ profiles, figures }: ProfileReport): void {
  process.stdout.write(csvLine(HEADER));
  for (const profile of profiles) {
    const { player, group, matches, turns, aborted, fallbacks } = profile;
    const whose = [printable(player), group === null ? null : printable(group)];
    for (const { id, family, unit, counts } of figures) {
      const estimate = profile.estimates[id]!;
      const without = profile.withoutFallbacks?.[id] ?? estimate;
      const measured = [...cellsOf(estimate), ...cellsOf(without)];
      process.stdout.write(
        csvLine([...whose, family, id, unit, counts, ...measured, matches, turns, aborted, fallbacks]),
      );
    }
  }
}
