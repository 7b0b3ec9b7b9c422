import { setImmediate } from "node:timers/promises";
import type { Game } from "../core/game.ts";
import { writeCheckpoint } from "../models/checkpoint.ts";
import { removeState, saveState } from "../models/state-file.ts";
import { checkpointsOf } from "../models/trainers/checkpoints.ts";
import type { TrainingEvent, TrainingState, VisibleEvent } from "../models/trainers/events.ts";
import { totalSteps, type NamedTraining } from "../models/trainers/file.ts";
import { told, waitingFor, type Training, type TrainingPlan } from "../tui/training.ts";
import { version } from "../version.ts";
import type { StopSignal } from "./terminal/failure.ts";
import { note, print } from "./terminal/output.ts";
import { onStopSignal } from "./terminal/signals.ts";
import { showTrainingOnScreen } from "./terminal/training-screen.ts";
import type { TrainingFiles } from "./training-files.ts";
import type { EpisodeLog } from "./training-log.ts";
import { doingLine, pointLines } from "./training-lines.ts";

/** What is trained, and where it is kept and shown. */
export interface TrainingRun {
  readonly config: NamedTraining;
  readonly game: Game;
  readonly files: TrainingFiles;
  /** What it goes on from; null for the beginning. */
  readonly state: TrainingState | null;
  readonly show: "screen" | "lines" | "nothing";
  /** Where its episodes are written down; null where nobody wants them. */
  readonly log: EpisodeLog | null;
  /** Begins to train; what it tells ends soon once `signal` is aborted. */
  readonly begin: (signal: AbortSignal) => AsyncIterable<TrainingEvent>;
}

/** How far a training has come, also while it runs and where it fails. */
export interface Kept {
  /** What was written down last; null where nothing was. */
  state: TrainingState | null;
  isFinished: boolean;
  /** Whether the trainer is still at work: then somebody did not wait for it to stop. */
  isUnderWay: boolean;
  /** What asked it to stop; keys on the screen count as Ctrl-C. */
  stoppedBy: StopSignal;
}

/** What a step of a training is called. */
export const unitOf = ({ algorithm }: NamedTraining): string => (algorithm === "ppi" ? "phase" : "update");

/**
 * Trains, writes down every state and the checkpoints that go with it, and shows how it goes.
 *
 * @param kept told what was written down
 * @throws whatever the trainer throws
 */
export async function runTraining(run: TrainingRun, kept: Kept): Promise<void> {
  const { config, game, state, show } = run;
  const plan: TrainingPlan = {
    name: config.name,
    algorithm: config.algorithm,
    game: game.id,
    unit: unitOf(config),
    steps: totalSteps(config),
    earlier: state?.curve ?? [],
  };
  const stop = new AbortController();
  const quit = new AbortController();
  using _ = onStopSignal((signal) => {
    kept.stoppedBy = signal;
    if (show === "screen") {
      quit.abort();
      return;
    }
    note(`stopping after the ${plan.unit} under way; Ctrl-C again stops at once`);
    stop.abort();
  });
  const events = writtenDown(run, kept, stop.signal);
  if (show === "screen") await showTrainingOnScreen({ plan, events, stop, quit: quit.signal });
  else await follow(plan, events, show === "lines");
}

/** Passes events on once what they tell is written down. */
async function* writtenDown(run: TrainingRun, kept: Kept, signal: AbortSignal): AsyncGenerator<VisibleEvent> {
  const { config, files, log } = run;
  try {
    for await (const event of run.begin(signal)) {
      if (event.kind === "episodes") {
        log?.append(event.records);
        await setImmediate();
        continue;
      }
      if (event.kind === "state") {
        saveState(files.state, config, event.state);
        keep(run, event.state);
        kept.state = event.state;
      }
      if (event.kind === "finished") {
        keep(run, event.state);
        // As long as there is a state, whoever is killed here comes by again.
        log?.end();
        removeState(files.state);
        kept.state = event.state;
        kept.isFinished = true;
      }
      yield event;
      // A training may compute for long without waiting for anything: signals and timers are heard here.
      await setImmediate();
    }
  } finally {
    kept.isUnderWay = false;
  }
}

function keep({ config, game, files }: TrainingRun, state: TrainingState): void {
  checkpointsOf(config, game, state, version).forEach((checkpoint, i) =>
    writeCheckpoint(files.checkpoints[i]!, checkpoint, { overwrite: true }),
  );
}

/** What is under way is said so often at most. */
const SAYING_MS = 5000;

async function follow(
  plan: TrainingPlan,
  events: AsyncIterable<VisibleEvent>,
  isToSay: boolean,
): Promise<void> {
  let training: Training = waitingFor(plan);
  let saidMs = Date.now();
  for await (const event of events) {
    const nowMs = Date.now();
    training = told(training, event, nowMs);
    if (!isToSay) continue;
    if (event.kind === "point") {
      for (const line of pointLines(training, event.point, nowMs)) print(line);
      saidMs = nowMs;
    }
    const doing = doingLine(training);
    if (doing === null || nowMs - saidMs < SAYING_MS) continue;
    note(doing);
    saidMs = nowMs;
  }
}
