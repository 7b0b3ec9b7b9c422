import type { ProfileReport } from "../stats/profile/profile.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";

/** What is told while profiles are measured: how far that is and, at last, what came out. */
export type ProfileNews =
  | { readonly kind: "progress"; readonly progress: ProfileProgress }
  | { readonly kind: "report"; readonly report: ProfileReport };

/** How long is measured before there is news, if no step takes longer: keys are heard in between. */
const PORTION_MS = 50;

/**
 * Measures profiles in portions, which whoever listens may let other things happen between.
 *
 * @param now a clock in ms
 * @param stop ends it with the portion at hand
 */
export async function* newsOf(
  steps: Generator<ProfileProgress, ProfileReport>,
  now: () => number,
  stop: AbortSignal,
): AsyncGenerator<ProfileNews> {
  let toldMs = -Infinity;
  while (!stop.aborted) {
    const step = steps.next();
    if (step.done === true) {
      yield { kind: "report", report: step.value };
      return;
    }
    if (now() - toldMs < PORTION_MS) continue;
    yield { kind: "progress", progress: step.value };
    toldMs = now();
  }
}
