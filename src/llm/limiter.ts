import pLimit, { type LimitFunction } from "p-limit";
import { ProviderError } from "../core/errors.ts";
import type { LimiterStatus } from "../core/usage.ts";
import type { RateLimits, WireReply } from "./providers/provider.ts";
import { Queue } from "./queue.ts";
import { sleep } from "./sleep.ts";

/** One question's place at a limiter. */
export interface Place {
  /** How far its match is on: who is further on goes first, so that matches are finished rather than begun. */
  readonly turn: number;
  /** About how many tokens a server will count against its limits: input, and the most that may be answered. */
  readonly tokens: number;
  /** Aborted, it leaves at once, unless it is under way. */
  readonly signal: AbortSignal;
  /** How long it has waited for a slot, in ms, pauses that a server asked for apart; the limiter adds to it. */
  queuedMs: number;
}

export interface LimiterOptions {
  /** Provider and host. */
  readonly name: string;
  readonly maxConcurrency: number;
  /** The longest pause that is made because a limit is nearly reached; a later reset is left to the server's 429. */
  readonly longestPauseMs: number;
  /** In ms. */
  readonly now: () => number;
}

const START = 16;
/** A burst of 429s is one sign that too many go out at once, not many: after one, none shrinks further for so long. */
const COOL_DOWN_MS = 15_000;
const SHRINKAGE = 0.8;
/** The shortest pauses after a 429 that asks for one, and one that does not: doubled with each that meets a 429 again. */
const FIRST_PAUSE_MS = { measured: 10, unmeasured: 1_000 };
const LONGEST_PAUSE_MS = 60_000;

/** What a server last said was left of a limit, less what went out since. */
interface Allowance {
  left: number;
  readonly resetsAt: number;
}

/** A call that waits for a slot. */
interface Waiter {
  readonly admit: (release: () => void) => void;
  hasLeft: boolean;
}

/** A call that went out: how many, and how many tokens, had gone out with it, and how many pauses there had been. */
interface Departure {
  readonly order: number;
  readonly tokensBefore: number;
  readonly pauses: number;
  readonly release: () => void;
}

/**
 * Lets so many calls to one server, under one key, go out at once as the server takes. It begins with a few and adds
 * one for every reply until a first 429, so that their number doubles in the time of one reply; from then on it adds
 * one for every round of replies. A 429 takes a fifth off and holds everybody back, slots given up, until the pause is
 * over that the server asks for. Where the server says what is left of its limits, a call that would exceed them waits
 * for their reset. Server errors and lost connections say nothing of how many are too many, and change nothing.
 */
export class Limiter {
  readonly #options: LimiterOptions;
  readonly #limit: LimitFunction;
  readonly #queue = new Queue<Waiter>();
  #inFlight = 0;
  #waiting = 0;
  #hasBeenLimited = false;
  /** Replies towards one slot more. */
  #growth = 0;
  #coolUntil = -Infinity;
  #pausedUntil = -Infinity;
  /** Pauses since the last reply. */
  #pausesInARow = 0;
  /** How often a pause began: a 429 to a call from before the last one is of the same burst. */
  #pauses = 0;
  #sent = 0;
  #sentTokens = 0;
  /** The latest call whose reply told of limits. */
  #heard = 0;
  #requests: Allowance | null = null;
  #tokens: Allowance | null = null;

  constructor(options: LimiterOptions) {
    this.#options = options;
    this.#limit = pLimit(Math.min(START, options.maxConcurrency));
  }

  /**
   * Sends a call when there is a slot for it and no pause.
   *
   * @throws the signal's reason where it is aborted before the call is under way; else whatever the call throws
   */
  async run(send: () => Promise<WireReply>, place: Place): Promise<WireReply> {
    const call = await this.#enter(place);
    try {
      const reply = await send();
      this.#succeeded(call.pauses);
      if (reply.limits !== null) this.#hear(reply.limits, call);
      return reply;
    } catch (error) {
      if (error instanceof ProviderError && error.fault === "rate-limit") this.#limited(error, call.pauses);
      throw error;
    } finally {
      this.#inFlight--;
      call.release();
    }
  }

  status(): LimiterStatus {
    const { name, maxConcurrency, now } = this.#options;
    const open = this.#opensAt(0);
    return {
      name,
      concurrency: this.#limit.concurrency,
      maxConcurrency,
      inFlight: this.#inFlight,
      waiting: this.#waiting,
      pausedUntilMs: open > now() ? open : null,
    };
  }

