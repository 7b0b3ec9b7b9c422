import type { LogReader, SourceRun } from "../export/source.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { factorsOf } from "./factors.ts";

/** A run of the log, as exporters take it. */
export const sourceRun = (store: Store, run: LoggedRun): SourceRun => ({
  ...run,
  factors: factorsOf(run),
  players: store.players(run.id),
});

/** The log, as exporters read it. */
export const logReader = (store: Store): LogReader => ({
  pairings: ({ id }) => store.pairings(id),
  matches: ({ id }, calls) => store.logged(id, { calls }),
  entries: ({ id }) => store.entries(id),
  match(run, id) {
    const [logged] = store.logged(run.id, { after: id - 1, limit: 1 });
    if (logged?.id !== id) throw new RangeError(`there is no match ${id} in run ${run.id}`);
    return logged.record;
  },
});
