import type { CurvePoint } from "../models/trainers/events.ts";
import { totalSteps, type NamedTraining } from "../models/trainers/file.ts";
import { count, counted } from "../report/number.ts";
import type { RunId } from "../store/runs.ts";
import { note, print, printJson } from "./terminal/output.ts";
import { shellWord } from "./terminal/shell-word.ts";
import { playerIdsOf, type TrainingFiles } from "./training-files.ts";
import { curveLines } from "./training-lines.ts";
import { unitOf, type Kept, type TrainingRun } from "./training-run.ts";

/** Prints what a training has come to, as it was shown before, and says what to do next. */
export function reportResult(
  config: NamedTraining,
  files: TrainingFiles,
  { state, isFinished }: Kept,
  show: TrainingRun["show"],
  run: RunId | null,
): void {
  const curve = state?.curve ?? [];
  const last = curve.at(-1);
  const [unit, steps] = [unitOf(config), totalSteps(config)];
  if (show === "nothing") printJson(resultOf(config, files, curve, run));
  if (show === "screen" && last !== undefined) {
    for (const line of curveLines(last, unit, steps, [`${count(last.turns)} turns`])) print(line);
  }
  if (isFinished) {
    const places = files.checkpoints.join(" and ");
    const [id] = playerIdsOf(files);
    note(`${config.name} is in ${places}: coplay evaluate ${shellWord(id!)}, coplay probe ${shellWord(id!)}`);
    return;
  }
  note(
    last === undefined
      ? `stopped before the first ${unit} was over: nothing is kept`
      : `stopped: ${count(last.step)} of ${counted(steps, unit)} are kept; the same command goes on from there`,
  );
}

/** What `--json` prints. */
export const resultOf = (
  config: NamedTraining,
  files: TrainingFiles,
  curve: readonly CurvePoint[],
  run: RunId | null,
): object => {
  const [step, of] = [curve.at(-1)?.step ?? 0, totalSteps(config)];
  const status = step >= of ? "finished" : "stopped";
  return {
    name: config.name,
    status,
    step,
    of,
    checkpoints: step === 0 ? [] : files.checkpoints,
    ...(run === null ? {} : { run }),
    config,
    curve,
  };
};
