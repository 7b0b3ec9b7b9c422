import type { ProfileReport } from "../stats/profile/profile.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";
import { exitCodeAfter } from "./terminal/failure.ts";
import { prepareScreen, requireScreen } from "./terminal/screen.ts";
import { onStopSignal } from "./terminal/signals.ts";

/**
 * Makes sure that profiles can be shown on the whole terminal.
 *
 * @throws CoplayError where stdout is no terminal, or one that is too small
 */
export const requireProfileScreen = (): void =>
  requireScreen([
    "Without --tui, `coplay profile` prints tables as text.",
    "Make it larger, or leave --tui out: tables are then printed as text.",
  ]);

/** Profiles that are yet to be measured. */
interface Measurement {
  readonly of: Pick<ProfileReport, "runs" | "by">;
  readonly steps: Generator<ProfileProgress, ProfileReport>;
  readonly isWithoutFallbacks: boolean;
}

/**
 * Measures profiles and shows them in the terminal UI until the user leaves.
 *
 * @returns the exit code
 */
export async function showProfileOnScreen(measurement: Measurement): Promise<number> {
  const quit = new AbortController();
  let code = 0;
  using _ = onStopSignal((signal) => {
    code = exitCodeAfter(signal);
    quit.abort();
  });
  await show(measurement, quit.signal);
  return code;
}

// Apart from the above: where a function has `using`, the compiler leaves the extension in import() as it is.
async function show(measurement: Measurement, quit: AbortSignal): Promise<void> {
  prepareScreen();
  const { showProfile } = await import("../tui/mount-profile.tsx");
  const { stdout, stdin } = process;
  await showProfile({ ...measurement, quit, now: Date.now, stdout, stdin });
}
