/* Long because it is one path, in the order in which a question takes it; each station has a file of its own. */
import { BudgetError, CoplayError, ProviderError } from "../core/errors.ts";
import { canonicalJson } from "../core/json.ts";
import type { MatchKey } from "../core/trajectory.ts";
import { NO_BUDGETS, type Budgets, type CallStatus, type Payment, type Spending } from "../core/usage.ts";
import { chargeOf, Ledger, type Reservation } from "./budget.ts";
import type { ReplyCache } from "./cache.ts";
import { digestOf } from "./digest.ts";
import type { Exchange, Operator, Question } from "./exchange.ts";
import { lifetime, type Lifetime } from "./lifetime.ts";
import { Limiter, type Place } from "./limiter.ts";
import { costOf, mostCostOf, priceOf, readPrices, type Price, type PriceList } from "./prices.ts";
import type { ModelReply, Provider, WireReply } from "./providers/provider.ts";
import { retrying } from "./retry.ts";
import { LONGEST_TIMER_MS } from "./sleep.ts";

/** How much is asked at once, and how patiently. */
export interface Limits {
  /** Calls under way at once, for each provider and key; null for what suits the provider. */
  readonly concurrency: number | null;
  /** Failures of a question, other than rate limits, after which it is asked again. */
  readonly retries: number;
  /** How long a question is asked again, from its first failure. */
  readonly retryForMs: number;
  /** Before the first retry; it doubles with each. */
  readonly backoffMs: number;
  /** How long calls under way may go on when a run is stopped. */
  readonly graceMs: number;
}

const DEFAULT_LIMITS: Limits = {
  concurrency: null,
  retries: 5,
  retryForMs: 300_000,
  backoffMs: 500,
  graceMs: 10_000,
};

const CONCURRENCY = 32;
/** Servers that answer a few at a time and let the others wait, until those run into their timeouts. */
const LOCAL_CONCURRENCY: Readonly<Record<string, number>> = { ollama: 4, lmstudio: 4 };

export interface SwitchboardOptions {
  /** In ms. */
  readonly now: () => number;
  readonly budget?: Budgets | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** By default those that coplay ships with. */
  readonly prices?: PriceList | undefined;
  readonly cache?: ReplyCache | null | undefined;
  /** Matches for which the cache is not read: their replies are of no use. New ones are kept in their place. */
  readonly isToAskAnew?: ((match: MatchKey) => boolean) | undefined;
  /** What each player has spent in earlier sittings of the run. */
  readonly spentBefore?: ReadonlyMap<string, Spending> | undefined;
  /** Told of every call that was paid for, as soon as its reply is there; the reply is handed on when this settles. */
  readonly pay?: ((payment: Payment) => Promise<void>) | undefined;
  /**
   * Told once, as soon as the budget of the run refuses a call, before whoever asked hears of it: a run that is stopped
   * then drops the match, to be played when the budget is raised.
   */
  readonly onSpent?: ((error: BudgetError) => void) | undefined;
  /** Whether players whose price is not known may go on under a budget in USD, which then does not see them. */
  readonly allowUnknownPrice?: boolean | undefined;
}

/**
 * Tokens beyond those of the body's text: what providers put around tools and schemas. They state up to some 350 for a
 * forced tool.
 */
const UNSEEN_TOKENS = 600;
/** Bytes of JSON in English to a token, as servers guess before they count. */
const BYTES_PER_TOKEN = 4;

/**
 * Answers questions over the network: one for all that a command plays, since what may be spent is spent by all of it. A question goes from the cache, which may know the answer, by
 * the budgets and the limiter of its provider to the provider, again where that fails in passing, and its reply is
 * charged, kept and noted as paid before anybody hears of it.
 *
 * A reservation is an upper bound: input is taken to be as many tokens as its JSON has bytes, which no tokenizer that
 * works on bytes exceeds and which is about four times as many as there are in English, and 600 for what is not seen;
 * output is as long as it may be.
 */
export class Switchboard implements Operator {
  readonly #now: () => number;
  readonly #budget: Budgets;
  readonly #limits: Limits;
  readonly #prices: PriceList;
  readonly #cache: ReplyCache | null;
  readonly #isToAskAnew: (match: MatchKey) => boolean;
  readonly #pay: (payment: Payment) => Promise<void>;
  readonly #onSpent: (error: BudgetError) => void;
  readonly #allowUnknownPrice: boolean;
  readonly #ledger: Ledger;
  readonly #limiters = new Map<string, Limiter>();
  /** What was answered to keys that are not taken, by limiter: they would be taken as little another time. */
  readonly #refused = new Map<string, ProviderError>();
  /** Questions that are not settled. */
  readonly #lives = new Set<Lifetime>();
  readonly #endsAt: number;
  readonly #clock: NodeJS.Timeout | undefined;
  #retries = 0;
  #cacheHits = 0;
  #isSpent = false;
  #isClosed = false;