  /** Waits for a slot outside of all pauses. Whoever gets a slot in a pause gives it back. */
  async #enter(place: Place): Promise<Departure> {
    const { now } = this.#options;
    this.#waiting++;
    try {
      for (;;) {
        for (let until = this.#opensAt(place.tokens); until > now(); until = this.#opensAt(place.tokens)) {
          await sleep(until - now(), place.signal);
        }
        const from = now();
        const release = await this.#slot(place);
        place.queuedMs += now() - from;
        if (!place.signal.aborted && this.#opensAt(place.tokens) <= now())
          return this.#depart(place, release);
        release();
        place.signal.throwIfAborted();
      }
    } finally {
      this.#waiting--;
    }
  }

  /** Counts a call as under way: at the very moment when there is room for it, so that no two take the same room. */
  #depart({ tokens }: Place, release: () => void): Departure {
    this.#inFlight++;
    this.#sent++;
    this.#sentTokens += tokens;
    if (this.#requests !== null) this.#requests.left--;
    if (this.#tokens !== null) this.#tokens.left -= tokens;
    return { order: this.#sent, tokensBefore: this.#sentTokens, pauses: this.#pauses, release };
  }

  /** Takes a slot, and hands out what gives it back. Slots go by the queue's order, not by that of asking for them. */
  async #slot({ turn, signal }: Place): Promise<() => void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiter.hasLeft = true;
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        admit: (release) => {
          signal.removeEventListener("abort", leave);
          resolve(release);
        },
        hasLeft: false,
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#queue.push(turn, waiter);
      void this.#limit(() => {
        let next = this.#queue.shift();
        while (next?.hasLeft === true) next = this.#queue.shift();
        return next === undefined ? undefined : new Promise<void>(next.admit);
      });
    });
  }

  /** When a call of so many tokens may go out, in ms of the clock; in the past where it may now. */
  #opensAt(tokens: number): number {
    const requests = this.#requests !== null && this.#requests.left < 1 ? this.#requests.resetsAt : -Infinity;
    const token = this.#tokens !== null && this.#tokens.left < tokens ? this.#tokens.resetsAt : -Infinity;
    return Math.max(this.#pausedUntil, requests, token);
  }

  #succeeded(pauses: number): void {
    if (pauses === this.#pauses) this.#pausesInARow = 0;
    const { maxConcurrency, now } = this.#options;
    const { concurrency } = this.#limit;
    // Replies to fewer calls than there are slots do not show that there could be more.
    const isFull = this.#waiting > 0 || this.#inFlight >= concurrency;
    if (!isFull || concurrency >= maxConcurrency || now() < this.#coolUntil) return;
    if (++this.#growth < (this.#hasBeenLimited ? concurrency : 1)) return;
    this.#growth = 0;
    this.#limit.concurrency = concurrency + 1;
  }

  #limited({ retryAfterMs }: ProviderError, pauses: number): void {
    const now = this.#options.now();
    this.#hasBeenLimited = true;
    this.#growth = 0;
    if (now >= this.#coolUntil) {
      const { concurrency } = this.#limit;
      this.#limit.concurrency = Math.max(1, Math.min(concurrency - 1, Math.floor(concurrency * SHRINKAGE)));
      this.#coolUntil = now + COOL_DOWN_MS;
    }
    let pause = retryAfterMs ?? 0;
    if (pauses === this.#pauses) {
      const first = FIRST_PAUSE_MS[retryAfterMs === null ? "unmeasured" : "measured"];
      pause = Math.max(pause, Math.min(LONGEST_PAUSE_MS, first * 2 ** this.#pausesInARow));
      this.#pauses++;
      this.#pausesInARow++;
    }
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pause);
  }

  /** Notes what is left. A server counts a call when it comes, so that those sent after it are not in its figures. */
  #hear(limits: RateLimits, { order, tokensBefore }: Departure): void {
    if (order < this.#heard) return;
    this.#heard = order;
    const { remainingRequests, requestsResetMs, remainingTokens, tokensResetMs } = limits;
    this.#requests = this.#allowance(remainingRequests, this.#sent - order, requestsResetMs);
    this.#tokens = this.#allowance(remainingTokens, this.#sentTokens - tokensBefore, tokensResetMs);
  }

  #allowance(remaining: number | null, sentSince: number, resetMs: number | null): Allowance | null {
    if (remaining === null || resetMs === null || resetMs > this.#options.longestPauseMs) return null;
    return { left: remaining - sentSince, resetsAt: this.#options.now() + resetMs };
  }
}
