import { useEffect, useState } from "react";
import type { CallStatus } from "../../core/usage.ts";

/** Says what the LLM side of a run is doing; null while it has nothing to say. */
export type AskStatus = () => CallStatus | null;

const TICK_MS = 300;

/**
 * What calls have come to, asked three times a second while the run is under way, whether matches end or not, and once
 * more when it has ended: the totals stay. Null without anybody to ask.
 */
export function useCallStatus(calls: AskStatus | undefined, isRunning: boolean): CallStatus | null {
  const [status, setStatus] = useState(() => calls?.() ?? null);
  useEffect(() => {
    if (calls === undefined) return;
    const look = (): void => setStatus((before) => calls() ?? before);
    look();
    if (!isRunning) return;
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [calls, isRunning]);
  return status;
}
