import type { Seat } from "../core/seat.ts";
import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import { collection, type MatchFacts, type SeatFacts } from "../stats/profile/collect.ts";
import type { ProfileRun } from "../stats/profile/measured.ts";
import type { Family, ProfileReport } from "../stats/profile/profile.ts";
import { completed, type ProfileProgress } from "../stats/profile/progress.ts";
import { profileSteps } from "../stats/profile/report.ts";
import type { MatchDecisions } from "../store/fallbacks.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { bestPlayers } from "./best-players.ts";
import { chosenPlayers } from "./chosen-players.ts";
import { factorsOf, writeLevel } from "./factors.ts";
import { namingsOf, type Naming, type RunPlayers } from "./profile-groups.ts";

/** Which profiles are wanted, and how. */
export interface ProfileReportOptions {
  /** Ids, with commas between them; by default all players, or the best of them where there are many. */
  readonly player?: string | undefined;
  readonly by?: string | undefined;
  /** By default all. */
  readonly families?: readonly Family[] | undefined;
  /** For the bootstrap; by default the seed of the latest run. */
  readonly seed?: number | undefined;
  readonly resamples?: number | undefined;
  /** Compare players by what they did of their own. */
  readonly withoutFallbacks?: boolean | undefined;
}

/** A report, and of how many players it shows whom. */
export interface ShownProfiles extends ProfileReport {
  /** Players of the runs. */
  readonly players: number;
}

/** What a report is about, once it is known that there is such a thing. */
interface Subject {
  /** In the order of their numbers, as are the namings. */
  readonly runs: readonly LoggedRun[];
  readonly namings: readonly Naming[];
  /** All players, and those that were asked for; null where nobody was. */
  readonly names: readonly string[];
  readonly asked: readonly string[] | null;
}

/**
 * Measures the profiles of the players of some runs, all matches pooled, in one pass over the log.
 *
 * @throws SpecError for a player or a way of grouping that there is not
 */
export const profileReportOf = (
  store: Store,
  logged: readonly LoggedRun[],
  options: ProfileReportOptions = {},
): ShownProfiles => completed(profileStepsOf(store, logged, options));

/**
 * What {@link profileReportOf} does, step by step, for those who have something else to do in between.
 *
 * @throws SpecError before the first step, for a player or a way of grouping that there is not
 */
export function profileStepsOf(
  store: Store,
  logged: readonly LoggedRun[],
  options: ProfileReportOptions = {},
): Generator<ProfileProgress, ShownProfiles> {
  const runs = eachOnce(logged);
  const withPlayers = runs.map((run): RunPlayers => ({ run, players: store.players(run.id) }));
  const namings = namingsOf(withPlayers, options.by ?? null);
  const names = [...new Set(namings.flatMap((naming) => [...naming.player.values()]))];
  const asked = options.player === undefined ? null : askedFor(options.player, namings, names);
  return stepsOf(store, { runs, namings, names, asked }, options);
}

function* stepsOf(
  store: Store,
  { runs, namings, names, asked }: Subject,
  options: ProfileReportOptions,
): Generator<ProfileProgress, ShownProfiles> {
  const { by = null, families, resamples, withoutFallbacks = false, seed = runs.at(-1)!.seed } = options;
  const calledIn = runs.map(({ id, matches }, at) => ({ id, matches, called: namings[at]!.player }));
  const players = asked ?? (yield* bestPlayers(store, calledIn, names));

  const total = runs.reduce((sum, { matches }) => sum + matches, 0);
  let done = 0;
  const described = runs.map(describe);
  const collected = collection(described, players);
  for (const [at, run] of runs.entries()) {
    const decisions = store.decisions(run.id);
    for (const record of store.records(run.id)) {
      yield { doing: "reading", done: done++, total };
      collected.add(record, at, factsOf(record, namings[at]!, decisions));
    }
  }
  const report = yield* profileSteps(collected, {
    runs: described,
    players,
    by,
    seed,
    compareWithoutFallbacks: withoutFallbacks,
    ...(families === undefined ? {} : { families }),
    ...(resamples === undefined ? {} : { resamples }),
  });
  return { ...report, players: names.length };
}

/** Runs in the order of their numbers, whatever they were asked for as. */
export const eachOnce = (runs: readonly LoggedRun[]): readonly LoggedRun[] =>
  [...new Map(runs.map((run) => [run.id, run])).values()].sort((a, b) => a.id - b.id);

const describe = (run: LoggedRun): ProfileRun => {
  const { id, name, game, told } = run;
  const { horizon } = told;
  const factors = Object.entries(factorsOf(run)).map(([path, value]) => [path, writeLevel(value)] as const);
  const isTold = typeof horizon === "object" && "turns" in horizon;
  return { id, name, game, isTold, factors: Object.fromEntries(factors) };
};

const NO_DECISIONS: MatchDecisions = {};

function factsOf(
  { match }: MatchRecord,
  naming: Naming,
  decisions: ReadonlyMap<string, MatchDecisions>,
): MatchFacts {
  const made = decisions.size === 0 ? NO_DECISIONS : (decisions.get(keyOf(match)) ?? NO_DECISIONS);
  const of = (seat: Seat): SeatFacts => {
    const own = match[seat];
    const other = match[seat === "row" ? "column" : "row"];
    return {
      player: naming.player.get(own)!,
      coPlayer: naming.coPlayer.get(other)!,
      group: naming.groupOf(own, other),
      fallbacks: made[seat]?.fallbacks ?? [],
      asked: made[seat] ?? null,
    };
  };
  const isSeeded = naming.isSeeded(match.row) && naming.isSeeded(match.column);
  return { row: of("row"), column: of("column"), isSeeded };
}

/** The players by the names that they go by, as they were asked for, each once. */
function askedFor(list: string, namings: readonly Naming[], names: readonly string[]): string[] {
  const called = new Map(namings.flatMap(({ player }) => [...player]));
  const asked = chosenPlayers([...new Set([...names, ...called.keys()])], list);
  return [...new Set(asked.map((one) => (names.includes(one) ? one : called.get(one)!)))];
}
