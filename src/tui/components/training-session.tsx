import { useLayoutEffect, useSyncExternalStore } from "react";
import { useSize } from "../hooks/use-size.ts";
import type { TrainingFollower } from "../training-follower.ts";
import type { ScreenControls } from "../whole-screen.tsx";
import { TrainingApp } from "./training-app.tsx";

/** The screen of a running process: what is drawn follows the training and the terminal. */
export function TrainingSession(
  props: ScreenControls & {
    readonly follower: TrainingFollower;
    readonly stdout: NodeJS.WriteStream;
    readonly now: () => number;
  },
) {
  const { follower, stdout, onClosed, ...rest } = props;
  const training = useSyncExternalStore(follower.subscribe, () => follower.snapshot);
  const size = useSize(stdout);
  useLayoutEffect(() => onClosed, [onClosed]);
  return <TrainingApp training={training} size={size} {...rest} />;
}