  constructor(options: SwitchboardOptions) {
    this.#now = options.now;
    this.#budget = options.budget ?? NO_BUDGETS;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#prices = options.prices ?? readPrices();
    this.#cache = options.cache ?? null;
    this.#pay = options.pay ?? (() => Promise.resolve());
    this.#isToAskAnew = options.isToAskAnew ?? (() => false);
    this.#onSpent = options.onSpent ?? (() => undefined);
    this.#allowUnknownPrice = options.allowUnknownPrice ?? false;
    this.#ledger = new Ledger(this.#budget, options.spentBefore);
    const wallMs = this.#budget.run.wallMs ?? Infinity;
    this.#endsAt = this.#now() + wallMs;
    if (wallMs > LONGEST_TIMER_MS) return;
    const timeOut = (): void => this.#lives.forEach((life) => life.giveUp(this.#timeError()));
    this.#clock = setTimeout(timeOut, wallMs).unref();
  }

  ask(question: Question, signal: AbortSignal): Promise<Exchange> {
    return this.#ask(question, signal, "");
  }

  /**
   * Who answers the questions of one tournament: replies from the cache are those to questions under its conditions.
   *
   * @param conditions as in `Tournament.conditions`
   */
  under(conditions: string): Operator {
    return { ask: (question, signal) => this.#ask(question, signal, conditions) };
  }

  async #ask(question: Question, signal: AbortSignal, conditions: string): Promise<Exchange> {
    signal.throwIfAborted();
    if (this.#isClosed) throw closed();
    const body = canonicalJson(question.body);
    const digest = digestOf(question, body, conditions);
    const kept = this.#recall(question, digest);
    if (kept !== null) return kept;

    const life = lifetime(signal, this.#limits.graceMs);
    this.#lives.add(life);
    let retries = 0;
    const onRetry = (): void => {
      retries++;
      this.#retries++;
    };
    try {
      const exchange = await this.#call(question, { digest, bytes: Buffer.byteLength(body), life, onRetry });
      return { ...exchange, retries };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProviderError || error instanceof BudgetError)) throw error;
      this.#heed(error);
      signal.throwIfAborted();
      return { reply: null, body: null, error, isCached: false, retries, latencyMs: null, costUsd: 0 };
    } finally {
      life.end();
      this.#lives.delete(life);
    }
  }

