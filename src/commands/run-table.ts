import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import { standings, standingsStream, type Standing } from "../stats/standings.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import type { LoggedRun, RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";

/** Which table of a run is wanted. */
export interface TableOptions {
  readonly by: "mean" | "median";
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
  const table = standings(tallies, { players, random: standingsStream(seed), rankBy: options.by });
  return { players, tallies, table, leftOut };
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
