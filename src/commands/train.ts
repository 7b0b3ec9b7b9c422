import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { CoplayError, DivergenceError } from "../core/errors.ts";
import { claim } from "../files/lock.ts";
import { loadState } from "../models/state-file.ts";
import { totalSteps } from "../models/trainers/file.ts";
import { trainerOf } from "../models/trainers/index.ts";
import { counted } from "../report/number.ts";
import { openDesk } from "./desk.ts";
import { readTrainingFile } from "./read-training.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { note, printJson } from "./terminal/output.ts";
import { requireScreen, wantsScreen } from "./terminal/screen.ts";
import { shellWord } from "./terminal/shell-word.ts";
import { openCrew } from "./training-crew.ts";
import { filesOf, formerOf, isFinished, type TrainingFiles } from "./training-files.ts";
import { openEpisodeLog } from "./training-log.ts";
import { reportResult, resultOf } from "./training-result.ts";
import { runTraining, unitOf, type Kept, type TrainingRun } from "./training-run.ts";
import { starting } from "./training-start.ts";

export interface TrainOptions {
  readonly out?: string;
  readonly seed?: number;
  readonly workers?: number;
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  /** Whether episodes go into the log, and which one that is. */
  readonly log?: boolean;
  readonly db?: string;
}

/**
 * Trains what a training file says, or goes on where that was interrupted, and keeps a checkpoint of each learner.
 *
 * @returns the exit code: 0 only where the training is finished
 */
export async function train(file: string, options: TrainOptions): Promise<number> {
  const { out, seed, json = false, plain = false, force = false } = options;
  if (options.db !== undefined && options.log !== true) {
    throw new CoplayError("--db means nothing without --log", { hint: "Add --log to log episodes there." });
  }
  const { catalogue } = openDesk();
  const config = readTrainingFile(file, { seed }, catalogue);
  const files = filesOf(config, out);
  using _ = holding(files);
  const former = force ? [] : formerOf(config, files);
  const state = force ? null : loadState(files.state, config);
  if (state === null && isFinished(config, former)) {
    if (json) printJson(resultOf(config, files, former[0]!.curve, null));
    note(`${config.name} is finished already: ${files.checkpoints.join(", ")}; --force trains it anew`);
    return 0;
  }
  const start = starting(config, catalogue);
  const game = catalogue.game(config.game);
  const show: TrainingRun["show"] = json ? "nothing" : !plain && wantsScreen() ? "screen" : "lines";
  if (show === "screen") requireScreen();
  const unit = unitOf(config);
  if (state !== null) {
    note(`going on with ${config.name}: ${state.step} of ${counted(totalSteps(config), unit)} are there`);
  }

  const step = state?.step ?? 0;
  const db = options.db ?? "results/coplay.db";
  using log =
    options.log === true ? openEpisodeLog(db, { config, game, catalogue, step, unit, isAnew: force }) : null;
  const kept: Kept = { state, isFinished: false, isUnderWay: true, stoppedBy: "SIGINT" };
  const crew = openCrew(options.workers ?? availableParallelism(), catalogue);
  try {
    const begin = (signal: AbortSignal) =>
      trainerOf(config.algorithm)(config, { game, crew, start, signal }, state);
    await runTraining({ config, game, files, state, show, log, begin }, kept);
  } catch (error) {
    if (error instanceof DivergenceError && kept.state !== null) {
      note(`${files.checkpoints.join(", ")}: as it was after ${unit} ${kept.state.step}`);
    }
    throw error;
  } finally {
    if (!kept.isUnderWay) await crew.close();
  }
  reportResult(config, files, kept, show, log?.run ?? null);
  if (log !== null) {
    // After an error the log may be out of reach; the run then stands as interrupted, which it is.
    log.end();
    const place = options.db === undefined ? "" : ` --db ${shellWord(db)}`;
    note(`its episodes are run ${log.run} of ${db}: coplay standings ${log.run}${place}`);
  }
  if (kept.isFinished) return 0;
  // Threads that are in the middle of something are not waited for.
  if (kept.isUnderWay) process.exit(exitCodeAfter(kept.stoppedBy));
  return exitCodeAfter(kept.stoppedBy);
}

/** Keeps other processes from training into the same files until it is disposed of. */
function holding({ state }: TrainingFiles): Disposable {
  const folder = `${state}.lock`;
  const claimed = claim(folder);
  if ("heldBy" in claimed) {
    const { pid, host } = claimed.heldBy;
    throw new CoplayError(`${state} is being trained by process ${pid} on ${host}`, {
      hint: "Wait for it, or train into other files with --out.",
    });
  }
  return {
    [Symbol.dispose]() {
      claimed.held[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
