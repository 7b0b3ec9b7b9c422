import { SpecError } from "../core/errors.ts";
import { nearestWord } from "../files/faults.ts";
import { counted } from "../report/number.ts";
import { FAMILIES } from "../stats/profile/figures.ts";
import type { Family } from "../stats/profile/profile.ts";
import { MOST_COMPARED } from "../stats/profile/report.ts";
import { openStore } from "../store/open.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { findRun } from "./find-run.ts";
import { printProfileCsv } from "./profile-csv.ts";
import { eachOnce, profileReportOf, profileStepsOf, type ShownProfiles } from "./profile-report.ts";
import { requireProfileScreen, showProfileOnScreen } from "./profile-screen.ts";
import { printProfiles } from "./profile-tables.ts";
import { note, printJson } from "./terminal/output.ts";

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
  const runs = eachOnce(options.cells === true ? named.flatMap((run) => cellsOf(store, run)) : named);
  requireMatches(store, runs);
  const isWhole = options.json === true || options.csv === true || options.tui === true;
  const families = chosen ?? (isWhole ? FAMILIES : HEADLINES);
  const wanted = { ...options, families };
  if (options.tui === true) {
    const of = {
      runs: runs.map(({ id, name, game }) => ({ id, name, game: game.id })),
      by: options.by ?? null,
    };
    const steps = profileStepsOf(store, runs, wanted);
    return await showProfileOnScreen({ of, steps, isWithoutFallbacks: options.withoutFallbacks === true });
  }
  const report = profileReportOf(store, runs, wanted);
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

function noteLimits({ profiles, players }: ShownProfiles, options: ProfileOptions): void {
  const isPrinted = options.json !== true && options.csv !== true;
  if (isPrinted && options.family === undefined) {
    const others = FAMILIES.filter((family) => !HEADLINES.includes(family));
    note(`there is more: --family ${others.join(",")}`);
  }
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
