import pRetry from "p-retry";
import { ProviderError, type ProviderFault } from "../core/errors.ts";
import { sleep } from "./sleep.ts";

/** How patiently a question is asked again. */
export interface Patience {
  /** Failures other than rate limits after which it is asked again; the next one is the last. */
  readonly retries: number;
  /** Counted from the first failure, without waiting for a slot. */
  readonly forMs: number;
  /** Before the first retry; doubled with each, up to half a minute, and up to doubled again at random. */
  readonly backoffMs: number;
}

const LONGEST_BACKOFF_MS = 30_000;

/** What is asked again. A rate limit is waited out at the limiter, together with everybody else. */
const RETRIED: Readonly<Record<ProviderFault, boolean>> = {
  "rate-limit": true,
  server: true,
  connection: true,
  timeout: true,
  client: false,
  key: false,
};

/**
 * The one layer of retries.
 *
 * @param attempt asks once, having waited for a slot
 * @param options.queuedMs how long the attempts have waited for slots so far
 * @param options.signal aborted, nothing is asked again; what the attempt under way brings still counts
 * @throws ProviderError the last failure, and why it was the last; the signal's reason where that is it; at once
 * whatever else an attempt throws
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  {
    patience: { retries, forMs, backoffMs },
    ...options
  }: {
    readonly patience: Patience;
    readonly now: () => number;
    readonly queuedMs: () => number;
    readonly signal: AbortSignal;
    readonly onRetry: () => void;
  },
): Promise<T> {
  let failures = 0;
  let since: number | undefined;
  const workedMs = (): number => options.now() - options.queuedMs();

  const judge = async (error: unknown): Promise<void> => {
    options.signal.throwIfAborted();
    if (!(error instanceof ProviderError) || !RETRIED[error.fault]) throw error;
    since ??= workedMs();
    const leftMs = forMs - (workedMs() - since);
    const pauseMs = error.retryAfterMs ?? 0;
    if (leftMs <= 0) throw last(error, `still so after ${seconds(forMs)} of retries`);
    if (pauseMs > leftMs) {
      const asked = `asked to wait ${seconds(pauseMs)}`;
      throw last(error, `${asked}, and retries may take ${seconds(forMs)} in all`);
    }
    if (error.fault !== "rate-limit" && ++failures > retries) {
      throw last(error, retries === 0 ? "no retries" : `still so after ${times(retries)}`);
    }
    options.onRetry();
    if (error.fault !== "rate-limit" && pauseMs > 0) await sleep(pauseMs, options.signal);
  };

  // p-retry drops what comes after the signal.
  const came: T[] = [];
  const attempted = async (): Promise<void> => void came.push(await attempt());
  try {
    await pRetry(attempted, {
      retries: Infinity,
      minTimeout: backoffMs,
      maxTimeout: LONGEST_BACKOFF_MS,
      randomize: true,
      signal: options.signal,
      onFailedAttempt: ({ error }) => judge(error),
      shouldConsumeRetry: ({ error }) => !(error instanceof ProviderError && error.fault === "rate-limit"),
    });
  } catch (error) {
    if (came.length === 0) throw error;
  }
  return came[0]!;
}

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;
const times = (retries: number): string => (retries === 1 ? "1 retry" : `${retries} retries`);

const last = (error: ProviderError, why: string): ProviderError =>
  new ProviderError(error.fault, `${error.message} (${why})`, {
    status: error.status ?? undefined,
    retryAfterMs: error.retryAfterMs,
    hint: error.hint,
    cause: error,
  });
