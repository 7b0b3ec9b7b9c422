import type { VisibleEvent } from "../../models/trainers/events.ts";
import type { TrainingPlan } from "../../tui/training.ts";
import { prepareScreen } from "./screen.ts";

/** Shows a training in the terminal UI until the user leaves. */
export async function showTrainingOnScreen(options: {
  readonly plan: TrainingPlan;
  readonly events: AsyncIterable<VisibleEvent>;
  /** Aborted when the user asks the training to stop. */
  readonly stop: AbortController;
  /** Does as q does when it is aborted. */
  readonly quit: AbortSignal;
}): Promise<void> {
  const { plan, events, stop, quit } = options;
  prepareScreen();
  const { showTraining } = await import("../../tui/mount-training.tsx");
  await showTraining({
    plan,
    events,
    stop: () => stop.abort(),
    quit,
    now: Date.now,
    stdout: process.stdout,
    stdin: process.stdin,
  });
}
