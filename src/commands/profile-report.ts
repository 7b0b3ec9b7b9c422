import { SEATS, type Seat } from "../core/seat.ts";
import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import { collection, type MatchFacts, type SeatFacts } from "../stats/profile/collect.ts";
import type { ProfileRun } from "../stats/profile/measured.ts";
import type { Family, ProfileReport } from "../stats/profile/profile.ts";
import { profileReport } from "../stats/profile/report.ts";
import { ranked } from "../stats/standings.ts";
import type { MatchDecisions } from "../store/fallbacks.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
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

/** Players that are shown unless others are asked for: more do not fit a table, nor a family of comparisons. */
const MOST_PLAYERS = 12;
/** Summaries of matches that are read at a time. */
const PAGE = 5000;

/**
 * Measures the profiles of the players of some runs, all matches pooled, in one pass over the log.
 *
 * @throws SpecError for a player or a way of grouping that there is not
 */
export function profileReportOf(
  store: Store,
  logged: readonly LoggedRun[],
  options: ProfileReportOptions = {},
): ShownProfiles {
  const runs = [...new Map(logged.map((run) => [run.id, run])).values()].sort((a, b) => a.id - b.id);
  const by = options.by ?? null;
  const withPlayers = runs.map((run): RunPlayers => ({ run, players: store.players(run.id) }));
  const namings = namingsOf(withPlayers, by);
  const { player, families, resamples, withoutFallbacks = false, seed = runs.at(-1)!.seed } = options;
  const names = [...new Set(namings.flatMap((naming) => [...naming.player.values()]))];
  const players =
    player === undefined ? bestOf(store, runs, namings, names) : askedFor(player, namings, names);

  const described = runs.map(describe);
  const collected = collection(described, players);
  runs.forEach((run, at) => {
    const decisions = store.decisions(run.id);
    for (const record of store.records(run.id)) {
      collected.add(record, at, factsOf(record, namings[at]!, decisions));
    }
  });
  const report = profileReport(collected, {
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

/** All players, or the first of the table of all runs together where there are many. */
function bestOf(
  store: Store,
  runs: readonly LoggedRun[],
  namings: readonly Naming[],
  names: readonly string[],
): readonly string[] {
  if (names.length <= MOST_PLAYERS) return names;
  const totals = new Map(names.map((name) => [name, { score: 0, turns: 0 }]));
  runs.forEach(({ id }, at) => {
    const { player } = namings[at]!;
    for (let after = 0; ;) {
      const page = store.matches(id, { status: "complete", after, limit: PAGE });
      for (const match of page) {
        if (match.row === match.column) continue;
        for (const seat of SEATS) {
          const total = totals.get(player.get(match[seat])!)!;
          total.score += seat === "row" ? match.rowScore : match.columnScore;
          total.turns += match.turns;
        }
      }
      if (page.length < PAGE) break;
      after = page.at(-1)!.id;
    }
  });
  const mean = (name: string): number | null => {
    const { score, turns } = totals.get(name)!;
    return turns === 0 ? null : score / turns;
  };
  return ranked(names, mean)
    .slice(0, MOST_PLAYERS)
    .map(({ item }) => item);
}
