import type { ProfileReport } from "../stats/profile/profile.ts";
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

/**
 * Shows profiles in the terminal UI until the user leaves.
 *
 * @param options as the report was made
 * @returns the exit code
 */
export async function showProfileOnScreen(
  report: ProfileReport,
  { withoutFallbacks = false }: { readonly withoutFallbacks?: boolean },
): Promise<number> {
  const quit = new AbortController();
  let code = 0;
  using _ = onStopSignal((signal) => {
    code = exitCodeAfter(signal);
    quit.abort();
  });
  await show(report, withoutFallbacks, quit.signal);
  return code;
}

// Apart from the above: where a function has `using`, the compiler leaves the extension in import() as it is.
async function show(report: ProfileReport, isWithoutFallbacks: boolean, quit: AbortSignal): Promise<void> {
  prepareScreen();
  const { showProfile } = await import("../tui/mount-profile.tsx");
  const { stdout, stdin } = process;
  await showProfile({ report, isWithoutFallbacks, quit, now: Date.now, stdout, stdin });
}
