import { count, counted } from "../report/number.ts";
import {
  asPlayed,
  differenceColumns,
  divided,
  extentColumns,
  familyColumns,
  figureColumns,
  footnotes,
  missingText,
  withoutFallbacks,
  type Footnotes,
  type Shown,
} from "../report/profile.ts";
import { filled, hasRoom, type Column } from "../report/table.ts";
import { wrapped } from "../report/wrap.ts";
import { drawsFor, leastAdjustedP } from "../stats/profile/differences.ts";
import { SIGNIFICANCE, type Family, type Profile, type ProfileFigure } from "../stats/profile/profile.ts";
import { RESAMPLES } from "../stats/profile/report.ts";
import type { ShownProfiles } from "./profile-report.ts";
import { print, printTable, terminalWidth } from "./terminal/output.ts";

/** How profiles are printed. */
interface TablesOptions {
  /** Families that were asked for. */
  readonly family?: string;
  readonly withoutFallbacks?: boolean;
  readonly resamples?: number;
}

/** Differences that are printed unless a family is asked for; all are in the JSON. */
const MOST_DIFFERENCES = 15;

/** Prints tables of profiles: of some families side by side or, where families were asked for, figure by figure. */
export function printProfiles(
  report: ShownProfiles,
  families: readonly Family[],
  options: TablesOptions,
): void {
  const { by, runs, profiles } = report;
  const shown: Shown = options.withoutFallbacks === true ? withoutFallbacks : asPlayed;
  const notes = footnotes();
  print(titleOf(runs), "bold");
  printTable(filled(extentColumns(by), profiles), profiles);
  if (options.family === undefined) printHeadlines(report, families, shown, notes);
  else {
    for (const family of families) printFamily(report, family, shown, notes);
    printNotes(notes);
  }
  printDifferences(report, options);
}

/** The runs by name, or how many there are. */
function titleOf(runs: ShownProfiles["runs"]): string {
  if (runs.length > 3) return `${counted(runs.length, "run")}, pooled`;
  return runs.map(({ id, name }) => `${name} (run ${id})`).join(", ");
}

/** Each family with a line for each profile; of figures that none of them has it is said once, at the end, why. */
function printHeadlines(
  { by, figures, profiles }: ShownProfiles,
  families: readonly Family[],
  shown: Shown,
  notes: Footnotes,
): void {
  const { known, missing } = divided(figures, profiles.map(shown));
  for (const family of families) {
    const own = known.filter((figure) => figure.family === family);
    if (own.length === 0) continue;
    print();
    print(family, "bold");
    for (const some of inTables(own, (few) => figureColumns(few, by, shown, notes), profiles)) {
      printTable(figureColumns(some, by, shown, notes), profiles);
    }
  }
  printNotes(notes);
  if (missing.length > 0) print();
  for (const line of missing.map(missingText)) {
    for (const part of wrapped(line, terminalWidth() ?? Infinity)) print(part, "dim");
  }
}

/** The figures in as many tables, one below the other, as the terminal needs to show them all. */
function inTables(
  figures: readonly ProfileFigure[],
  columnsOf: (figures: readonly ProfileFigure[]) => readonly Column<Profile>[],
  profiles: readonly Profile[],
): readonly (readonly ProfileFigure[])[] {
  const width = terminalWidth() ?? Infinity;
  const tables: ProfileFigure[][] = [];
  for (const figure of figures) {
    const last = tables.at(-1);
    if (last !== undefined && hasRoom(columnsOf([...last, figure]), profiles, width)) last.push(figure);
    else tables.push([figure]);
  }
  return tables;
}

function printFamily(
  { by, figures, profiles }: ShownProfiles,
  family: Family,
  shown: Shown,
  notes: Footnotes,
): void {
  const lines = figures
    .filter((figure) => figure.family === family)
    .flatMap((figure) => profiles.map((profile) => ({ figure, profile })));
  print();
  print(family, "bold");
  printTable(familyColumns(by, shown, notes), lines);
}

function printNotes({ all }: Footnotes): void {
  for (const { mark, reason } of all) print(`${mark}  ${reason}`, "dim");
}

function printDifferences(
  { by, figures, differences }: ShownProfiles,
  { family, resamples = RESAMPLES }: TablesOptions,
): void {
  if (differences.length === 0 || resamples === 0) return;
  const draws = drawsFor(differences.length, resamples);
  if (leastAdjustedP(differences.length, draws) > SIGNIFICANCE) {
    print();
    print(
      `${counted(differences.length, "difference")} with ${counted(draws, "draw")} each: too many for Holm's adjustment to tell any from chance; name fewer players or families, or more --resamples`,
      "dim",
    );
    return;
  }
  const standing = differences
    .filter(({ adjustedP }) => adjustedP !== null && adjustedP <= SIGNIFICANCE)
    .sort((a, b) => a.adjustedP! - b.adjustedP! || Math.abs(b.value) - Math.abs(a.value));
  const printed = family === undefined ? standing.slice(0, MOST_DIFFERENCES) : standing;
  print();
  print("differences between players", "bold");
  if (printed.length > 0) {
    printTable(differenceColumns(new Map(figures.map((figure) => [figure.id, figure])), by), printed);
  }
  const stand = `${count(standing.length)} of ${counted(differences.length, "difference")}`;
  const are = standing.length === 1 ? "is" : "are";
  const rest = printed.length < standing.length ? `; ${printed.length} are shown, --json has all` : "";
  print(`${stand} ${are} beyond chance at 5 % together, by Holm's adjustment${rest}`, "dim");
}
