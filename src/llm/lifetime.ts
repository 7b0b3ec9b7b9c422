import { setMaxListeners } from "node:events";

/** How long one question goes on. Given up, it begins nothing more, and what is under way has a while to finish. */
export interface Lifetime {
  /** Aborted when the question is given up. */
  readonly open: AbortSignal;
  /** Aborted when what is under way is cut. */
  readonly whole: AbortSignal;
  /** Gives the question up, as its signal does. */
  giveUp(reason: Error): void;
  /** Gives it up and cuts it at once. */
  cut(reason: Error): void;
  /** The question is settled: leaves no timer and no listener behind. */
  end(): void;
}

/** @param graceMs how long what is under way may go on after the signal */
export function lifetime(signal: AbortSignal, graceMs: number): Lifetime {
  const open = new AbortController();
  const whole = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (reason: unknown): void => {
    if (open.signal.aborted) return;
    timer = setTimeout(() => whole.abort(reason), graceMs);
    open.abort(reason);
  };
  // Thousands of questions may hang on the signal of one run.
  setMaxListeners(0, signal);
  const onAbort = (): void => giveUp(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  return {
    open: open.signal,
    whole: whole.signal,
    giveUp,
    cut: (reason) => {
      open.abort(reason);
      whole.abort(reason);
    },
    end: () => {
      signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
    },
  };
}
