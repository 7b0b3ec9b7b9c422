/** The longest delay that timers take: beyond, they fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits, at most 24 days. Leaves no timer and no listener behind.
 *
 * @throws the signal's reason as soon as it is aborted
 */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener("abort", leave);
        resolve();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    signal.addEventListener("abort", leave, { once: true });
  });
}
