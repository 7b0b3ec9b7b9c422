import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import { rankings } from "../stats/rankings/index.ts";
import {
  rankedBy,
  rate,
  ratingsStream,
  type RatedField,
  type RatedStanding,
} from "../stats/rankings/rate.ts";
import type { Ranking, RankingId } from "../stats/rankings/ranking.ts";
import { standings, standingsStream, type Standing } from "../stats/standings.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import type { LoggedRun, RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** Which table of a run is wanted. */
export interface TableOptions {
  readonly by: "mean" | RankingId;
  /** Leave out matches in which a fallback was played. */
  readonly withoutFallbacks?: boolean;
}

/** A run's table, and what it was made from. */
export interface RunTable {
  readonly players: readonly string[];
  readonly tallies: readonly MatchTally[];
  readonly table: readonly Standing[];
  /** Matches that were left out because a fallback was played. */
  readonly leftOut: number;
}

/** Makes the table of a logged run. */
export function runTable(store: Store, { id, seed }: LoggedRun, options: TableOptions): RunTable {
  const players = store.players(id).map((player) => player.id);
  const isLeftOut = leavingOut(store, id, options);
  let leftOut = 0;
  const tallies: MatchTally[] = [];
  for (const record of store.records(id)) {
    if (isLeftOut(record)) leftOut++;
    else tallies.push(tally(record));
  }
  const rankBy = options.by === "median" ? "median" : "mean";
  const table = standings(tallies, { players, random: standingsStream(seed), rankBy });
  return { players, tallies, table, leftOut };
}

/** A run's table by something else than the mean payoff. */
export interface RankedTable {
  readonly ranking: Ranking;
  readonly rated: RatedField;
  readonly table: readonly RatedStanding[];
}

/** Ranks a run's table by what was asked for; null by the mean, by which it is ranked already. */
export function rankedTable(
  { players, tallies, table }: RunTable,
  { seed }: LoggedRun,
  { by }: TableOptions,
): RankedTable | null {
  const ranking = rankings.find(({ id }) => id === by);
  if (ranking === undefined) return null;
  const rated = rate(tallies, ranking, { players, random: ratingsStream(seed) });
  return { ranking, rated, table: rankedBy(table, rated, players) };
}

/** Which matches are left out. Aborted ones are in no figure anyway, and are counted elsewhere. */
function leavingOut(
  store: Store,
  run: RunId,
  { withoutFallbacks = false }: TableOptions,
): (record: MatchRecord) => boolean {
  if (!withoutFallbacks) return () => false;
  const withFallbacks = new Set(store.withFallbacks(run).map(keyOf));
  return ({ match, status }) => status === "complete" && withFallbacks.has(keyOf(match));
}
