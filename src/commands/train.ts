import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { CoplayError, DivergenceError } from "../core/errors.ts";
import { claim } from "../files/lock.ts";
import { loadState } from "../models/state-file.ts";
import type { CurvePoint } from "../models/trainers/events.ts";
import { totalSteps, type NamedTraining } from "../models/trainers/file.ts";
import { trainerOf } from "../models/trainers/index.ts";
import { count, counted } from "../report/number.ts";
import { openDesk } from "./desk.ts";
import { readTrainingFile } from "./read-training.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { note, print, printJson } from "./terminal/output.ts";
import { requireScreen, wantsScreen } from "./terminal/screen.ts";
import { openCrew } from "./training-crew.ts";
import { filesOf, formerOf, isFinished, playerIdsOf, type TrainingFiles } from "./training-files.ts";
import { curveLines } from "./training-lines.ts";
import { runTraining, unitOf, type Kept, type TrainingRun } from "./training-run.ts";
import { starting } from "./training-start.ts";

export interface TrainOptions {
  readonly out?: string;
  readonly seed?: number;
  readonly workers?: number;
  readonly plain?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
}

/**
 * Trains what a training file says, or goes on where that was interrupted, and keeps a checkpoint of each learner.
 *
 * @returns the exit code: 0 only where the training is finished
 */
export async function train(file: string, options: TrainOptions): Promise<number> {
  const { out, seed, json = false, plain = false, force = false } = options;
  const { catalogue } = openDesk();
  const config = readTrainingFile(file, { seed }, catalogue);
  const files = filesOf(config, out);
  using _ = holding(files);
  const former = force ? [] : formerOf(config, files);
  const state = force ? null : loadState(files.state, config);
  if (state === null && isFinished(config, former)) {
    if (json) printJson(resultOf(config, files, former[0]!.curve));
    note(`${config.name} is finished already: ${files.checkpoints.join(", ")}; --force trains it anew`);
    return 0;
  }
  const start = starting(config, catalogue);
  const game = catalogue.game(config.game);
  const show: Show = json ? "nothing" : !plain && wantsScreen() ? "screen" : "lines";
  if (show === "screen") requireScreen();
  const unit = unitOf(config);
  if (state !== null) {
    note(`going on with ${config.name}: ${state.step} of ${counted(totalSteps(config), unit)} are there`);
  }

  const kept: Kept = { state, isFinished: false, isUnderWay: true, stoppedBy: "SIGINT" };
  const crew = openCrew(options.workers ?? availableParallelism(), catalogue);
  try {
    const begin = (signal: AbortSignal) =>
      trainerOf(config.algorithm)(config, { game, crew, start, signal }, state);
    await runTraining({ config, game, files, state, show, begin }, kept);
  } catch (error) {
    if (error instanceof DivergenceError && kept.state !== null) {
      note(`${files.checkpoints.join(", ")}: as it was after ${unit} ${kept.state.step}`);
    }
    throw error;
  } finally {
    if (!kept.isUnderWay) await crew.close();
  }
  report(config, files, kept, show);
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

type Show = TrainingRun["show"];

function report(config: NamedTraining, files: TrainingFiles, { state, isFinished }: Kept, show: Show): void {
  const curve = state?.curve ?? [];
  const last = curve.at(-1);
  const [unit, steps] = [unitOf(config), totalSteps(config)];
  if (show === "nothing") printJson(resultOf(config, files, curve));
  if (show === "screen" && last !== undefined) {
    for (const line of curveLines(last, unit, steps, [`${count(last.turns)} turns`])) print(line);
  }
  if (isFinished) {
    const places = files.checkpoints.join(" and ");
    const [id] = playerIdsOf(files);
    note(`${config.name} is in ${places}: coplay evaluate ${id!}, coplay probe ${id!}`);
    return;
  }
  note(
    last === undefined
      ? `stopped before the first ${unit} was over: nothing is kept`
      : `stopped: ${count(last.step)} of ${counted(steps, unit)} are kept; the same command goes on from there`,
  );
}

/** What `--json` prints. */
const resultOf = (config: NamedTraining, files: TrainingFiles, curve: readonly CurvePoint[]): object => {
  const [step, of] = [curve.at(-1)?.step ?? 0, totalSteps(config)];
  const status = step >= of ? "finished" : "stopped";
  return {
    name: config.name,
    status,
    step,
    of,
    checkpoints: step === 0 ? [] : files.checkpoints,
    config,
    curve,
  };
};
