import type { CallRecord } from "./call.ts";

/** Why a match has no end. The code is for counting, the detail for reading. */
export interface AbortReason {
  readonly code: string;
  readonly detail: string;
}

/** Thrown by an agent's seat when it cannot move; it becomes the match's {@link AbortReason}. */
export class MatchAbort extends Error {
  override readonly name = "MatchAbort";
  readonly reason: AbortReason;
  readonly calls: readonly CallRecord[];

  constructor(reason: AbortReason, calls: readonly CallRecord[] = []) {
    super(`${reason.code}: ${reason.detail}`);
    this.reason = reason;
    this.calls = calls;
  }
}
