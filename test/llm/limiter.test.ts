/* Long because every rule is shown by the rounds of calls that it lets out. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ProviderError } from "../../src/core/errors.ts";
import { Limiter, type Place } from "../../src/llm/limiter.ts";
import type { RateLimits, WireReply } from "../../src/llm/providers/provider.ts";

const never = (): AbortSignal => new AbortController().signal;
const place = (more: Partial<Place> = {}): Place => ({
  turn: 0,
  tokens: 100,
  signal: never(),
  queuedMs: 0,
  ...more,
});
const reply = (limits: Partial<RateLimits> | null = null): WireReply => ({
  body: null,
  limits:
    limits === null
      ? null
      : {
          remainingRequests: null,
          remainingTokens: null,
          requestsResetMs: null,
          tokensResetMs: null,
          ...limits,
        },
});
const tooMany = (retryAfterMs: number | null = null): ProviderError =>
  new ProviderError("rate-limit", "429", { retryAfterMs });

/** A limiter, and calls that end when they are told to. */
function table(maxConcurrency: number, longestPauseMs = 300_000) {
  const limiter = new Limiter({ name: "openai host", maxConcurrency, longestPauseMs, now: Date.now });
  const open: { answer: (reply: WireReply) => void; fail: (error: Error) => void }[] = [];
  const ask = (more: Partial<Place> = {}): Promise<WireReply> => {
    const call = limiter.run(
      () => new Promise<WireReply>((answer, fail) => void open.push({ answer, fail })),
      place(more),
    );
    call.catch(() => undefined);
    return call;
  };
  /** Settles all that is under way now. */
  const round = async (settle: (call: (typeof open)[number]) => void): Promise<number> => {
    const calls = open.splice(0);
    for (const call of calls) settle(call);
    await vi.advanceTimersByTimeAsync(0);
    return calls.length;
  };
  return { limiter, open, ask, round };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a limiter", () => {
  test("begins with 16 at once, or with fewer where fewer are allowed", async () => {
    for (const [most, first] of [
      [128, 16],
      [4, 4],
    ] as const) {
      const { limiter, ask } = table(most);
      for (let i = 0; i < 50; i++) void ask();
      await vi.advanceTimersByTimeAsync(0);
      expect(limiter.status()).toMatchObject({ inFlight: first, waiting: 50 - first, concurrency: first });
    }
  });

  test("doubles with every round of replies until it has reached what is allowed", async () => {
    const { limiter, ask, round } = table(128);
    for (let i = 0; i < 2000; i++) void ask();
    await vi.advanceTimersByTimeAsync(0);
    const rounds: number[] = [];
    for (let i = 0; i < 5; i++) rounds.push(await round(({ answer }) => answer(reply())));
    expect(rounds).toEqual([16, 32, 64, 128, 128]);
    expect(limiter.status().concurrency).toBe(128);
  });

  test("lets those of matches that are further on go first, and those who came first among these", async () => {
    const { limiter } = table(1);
    const order: string[] = [];
    const ask = (name: string, turn: number, signal = never()): Promise<WireReply> =>
      limiter.run(async () => {
        order.push(name);
        return reply();
      }, place({ turn, signal }));
    const leaving = new AbortController();
    const calls = [
      ask("first", 0),
      ask("new", 0),
      ask("newer", 0),
      ask("on its way", 3),
      ask("gone", 9, leaving.signal),
      ask("nearly over", 7),
      ask("as near, later", 7),
    ];
    leaving.abort(new Error("left"));
    const settled = await Promise.allSettled(calls);
    expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(order.filter((name) => name !== "first")).toEqual([
      "nearly over",
      "as near, later",
      "on its way",
      "new",
      "newer",
    ]);
  });

  test("does not grow while there are more slots than calls", async () => {
    const { limiter, ask, round } = table(128);
    for (let i = 0; i < 100; i++) {
      void ask();
      await vi.advanceTimersByTimeAsync(0);
      await round(({ answer }) => answer(reply()));
    }
    expect(limiter.status().concurrency).toBe(16);
  });

  test("takes a fifth off after a 429, once for all of a burst, and again only after 15 s", async () => {
    const { limiter, ask, round } = table(16);
    for (let i = 0; i < 200; i++) void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ fail }) => fail(tooMany(1_000)));
    expect(limiter.status().concurrency).toBe(12);
    await vi.advanceTimersByTimeAsync(10_000);
    await round(({ fail }) => fail(tooMany(1_000)));
    expect(limiter.status().concurrency).toBe(12);
    await vi.advanceTimersByTimeAsync(5_000);
    await round(({ fail }) => fail(tooMany(1_000)));
    expect(limiter.status().concurrency).toBe(9);
  });

  test("never shrinks below one, and always by at least one", async () => {
    const { limiter, ask, round } = table(3);
    const seen: number[] = [];
    for (let i = 0; i < 4; i++) {
      void ask();
      await vi.advanceTimersByTimeAsync(20_000);
      await round(({ fail }) => fail(tooMany(0)));
      seen.push(limiter.status().concurrency);
    }
    expect(seen).toEqual([2, 1, 1, 1]);
  });

  test("grows by one a round after a 429, and not in the 15 s that follow it", async () => {
    const { limiter, ask, round } = table(20);
    for (let i = 0; i < 2000; i++) void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ fail }) => fail(tooMany(0)));
    expect(limiter.status().concurrency).toBe(12);
    await vi.advanceTimersByTimeAsync(1_000);
    await round(({ answer }) => answer(reply()));
    expect(limiter.status().concurrency).toBe(12);
    await vi.advanceTimersByTimeAsync(15_000);
    for (let i = 0; i < 2; i++) await round(({ answer }) => answer(reply()));
    expect(limiter.status().concurrency).toBe(14);
  });

  test("holds everybody back until the pause that the server asks for is over, in full", async () => {
    const { limiter, ask, open } = table(2);
    const first = ask();
    void ask();
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    open[0]!.fail(tooMany(90_000));
    await expect(first).rejects.toThrow("429");
    open[1]!.answer(reply());
    await vi.advanceTimersByTimeAsync(89_999);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveLength(2);
    expect(limiter.status()).toMatchObject({
      inFlight: 0,
      waiting: 2,
      pausedUntilMs: expect.any(Number) as number,
    });
    await vi.advanceTimersByTimeAsync(1);
    expect(open).toHaveLength(3); // one at a time, since it has shrunk
    expect(limiter.status()).toMatchObject({ inFlight: 1, waiting: 1, pausedUntilMs: null });
  });

  test("pauses twice as long with every 429 in a row that does not say how long", async () => {
    const { ask, open } = table(1);
    const sentAt: number[] = [];
    const begun = Date.now();
    for (let i = 0; i < 8; i++) {
      const call = ask();
      for (let t = 0; open.length === 0; t = 500) await vi.advanceTimersByTimeAsync(t);
      sentAt.push((Date.now() - begun) / 1000);
      open.splice(0)[0]!.fail(tooMany());
      await expect(call).rejects.toThrow("429");
    }
    expect(sentAt.map((at, i) => at - (sentAt[i - 1] ?? 0))).toEqual([0, 1, 2, 4, 8, 16, 32, 60]);
  });

  test("does not hammer a server that asks for no pause at all", async () => {
    const { ask, open } = table(1);
    const begun = Date.now();
    for (let i = 0; i < 12; i++) {
      const call = ask();
      while (open.length === 0) await vi.advanceTimersByTimeAsync(10);
      open.splice(0)[0]!.fail(tooMany(0));
      await expect(call).rejects.toThrow("429");
    }
    expect(Date.now() - begun).toBeGreaterThan(20_000);
  });

  test.each(["server", "connection", "timeout", "client"] as const)(
    "does not change with failures of the kind %s",
    async (fault) => {
      const { limiter, ask, round } = table(128);
      for (let i = 0; i < 50; i++) void ask();
      await vi.advanceTimersByTimeAsync(0);
      await round(({ fail }) => fail(new ProviderError(fault, "no")));
      expect(limiter.status()).toMatchObject({ concurrency: 16, inFlight: 16, pausedUntilMs: null });
    },
  );

  test("waits for the reset before it sends where the server says that no request is left", async () => {
    const { ask, open, round } = table(8);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ answer }) => answer(reply({ remainingRequests: 2, requestsResetMs: 6_000 })));
    for (let i = 0; i < 3; i++) void ask();
    await vi.advanceTimersByTimeAsync(5_999);
    expect(open).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(open).toHaveLength(3);
  });

  test("waits for the reset with a call that needs more tokens than are left, and sends a smaller one", async () => {
    const { ask, open, round } = table(8);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ answer }) => answer(reply({ remainingTokens: 500, tokensResetMs: 6_000 })));
    void ask({ tokens: 501 });
    void ask({ tokens: 300 });
    await vi.advanceTimersByTimeAsync(5_999);
    expect(open).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(open).toHaveLength(2);
  });

  test("counts what went out since a reply's request against what that reply says is left", async () => {
    const { ask, open } = table(8);
    const first = ask();
    for (let i = 0; i < 3; i++) void ask();
    await vi.advanceTimersByTimeAsync(0);
    open[0]!.answer(reply({ remainingRequests: 4, requestsResetMs: 6_000 }));
    await first;
    for (let i = 0; i < 3; i++) void ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveLength(5); // of the four that were left after the first, three had gone out already
  });

  test("takes no word from a reply that is older than the last one it has heard", async () => {
    const { ask, open } = table(8);
    const older = ask();
    const newer = ask();
    await vi.advanceTimersByTimeAsync(0);
    open[1]!.answer(reply({ remainingRequests: 50, requestsResetMs: 6_000 }));
    await newer;
    open[0]!.answer(reply({ remainingRequests: 0, requestsResetMs: 6_000 }));
    await older;
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveLength(3);
  });

  test("does not wait for a reset further off than retries are waited for", async () => {
    const { ask, open, round } = table(8, 300_000);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ answer }) => answer(reply({ remainingRequests: 0, requestsResetMs: 86_400_000 })));
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveLength(1);
  });

  test("lets a call leave at once while it waits for a slot, and its slot to the next", async () => {
    const { limiter, ask, open } = table(1);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    const stop = new AbortController();
    const second = ask({ signal: stop.signal });
    void ask();
    stop.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    expect(limiter.status()).toMatchObject({ inFlight: 1, waiting: 1 });
    open[0]!.answer(reply());
    await vi.advanceTimersByTimeAsync(0);
    expect(open).toHaveLength(2);
    expect(limiter.status()).toMatchObject({ inFlight: 1, waiting: 0 });
  });

  test("lets a call leave at once in a pause, and leaves no timer behind", async () => {
    const { ask, round } = table(1);
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    await round(({ fail }) => fail(tooMany(60_000)));
    const stop = new AbortController();
    const second = ask({ signal: stop.signal });
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(1);
    stop.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("tells how long a call has waited for a slot, pauses apart", async () => {
    const { limiter, ask, open } = table(1);
    const waits = { ...place(), queuedMs: 0 };
    void ask();
    void limiter.run(async () => reply(), waits);
    await vi.advanceTimersByTimeAsync(3_000);
    open[0]!.fail(tooMany(60_000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(waits.queuedMs).toBe(3_000);
  });
});
