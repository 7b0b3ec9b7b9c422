import type { ProfileReport } from "../stats/profile/profile.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { profileReportOf } from "./profile-report.ts";

/** Of every interval: a page has all families, of which `coplay profile` shows a few, and is to be there in seconds. */
export const PROFILE_RESAMPLES = 400;

/** The profiles of a run's players, the best of them where there are many; or why there are none. */
export function profileFor(store: Store, run: LoggedRun): ProfileReport | { readonly lacking: string } {
  if (run.matches === run.aborted)
    return { lacking: "No match is complete, so that there is nothing to measure." };
  return profileReportOf(store, [run], { resamples: PROFILE_RESAMPLES });
}
