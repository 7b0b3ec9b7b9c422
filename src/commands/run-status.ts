import { isInterrupted } from "../run-log.ts";
import type { LoggedRun } from "../store/runs.ts";

/** How a run stands, as people are told: one that was killed is written down as running. */
export type ShownStatus = LoggedRun["status"] | "interrupted";

/** How a run stands. */
export const statusOf = (run: LoggedRun): ShownStatus => (isInterrupted(run) ? "interrupted" : run.status);
