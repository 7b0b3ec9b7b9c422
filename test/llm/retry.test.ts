import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ProviderError, type ProviderFault } from "../../src/core/errors.ts";
import { retrying, type Patience } from "../../src/llm/retry.ts";

const failure = (fault: ProviderFault, retryAfterMs: number | null = null): ProviderError =>
  new ProviderError(fault, `it failed (${fault})`, { retryAfterMs, status: 503, hint: "wait" });

/** Fails as it is told to, one fault after the other and the last for ever; "ok" is no fault. */
function attempts(...faults: readonly (ProviderError | "ok")[]): () => Promise<string> {
  let n = 0;
  return async () => {
    const fault = faults[Math.min(n++, faults.length - 1)]!;
    if (fault === "ok") return `attempt ${n}`;
    throw fault;
  };
}

async function ask(
  attempt: () => Promise<string>,
  patience: Partial<Patience> = {},
  signal = new AbortController().signal,
  queuedMs: () => number = () => 0,
) {
  let retries = 0;
  const outcome = await retrying(attempt, {
    patience: { retries: 5, forMs: 300_000, backoffMs: 500, ...patience },
    now: Date.now,
    queuedMs,
    signal,
    onRetry: () => retries++,
  }).catch((error: unknown) => error as Error);
  return { outcome, retries };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets time pass until it is settled. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  const state = { isOver: false };
  void promise.finally(() => (state.isOver = true));
  while (!state.isOver) await vi.advanceTimersByTimeAsync(50);
  return promise;
}

describe("a question that fails", () => {
  test.each(["rate-limit", "server", "connection", "timeout"] as const)(
    "is asked again where the fault is of the kind %s",
    async (fault) => {
      const asked = ask(attempts(failure(fault), failure(fault), "ok"));
      expect(await settled(asked)).toEqual({ outcome: "attempt 3", retries: 2 });
    },
  );

  test.each(["client", "key"] as const)("is not asked again where it is of the kind %s", async (fault) => {
    const error = failure(fault);
    expect(await ask(attempts(error, "ok"))).toEqual({ outcome: error, retries: 0 });
  });

  test("is not asked again after an error that is no provider's", async () => {
    const bug = new TypeError("x is not a function");
    const { outcome, retries } = await ask(() => Promise.reject(bug));
    expect([outcome, retries]).toEqual([bug, 0]);
  });

  test("is asked again as often as is allowed, and the last failure says so and keeps its facts", async () => {
    const { outcome, retries } = await settled(ask(attempts(failure("server")), { retries: 2 }));
    expect(retries).toBe(2);
    expect(outcome).toBeInstanceOf(ProviderError);
    expect(outcome).toMatchObject({
      message: "it failed (server) (still so after 2 retries)",
      fault: "server",
      status: 503,
      hint: "wait",
    });
  });

  test("may be answered 429 more often than that", async () => {
    const limits = Array.from({ length: 20 }, () => failure("rate-limit"));
    const asked = ask(attempts(...limits, failure("server"), "ok"), { retries: 1 });
    expect(await settled(asked)).toEqual({ outcome: "attempt 22", retries: 21 });
  });

  test("waits longer before every retry", async () => {
    const at: number[] = [];
    const attempt = attempts(failure("server"));
    await settled(ask(() => (at.push(Date.now()), attempt()), { retries: 3, backoffMs: 1_000 }));
    const waits = at.slice(1).map((time, i) => time - at[i]!);
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(1_000 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(2_000 * 2 ** i);
    }
  });

  test("waits as long as a server that is down asks for", async () => {
    const at: number[] = [];
    const attempt = attempts(failure("server", 40_000), "ok");
    await settled(ask(() => (at.push(Date.now()), attempt())));
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(40_000);
  });

  test("is given up at once where the server asks for a longer pause than retries may take", async () => {
    const { outcome, retries } = await ask(attempts(failure("rate-limit", 600_000), "ok"));
    expect(retries).toBe(0);
    expect(outcome).toMatchObject({
      message: "it failed (rate-limit) (asked to wait 600 s, and retries may take 300 s in all)",
      retryAfterMs: 600_000,
    });
  });

  test("is given up when it has been asked again for long enough", async () => {
    const slow = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      throw failure("rate-limit");
    };
    const { outcome, retries } = await settled(ask(slow, { forMs: 30_000 }));
    expect(retries).toBe(4);
    expect(outcome).toMatchObject({ message: "it failed (rate-limit) (still so after 30 s of retries)" });
  });

  test("may wait for its slot for as long as it takes", async () => {
    let queued = 0;
    let n = 0;
    const attempt = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 100_000));
      queued += 100_000;
      if (n++ < 10) throw failure("rate-limit");
      return "ok";
    };
    const asked = ask(attempt, { forMs: 30_000 }, undefined, () => queued);
    expect(await settled(asked)).toEqual({ outcome: "ok", retries: 10 });
  });

  test("is not asked again once it was given up, and leaves no timer behind", async () => {
    const stop = new AbortController();
    const asked = ask(attempts(failure("server"), "ok"), { backoffMs: 10_000 }, stop.signal);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort(new Error("stopped"));
    expect((await asked).outcome).toMatchObject({ message: "stopped" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
