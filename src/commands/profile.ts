import { SpecError } from "../core/errors.ts";
import { nearestWord } from "../files/faults.ts";
import { count, counted } from "../report/number.ts";
import {
  asPlayed,
  differenceColumns,
  extentColumns,
  familyColumns,
  figureColumns,
  footnotes,
  withoutFallbacks,
  type Footnotes,
  type Shown,
} from "../report/profile.ts";
import { filled } from "../report/table.ts";
import { drawsFor, leastAdjustedP } from "../stats/profile/differences.ts";
import { FAMILIES } from "../stats/profile/figures.ts";
import { SIGNIFICANCE, type Family } from "../stats/profile/profile.ts";
import { MOST_COMPARED, RESAMPLES } from "../stats/profile/report.ts";
import { openStore } from "../store/open.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { findRun } from "./find-run.ts";
import { printProfileCsv } from "./profile-csv.ts";
import { profileReportOf, type ShownProfiles } from "./profile-report.ts";
import { requireProfileScreen, showProfileOnScreen } from "./profile-screen.ts";
import { note, print, printJson, printTable } from "./terminal/output.ts";

export interface ProfileOptions {
  readonly db: string;
  readonly player?: string;
  readonly by?: string;
  /** With commas between them. */
  readonly family?: string;
  /** Every cell of the grids that the runs are part of. */
  readonly cells?: boolean;
  readonly withoutFallbacks?: boolean;
  readonly resamples?: number;
  readonly seed?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly tui?: boolean;
}

/** Families whose figures are shown, side by side, unless one is asked for. */
const HEADLINES: readonly Family[] = ["cooperation", "character", "end-game"];
/** Differences that are printed unless a family is asked for; all are in the JSON. */
const MOST_DIFFERENCES = 15;

/**
 * Prints how the players of some runs cooperate, or shows it in the terminal UI.
 *
 * @returns the exit code
 */
export async function showProfile(asked: readonly string[], options: ProfileOptions): Promise<number> {
  if (options.tui === true) requireProfileScreen();
  const chosen = options.family === undefined ? undefined : familiesIn(options.family);
  using store = openStore(options.db, { mode: "read" });
  const named = asked.length === 0 ? [findRun(store, undefined)] : asked.map((one) => findRun(store, one));
  const runs = options.cells === true ? named.flatMap((run) => cellsOf(store, run)) : named;
  requireMatches(store, runs);
  const matches = runs.reduce((sum, run) => sum + run.matches, 0);
  if (options.tui === true) note(`measuring ${counted(matches, "match", "matches")} …`);
  const isWhole = options.json === true || options.csv === true || options.tui === true;
  const families = chosen ?? (isWhole ? FAMILIES : HEADLINES);
  const report = profileReportOf(store, runs, { ...options, families });
  if (options.tui === true) return await showProfileOnScreen(report, options);
  if (options.json === true) {
    const { players: _, ...whole } = report;
    printJson(whole);
  } else if (options.csv === true) printProfileCsv(report);
  else printProfiles(report, families, options);
  noteLimits(report, options);
  return 0;
}

/** @throws SpecError for a family that there is not */
function familiesIn(text: string): readonly Family[] {
  return text.split(",").map((part) => {
    const asked = part.trim();
    const family = FAMILIES.find((one) => one === asked);
    if (family !== undefined) return family;
    const near = nearestWord(asked, FAMILIES);
    throw new SpecError(`there is no family of figures "${asked}"`, {
      hint: near === undefined ? `There are ${FAMILIES.join(", ")}.` : `Did you mean ${near}?`,
    });
  });
}

/** The runs of the same sitting, of each cell its newest; the run alone where it is no cell of a grid. */
const cellsOf = (store: Store, run: LoggedRun): readonly LoggedRun[] =>
  run.batch === null ? [run] : store.batch(run.batch).filter(({ cell }, i, all) => cell !== all[i - 1]?.cell);

/** @throws SpecError where there is nothing to measure */
function requireMatches(store: Store, runs: readonly LoggedRun[]): void {
  if (runs.some(({ matches, aborted }) => matches > aborted)) return;
  const names = runs.map(({ id, name }) => `${name} (run ${id})`).join(", ");
  const aborted = runs.find((run) => run.aborted > 0);
  throw new SpecError(`${names} has no complete match to measure`, {
    place: store.path,
    hint:
      aborted === undefined
        ? "Play it first, or name another run: coplay runs lists them."
        : `${counted(aborted.aborted, "match was", "matches were")} aborted: coplay matches ${aborted.id} --status aborted.`,
  });
}

function printProfiles(report: ShownProfiles, families: readonly Family[], options: ProfileOptions): void {
  const { by, runs, profiles } = report;
  const shown: Shown = options.withoutFallbacks === true ? withoutFallbacks : asPlayed;
  const notes = footnotes();
  print(titleOf(runs), "bold");
  printTable(filled(extentColumns(by), profiles), profiles);
  for (const family of families) {
    print();
    print(family, "bold");
    if (options.family === undefined) printHeadline(report, family, shown, notes);
    else printFamily(report, family, shown, notes);
  }
  for (const { mark, reason } of notes.all) print(`${mark}  ${reason}`, "dim");
  printDifferences(report, options);
}

/** The runs by name, or how many there are. */
function titleOf(runs: ShownProfiles["runs"]): string {
  if (runs.length > 3) return `${counted(runs.length, "run")}, pooled`;
  return runs.map(({ id, name }) => `${name} (run ${id})`).join(", ");
}

/** A line for each profile; of figures that none of them has it is said once why. */
function printHeadline(
  { by, figures, profiles }: ShownProfiles,
  family: Family,
  shown: Shown,
  notes: Footnotes,
): void {
  const own = figures.filter((figure) => figure.family === family);
  const known = own.filter(({ id }) => profiles.some((profile) => shown(profile)[id]!.value !== null));
  if (known.length > 0) printTable(figureColumns(known, by, shown, notes), profiles);
  for (const { id, title } of own) {
    if (known.some((figure) => figure.id === id)) continue;
    const why = new Set(profiles.map((profile) => shown(profile)[id]!.lacking));
    print(`no ${title}: ${[...why].join("; ")}`, "dim");
  }
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
  printTable(familyColumns(by, shown, notes), lines);
}

function printDifferences(
  { by, figures, differences }: ShownProfiles,
  { family, resamples = RESAMPLES }: ProfileOptions,
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

function noteLimits({ profiles, players }: ShownProfiles, options: ProfileOptions): void {
  const shown = new Set(profiles.map(({ player }) => player)).size;
  if (options.player === undefined && shown < players) {
    note(`the first ${shown} of ${players} players of the table; --player shows others`);
  }
  if (shown > MOST_COMPARED) note(`players are compared with each other up to ${MOST_COMPARED} at once`);
  const isUnsure = profiles.some((profile) =>
    Object.values(profile.estimates).some(({ value, interval }) => value !== null && interval === null),
  );
  if (isUnsure && options.resamples !== 0) {
    note("where there is no interval, too few matches differ from each other for one");
  }
  const fallbacks = profiles.reduce((sum, profile) => sum + profile.fallbacks, 0);
  if (fallbacks > 0 && options.withoutFallbacks !== true) {
    note(
      `${counted(fallbacks, "move was a fallback", "moves were fallbacks")}: --without-fallbacks leaves them out`,
    );
  }
  if (options.withoutFallbacks === true) {
    note(
      `${counted(fallbacks, "fallback move is", "fallback moves are")} left out, and stay part of what others answer`,
    );
  }
}
