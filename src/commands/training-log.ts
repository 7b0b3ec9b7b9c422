import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { StoreError } from "../core/errors.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { isAlive } from "../files/process.ts";
import { episodesUntil } from "../models/trainers/episodes.ts";
import { counted } from "../report/number.ts";
import { openStore } from "../store/open.ts";
import type { LoggedRun, RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { version } from "../version.ts";
import { runOf, type LoggedTraining } from "./training-log-run.ts";

/** The place in the log where the episodes of a training go, as matches of one run. */
export interface EpisodeLog extends Disposable {
  readonly run: RunId;
  /** Writes episodes down, all of them or none; those that are there already stay as they are. */
  append(records: readonly MatchRecord[]): void;
  /** Writes down that no more will come, and whether all are there. */
  end(): void;
}

/**
 * Opens the log for a training: goes on with its run where that was interrupted, or begins one.
 *
 * A training that is killed repeats the step that it was in, to the same moves: what was written of it before stays,
 * and nothing is missing, as a step is written here before the training's own state says that it is done.
 *
 * @throws StoreError where the training goes on and the log has not all its episodes until then, or where another
 *   process is writing them just now
 */
export function openEpisodeLog(db: string, training: LoggedTraining): EpisodeLog {
  const { step } = training;
  // Before a file is made that would hold nothing.
  if (step > 0 && !existsSync(db)) throw incomplete(db, training);
  const store = openStore(db, { mode: "write" });
  try {
    return logIn(store, training);
  } catch (error) {
    store.close();
    throw error;
  }
}

function logIn(store: Store, training: LoggedTraining): EpisodeLog {
  const { config, step, isAnew } = training;
  const described = runOf(training);
  const owner = { pid: process.pid, host: hostname() };

  const former = isAnew ? null : formerRun(store, described.specHash, step);
  if (step > 0 && (former?.matches ?? 0) < episodesUntil(config, step))
    throw incomplete(store.path, training);
  if (former !== null) refuseIfAlive(store, former);
  if (former !== null && former.status !== "complete") store.continueRun(former.id, owner);

  const now = Date.now;
  const run = former?.id ?? store.beginRun({ ...described, process: owner, startedAt: now() });
  let startedAt = now();
  let hasEnded = false;
  return {
    run,
    append(records) {
      const endedAt = now();
      store.append(run, records, { startedAt, endedAt });
      startedAt = endedAt;
    },
    end() {
      if (!hasEnded) store.endRun(run, now());
      hasEnded = true;
    },
    [Symbol.dispose]: () => store.close(),
  };
}

/** The newest run of a training that it can go on with; one that is whole already only where the training is, too. */
function formerRun(store: Store, hash: string, step: number): LoggedRun | null {
  const run = store.runs().find(({ specHash }) => specHash === hash);
  if (run === undefined) return null;
  if (step > 0) return run;
  return run.status !== "complete" && run.codeVersion === version ? run : null;
}

const incomplete = (db: string, { config, step, unit }: LoggedTraining): StoreError =>
  new StoreError(
    db,
    `has not all episodes of the first ${counted(step, unit)} of ${config.name}, which are done`,
    {
      hint: "Go on without --log, or train anew from the first episode with --force --log.",
    },
  );

function refuseIfAlive(store: Store, { id, status, process: owner }: LoggedRun): void {
  const isElsewhere = owner.pid !== process.pid && owner.host === hostname();
  if (status !== "running" || !isElsewhere || !isAlive(owner.pid)) return;
  throw new StoreError(store.path, `run ${id} is being written by process ${owner.pid}`, {
    hint: "Wait for it, or write into another log with --db.",
  });
}
