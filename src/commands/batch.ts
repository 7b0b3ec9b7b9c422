import { NOTHING_SPENT, sumOf, type Spending } from "../core/usage.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import type { Experiment } from "../tournament/experiment.ts";
import { version } from "../version.ts";

export interface ResumeOptions {
  readonly fresh?: boolean;
  readonly retryAborted?: boolean;
}

/**
 * The runs of an experiment's cells that are in the log and are gone on with: of the newest batch, unless all of it is
 * played. None for a tournament of one cell, whose run stands for itself.
 */
export function batchOf(store: Store, experiment: Experiment, options: ResumeOptions): readonly LoggedRun[] {
  const { hash, cells } = experiment;
  if (cells.length === 1 || options.fresh === true) return [];
  const batch = store.latestBatch(hash).filter(({ codeVersion }) => codeVersion === version);
  const isOver = cells.every((_, index) => batch.some((run) => run.cell === index && isPlayed(run, options)));
  return isOver ? [] : batch;
}

/** Whether nothing of a run is left to play. */
export const isPlayed = ({ status, aborted }: LoggedRun, { retryAborted = false }: ResumeOptions): boolean =>
  status === "complete" && !(retryAborted && aborted > 0);

/** The run that a tournament of one cell goes on with, in a list; or none. */
export function interruptedOf(
  store: Store,
  { cells }: Experiment,
  { fresh = false, retryAborted = false }: ResumeOptions,
): readonly LoggedRun[] {
  const [only] = cells;
  if (fresh || cells.length > 1 || only === undefined) return [];
  const run = store.resumableRun(only.tournament.hash, { orAborted: retryAborted });
  return run?.codeVersion === version ? [run] : [];
}

/** What calls of these runs have come to so far, by player: a budget holds over all sittings. */
export function spentOn(store: Store, runs: readonly LoggedRun[]): ReadonlyMap<string, Spending> {
  const spent = new Map<string, Spending>();
  for (const { id } of runs) {
    for (const [player, own] of store.spending(id)) {
      spent.set(player, sumOf(spent.get(player) ?? NOTHING_SPENT, own));
    }
  }
  return spent;
}
