import { Followed } from "./components/followed.tsx";
import { TrainingApp } from "./components/training-app.tsx";
import { TrainingFollower } from "./training-follower.ts";
import type { TrainingNews, TrainingPlan } from "./training.ts";
import { showWhole, type WholeScreenOptions } from "./whole-screen.tsx";

/** What a training's screen needs. */
export interface TrainingScreenOptions extends Omit<WholeScreenOptions<TrainingNews>, "follower" | "draw"> {
  readonly plan: TrainingPlan;
}

/**
 * Shows a training on the whole terminal, until the user leaves, as {@link showWhole} does.
 *
 * @throws what `events` or a screen throws, once the terminal is given back
 */
export async function showTraining({ plan, ...whole }: TrainingScreenOptions): Promise<void> {
  const { now } = whole;
  const follower = new TrainingFollower(plan, now);
  await showWhole({
    ...whole,
    follower,
    draw: (controls) => (
      <Followed follower={follower}>
        {(training) => <TrainingApp {...{ training, now, ...controls }} />}
      </Followed>
    ),
  });
}