  status(): CallStatus {
    const limiters = [...this.#limiters.values()].map((limiter) => limiter.status());
    return {
      spent: this.#ledger.spent,
      budget: this.#budget.run,
      inFlight: limiters.reduce((sum, { inFlight }) => sum + inFlight, 0),
      waiting: limiters.reduce((sum, { waiting }) => sum + waiting, this.#ledger.waiting),
      retries: this.#retries,
      cacheHits: this.#cacheHits,
      limiters,
      players: this.#ledger.players,
    };
  }

  /** Cuts whatever is under way, and answers nothing from then on. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#clock);
    for (const life of this.#lives) life.cut(closed());
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** @throws ProviderError where the provider's key was refused before */
  #requireTaken({ limiterKey }: Provider): void {
    const refusal = this.#refused.get(limiterKey);
    if (refusal !== undefined) throw refusal;
  }

  #heed(error: ProviderError | BudgetError): void {
    if (!(error instanceof BudgetError) || error.scope !== "run" || this.#isSpent) return;
    this.#isSpent = true;
    this.#onSpent(error);
  }

  #recall({ provider, place }: Question, digest: string): Exchange | null {
    if (this.#isToAskAnew(place.match)) return null;
    const body = this.#cache?.get(digest);
    if (body === undefined) return null;
    const reply = read(provider, body);
    // It could be read when it was kept: a later coplay reads differently, and asks anew.
    if (reply instanceof ProviderError) return null;
    this.#cacheHits++;
    return { reply, body, error: null, isCached: true, retries: 0, latencyMs: null, costUsd: 0 };
  }

  async #call(question: Question, call: Call): Promise<Exchange> {
    const { player, provider, maxOutputTokens } = question;
    const { bytes, life, onRetry } = call;
    if (this.#now() >= this.#endsAt) throw this.#timeError();
    this.#requireTaken(provider);
    const price = this.#priceOf(provider);
    const input = bytes + UNSEEN_TOKENS;
    const usd = price === null ? 0 : mostCostOf(price, input, maxOutputTokens);
    const need = { usd, tokens: input + maxOutputTokens };
    const reservation = await this.#ledger.reserve(player, need, life.open);
    const tokens = Math.ceil(bytes / BYTES_PER_TOKEN) + maxOutputTokens;
    const { turn } = question.place;
    const place: Place = { turn, tokens, signal: life.open, queuedMs: 0 };
    try {
      return await retrying(() => this.#attempt(question, { ...call, price, place, reservation }), {
        patience: { ...this.#limits, forMs: this.#limits.retryForMs },
        now: this.#now,
        queuedMs: () => place.queuedMs,
        signal: life.open,
        onRetry,
      });
    } finally {
      this.#ledger.settle(reservation, null);
    }
  }

  /** Asks once. What comes is charged and kept here, so that it is not lost where the question was given up meanwhile. */
  async #attempt(
    question: Question,
    { digest, life, price, place, reservation }: Attempt,
  ): Promise<Exchange> {
    const { player, provider } = question;
    let latencyMs: number | null = null;
    const { body } = await this.#limiterOf(provider).run(async () => {
      // It may have been refused while this question waited for its slot.
      this.#requireTaken(provider);
      const sentAt = this.#now();
      const reply = await this.#send(question, life.whole);
      latencyMs = this.#now() - sentAt;
      return reply;
    }, place);
    const reply = provider.read(body);
    const costUsd = price === null ? null : costOf(price, reply.tokens, reply.cacheWriteTokens);
    const { tokens } = reply;
    const charged = chargeOf(reservation.need, tokens, costUsd);
    const payment: Payment = { player, tokens, costUsd, charged };
    this.#ledger.settle(reservation, payment);
    // Kept before it is noted as paid: killed in between, a run does not pay for it again.
    if (isWorthKeeping(reply)) await this.#cache?.put(digest, body);
    await this.#pay(payment);
    return { reply, body, error: null, isCached: false, retries: 0, latencyMs, costUsd };
  }

  async #send({ provider, body, timeoutMs, situation }: Question, signal: AbortSignal): Promise<WireReply> {
    try {
      return await provider.send(body, { signal, timeoutMs, situation });
    } catch (error) {
      if (error instanceof ProviderError && error.status === 401) {
        this.#refused.set(provider.limiterKey, error);
      }
      throw error;
    }
  }

  #priceOf({ name, model }: Provider): Price | null {
    const price = priceOf(this.#prices, name, model);
    const isBounded = this.#budget.run.usd !== null || this.#budget.perPlayer.usd !== null;
    if (price !== null || !isBounded || this.#allowUnknownPrice) return price;
    const unknown = `the price of ${name}/${model} is not known, so that a budget in USD cannot hold`;
    throw new BudgetError("player", unknown);
  }

  #limiterOf({ name, baseUrl, limiterKey }: Provider): Limiter {
    let limiter = this.#limiters.get(limiterKey);
    if (limiter === undefined) {
      limiter = new Limiter({
        name: URL.canParse(baseUrl) ? `${name} ${new URL(baseUrl).host}`.trim() : name,
        maxConcurrency: this.#limits.concurrency ?? LOCAL_CONCURRENCY[name] ?? CONCURRENCY,
        longestPauseMs: this.#limits.retryForMs,
        now: this.#now,
      });
      this.#limiters.set(limiterKey, limiter);
    }
    return limiter;
  }

  #timeError(): BudgetError {
    return new BudgetError("run", `the run's time is up: it may take ${inWords(this.#budget.run.wallMs!)}`, {
      hint: "The same command goes on from there, and has that time anew.",
    });
  }
}

interface Call {
  readonly digest: string;
  readonly bytes: number;
  readonly life: Lifetime;
  readonly onRetry: () => void;
}

interface Attempt extends Call {
  readonly price: Price | null;
  readonly place: Place;
  readonly reservation: Reservation;
}

function read(provider: Provider, body: Parameters<Provider["read"]>[0]): ModelReply | ProviderError {
  try {
    return provider.read(body);
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}

/** A bound on time, in the unit that makes it readable. */
const inWords = (ms: number): string =>
  ms < 60_000 ? `${Number((ms / 1000).toPrecision(3))} s` : `${Number((ms / 60_000).toPrecision(3))} min`;

/** Refusals, truncated replies and empty ones are asked for anew when the match is played again. */
const isWorthKeeping = ({ stop, text, toolArguments }: ModelReply): boolean =>
  (stop === "end" || stop === "other") && `${text ?? ""}${toolArguments ?? ""}`.trim() !== "";

const closed = (): CoplayError => new CoplayError("the run is over: nothing more is asked");
