/* Long because every rule of calls is shown on the one path that all of them take: cache, budgets, limits, retries. */
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { BudgetError, ProviderError } from "../../src/core/errors.ts";
import { stream } from "../../src/core/random.ts";
import { NO_BUDGETS, NOTHING_SPENT, type Budgets, type Payment } from "../../src/core/usage.ts";
import { prisonersDilemma } from "../../src/games/prisoners-dilemma.ts";
import type { ReplyCache } from "../../src/llm/cache.ts";
import { capabilitiesOf } from "../../src/llm/capabilities.ts";
import type { Exchange, Question } from "../../src/llm/exchange.ts";
import { parsePrices } from "../../src/llm/prices.ts";
import { createProvider } from "../../src/llm/providers/index.ts";
import type { AnswerForm, Json, Provider } from "../../src/llm/providers/provider.ts";
import { Switchboard, type SwitchboardOptions } from "../../src/llm/switchboard.ts";
import {
  always,
  answer,
  behaviours,
  failure,
  inOrder,
  refusal,
  says,
  truncated,
  type Script,
} from "./server/behaviours.ts";
import { CANARY_KEY, environmentOf, startServer, type LlmServer } from "./server/server.ts";

const never = (): AbortSignal => new AbortController().signal;
const prices = parsePrices(
  `as-of: 2026-10-16
currency: USD
prices:
  - { models: [compatible/priced], input: 1, output: 10 }`,
  "prices.yaml",
);

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function serve(script: Script, delayMs = 0): Promise<LlmServer> {
  const server = await startServer(script, { delayMs });
  open.push(server);
  return server;
}

function providerOf(server: LlmServer, model = "priced", key = CANARY_KEY): Provider {
  const environment = { ...environmentOf(server), COMPATIBLE_API_KEY: key };
  const capabilities = capabilitiesOf("compatible", model);
  return createProvider({ name: "compatible", model, environment, capabilities, now: Date.now });
}

function openSwitchboard(options: Partial<SwitchboardOptions> = {}): Switchboard {
  const switchboard = new Switchboard({
    now: Date.now,
    prices,
    ...options,
    limits: { backoffMs: 1, ...options.limits },
  });
  open.push(switchboard);
  return switchboard;
}

const form: AnswerForm = { kind: "text" };
const game = prisonersDilemma.create();

function question(
  provider: Provider,
  more: Partial<Question["place"]> = {},
  maxOutputTokens = 100,
): Question {
  const match = { seed: 1, row: `compatible/${provider.model}`, column: "tit-for-tat", repetition: 0 };
  const place: Question["place"] = { match, seat: "row", turn: 0, purpose: "act", attempt: 0, ...more };
  const request = { temperature: null, reasoningEffort: null, seed: null, logprobs: false };
  const messages = [{ role: "user" as const, content: "J or F?" }];
  return {
    player: place.match.row,
    provider,
    place,
    body: provider.body({ model: provider.model, messages, form, maxOutputTokens, ...request }),
    maxOutputTokens,
    timeoutMs: 5_000,
    situation: {
      place,
      terms: { game, noise: 0, horizon: "unknown" },
      outcomes: [],
      labels: ["J", "F"],
      form,
      mode: "line",
    },
  };
}

const turn = (n: number): Partial<Question["place"]> => ({ turn: n });

function replyCache(): ReplyCache & { readonly kept: Map<string, Json> } {
  const kept = new Map<string, Json>();
  return {
    kept,
    get: (digest) => kept.get(digest),
    put: async (digest, body) => void kept.set(digest, body),
  };
}

const budgets = (run: Partial<Budgets["run"]>): Budgets => ({
  ...NO_BUDGETS,
  run: { ...NO_BUDGETS.run, ...run },
});

/** Waits until something is so that will be so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("a question", () => {
  test("is answered, charged and noted as paid", async () => {
    const server = await serve(always(answer("J", { usage: { input: 50, cached: 10, output: 4 } })));
    const paid: Payment[] = [];
    const switchboard = openSwitchboard({ pay: async (payment) => void paid.push(payment) });
    const exchange = await switchboard.ask(question(providerOf(server)), never());
    const costUsd = (50 + 4 * 10) / 1e6;
    expect(exchange).toMatchObject({
      error: null,
      isCached: false,
      retries: 0,
      costUsd,
      reply: { text: "J" },
    });
    expect(exchange.latencyMs).not.toBeNull();
    expect(exchange.body).toMatchObject({ choices: [{ message: { content: "J" } }] });
    expect(paid).toEqual([
      {
        player: "compatible/priced",
        tokens: { input: 50, cached: 10, output: 4, reasoning: 0 },
        costUsd,
        charged: { usd: costUsd, tokens: 54 },
      } satisfies Payment,
    ]);
    expect(switchboard.status()).toMatchObject({
      spent: { calls: 1, inputTokens: 50, outputTokens: 4, costUsd, unpriced: 0 },
      inFlight: 0,
      waiting: 0,
      retries: 0,
      cacheHits: 0,
    });
  });

  test("has an unknown cost where the price is not known, and is counted as such", async () => {
    const server = await serve(always(answer("J")));
    const switchboard = openSwitchboard();
    const exchange = await switchboard.ask(question(providerOf(server, "mine")), never());
    expect(exchange).toMatchObject({ error: null, costUsd: null });
    expect(switchboard.status().players.get("compatible/mine")).toMatchObject({
      calls: 1,
      costUsd: 0,
      unpriced: 1,
    });
  });

  test("with an unknown price is not asked under a budget in USD, unless that is allowed", async () => {
    const server = await serve(always(answer("J")));
    const asked = question(providerOf(server, "mine"));
    const budget = budgets({ usd: 1 });
    const { error } = await openSwitchboard({ budget }).ask(asked, never());
    expect(error).toBeInstanceOf(BudgetError);
    expect(error?.message).toContain("compatible/mine");
    expect(server.count).toBe(0);
    const allowed = await openSwitchboard({ budget, allowUnknownPrice: true }).ask(asked, never());
    expect(allowed.error).toBeNull();
  });
});

test("a key that was refused is not sent again, and whoever else asks with it hears so", async () => {
  const server = await serve(({ headers }) =>
    headers["authorization"] === "Bearer good-key" ? answer() : behaviours.unauthorized,
  );
  const switchboard = openSwitchboard({ limits: { concurrency: 1, backoffMs: 1 } });
  const refused = providerOf(server);
  const asked = [0, 1, 2, 3].map((n) => switchboard.ask(question(refused, turn(n)), never()));
  const exchanges = await Promise.all(asked);
  exchanges.push(await switchboard.ask(question(providerOf(server, "other"), turn(4)), never()));
  const message = expect.stringMatching(/answered 401/) as string;
  for (const { error, retries, costUsd } of exchanges) {
    expect({ error, retries, costUsd }).toMatchObject({
      error: { fault: "key", message },
      retries: 0,
      costUsd: 0,
    });
  }
  expect(server.count).toBe(1);
  expect(switchboard.status().spent.calls).toBe(0);
  const other = await switchboard.ask(question(providerOf(server, "priced", "good-key"), turn(0)), never());
  expect(other.error).toBeNull();
});

describe("the cache", () => {
  test("answers a question that was answered before, for nothing", async () => {
    const server = await serve(always(answer("J")));
    const cache = replyCache();
    const paid: Payment[] = [];
    const asked = question(providerOf(server));
    const first = await openSwitchboard({ cache }).ask(asked, never());
    const switchboard = openSwitchboard({ cache, pay: async (payment) => void paid.push(payment) });
    const again = await switchboard.ask(asked, never());
    expect(again).toEqual({ ...first, isCached: true, costUsd: 0, latencyMs: null } satisfies Exchange);
    expect(server.count).toBe(1);
    expect(paid).toEqual([]);
    expect(switchboard.status()).toMatchObject({ spent: NOTHING_SPENT, cacheHits: 1 });
  });

  test("answers also when a budget is spent", async () => {
    const server = await serve(always(answer("J")));
    const cache = replyCache();
    const asked = question(providerOf(server));
    await openSwitchboard({ cache }).ask(asked, never());
    const spent = openSwitchboard({ cache, budget: budgets({ calls: 0, wallMs: 0 }) });
    expect(await spent.ask(asked, never())).toMatchObject({ isCached: true });
  });

  test("takes no repetition, turn or attempt for another", async () => {
    const server = await serve(always(answer("J")));
    const switchboard = openSwitchboard({ cache: replyCache() });
    const provider = providerOf(server);
    const { match } = question(provider).place;
    await switchboard.ask(question(provider), never());
    await switchboard.ask(question(provider, { turn: 1 }), never());
    await switchboard.ask(question(provider, { attempt: 1 }), never());
    await switchboard.ask(question(provider, { match: { ...match, repetition: 1 } }), never());
    expect(server.count).toBe(4);
  });

  test.each([
    ["a refusal", refusal()],
    ["a truncated reply", truncated()],
    ["an empty reply", says("")],
  ])("does not keep %s, which is paid for nevertheless", async (_, behaviour) => {
    const server = await serve(always(behaviour));
    const cache = replyCache();
    const switchboard = openSwitchboard({ cache });
    const exchange = await switchboard.ask(question(providerOf(server)), never());
    expect(exchange.error).toBeNull();
    expect(cache.kept.size).toBe(0);
    expect(switchboard.status().spent.calls).toBe(1);
  });

  test("takes no tournament for another that differs in what holds for its matches", async () => {
    const server = await serve(always(answer("J")));
    const switchboard = openSwitchboard({ cache: replyCache() });
    const asked = question(providerOf(server));
    await switchboard.under("one").ask(asked, never());
    expect(await switchboard.under("other").ask(asked, never())).toMatchObject({ isCached: false });
    expect(await switchboard.under("one").ask(asked, never())).toMatchObject({ isCached: true });
    await switchboard.ask(asked, never());
    expect(await switchboard.under("").ask(asked, never())).toMatchObject({ isCached: true });
    expect(server.count).toBe(3);
  });

  test("is not read for matches that are to be asked anew, and keeps what they are answered", async () => {
    const server = await serve(inOrder(answer("J"), answer("F")));
    const cache = replyCache();
    const asked = question(providerOf(server));
    await openSwitchboard({ cache }).ask(asked, never());
    const isToAskAnew = ({ row, repetition }: Question["place"]["match"]): boolean =>
      row === "compatible/priced" && repetition === 0;
    const anew = await openSwitchboard({ cache, isToAskAnew }).ask(asked, never());
    expect(anew).toMatchObject({ isCached: false, reply: { text: "F" } });
    const again = await openSwitchboard({ cache }).ask(asked, never());
    expect(again).toMatchObject({ isCached: true, reply: { text: "F" } });
  });

  test("holds the reply before it is noted as paid", async () => {
    const server = await serve(always(answer("J")));
    const cache = replyCache();
    let keptWhenPaid = 0;
    const switchboard = openSwitchboard({ cache, pay: async () => void (keptWhenPaid = cache.kept.size) });
    await switchboard.ask(question(providerOf(server)), never());
    expect(keptWhenPaid).toBe(1);
  });

  test("is passed by where its reply cannot be read any more", async () => {
    const server = await serve(always(answer("J")));
    const cache: ReplyCache = { get: () => ({ what: "is this" }), put: async () => undefined };
    const exchange = await openSwitchboard({ cache }).ask(question(providerOf(server)), never());
    expect(exchange).toMatchObject({ isCached: false, reply: { text: "J" } });
  });
});

describe("a failure", () => {
  test.each([
    ["client", behaviours.badRequest],
    ["key", behaviours.unauthorized],
  ] as const)(
    "of the kind %s is told at once, costs nothing and is not asked again",
    async (fault, behaviour) => {
      const server = await serve(always(behaviour));
      const switchboard = openSwitchboard();
      const exchange = await switchboard.ask(question(providerOf(server)), never());
      expect(exchange).toMatchObject({
        reply: null,
        body: null,
        error: { fault },
        retries: 0,
        costUsd: 0,
        latencyMs: null,
        isCached: false,
      });
      expect(server.count).toBe(1);
      expect(switchboard.status().spent).toEqual(NOTHING_SPENT);
      expect(JSON.stringify(exchange) + exchange.error!.message).not.toContain(CANARY_KEY);
    },
  );

  test.each([
    ["server errors", behaviours.serverError],
    ["an unavailable server", behaviours.unavailable],
    ["a connection that is cut", behaviours.resetAtOnce],
    ["a connection that is cut in the middle of a reply", behaviours.resetMidBody],
    ["a reply that is no JSON", behaviours.malformedJson],
    ["a reply that is something else", behaviours.otherJson],
    ["a page in HTML", behaviours.htmlSuccess],
  ])("that may pass is asked again: %s", async (_, behaviour) => {
    const server = await serve(inOrder(behaviour, behaviour, answer("F")));
    const switchboard = openSwitchboard({ limits: { concurrency: 1 } });
    const exchange = await switchboard.ask(question(providerOf(server)), never());
    expect(exchange).toMatchObject({ error: null, retries: 2, reply: { text: "F" } });
    expect(switchboard.status()).toMatchObject({ retries: 2, spent: { calls: 1 } });
    expect(switchboard.status().limiters[0]?.concurrency).toBe(1);
  });

  test("that lasts is told with how often it was asked again", async () => {
    const server = await serve(always(behaviours.serverError));
    const switchboard = openSwitchboard({ limits: { retries: 3 } });
    const exchange = await switchboard.ask(question(providerOf(server)), never());
    expect(exchange.error).toBeInstanceOf(ProviderError);
    expect(exchange.error?.message).toContain("still so after 3 retries");
    expect(exchange.retries).toBe(3);
    expect(server.count).toBe(4);
  });

  test("gives its slot to others while it waits to be asked again", async () => {
    const server = await serve(inOrder(behaviours.serverError, answer("F")));
    const switchboard = openSwitchboard({ limits: { concurrency: 1, backoffMs: 200 } });
    const provider = providerOf(server);
    const order: string[] = [];
    await Promise.all([
      switchboard.ask(question(provider), never()).then(() => order.push("failed first")),
      switchboard.ask(question(provider, { attempt: 1 }), never()).then(() => order.push("other")),
    ]);
    expect(order).toEqual(["other", "failed first"]);
  });

  test("by a rate limit lets fewer out at once, holds others back, and is waited out", async () => {
    const server = await serve(({ index }) => (index < 16 ? behaviours.rateLimited : answer("J")));
    const switchboard = openSwitchboard();
    const provider = providerOf(server);
    const all = Array.from({ length: 40 }, (_, i) => switchboard.ask(question(provider, turn(i)), never()));
    await until(() => switchboard.status().retries === 16 && switchboard.status().waiting === 40);
    expect(server.count).toBe(16);
    const [limiter] = switchboard.status().limiters;
    expect(limiter).toMatchObject({ inFlight: 0, waiting: 40, concurrency: 12, maxConcurrency: 32 });
    expect(limiter!.pausedUntilMs).not.toBeNull();
    const exchanges = await Promise.all(all);
    expect(exchanges.every(({ error }) => error === null)).toBe(true);
    expect(switchboard.status()).toMatchObject({ retries: 16, spent: { calls: 40 }, waiting: 0 });
  });

  test("by a rate limit that lasts longer than retries may take is told at once", async () => {
    const server = await serve(always(failure(429, "Come back tomorrow.", { "retry-after": "86400" })));
    const exchange = await openSwitchboard().ask(question(providerOf(server)), never());
    expect(exchange.error).toMatchObject({ fault: "rate-limit", retryAfterMs: 86_400_000 });
    expect(exchange.error?.message).toContain("asked to wait 86400 s, and retries may take 300 s in all");
    expect(server.count).toBe(1);
  });
});

describe("limits", () => {
  test("are kept for each key by itself, and named without it", async () => {
    const server = await serve(always(answer("J")));
    const switchboard = openSwitchboard();
    await switchboard.ask(question(providerOf(server, "priced", "sk-one")), never());
    await switchboard.ask(question(providerOf(server, "priced", "sk-two"), turn(1)), never());
    const names = switchboard.status().limiters.map(({ name }) => name);
    expect(names).toEqual(Array(2).fill(`compatible ${new URL(server.url).host}`));
  });

  test("let out as many at once as is allowed, and no more", async () => {
    const server = await serve(always(answer("J")), 20);
    const switchboard = openSwitchboard({ limits: { concurrency: 24 } });
    const provider = providerOf(server);
    let most = 0;
    const all = Array.from({ length: 200 }, (_, i) =>
      switchboard.ask(question(provider, turn(i)), never()).then(() => {
        most = Math.max(most, switchboard.status().inFlight);
      }),
    );
    await Promise.all(all);
    expect(most).toBe(24);
    expect(server.maxInFlight).toBeLessThanOrEqual(24);
  });

  test("are waited for that the server's headers say are reached", async () => {
    const limits = { remainingRequests: 0, remainingTokens: 100_000, resetMs: 60_000 };
    const server = await serve(always(answer("J", { limits })));
    const switchboard = openSwitchboard();
    const provider = providerOf(server);
    await switchboard.ask(question(provider), never());
    const stop = new AbortController();
    const second = switchboard.ask(question(provider, turn(1)), stop.signal);
    await until(() => switchboard.status().waiting === 1);
    expect(switchboard.status().limiters[0]?.pausedUntilMs).not.toBeNull();
    stop.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    expect(server.count).toBe(1);
  });
});

describe("a budget", () => {
  test("is never overshot with 256 calls in flight, whatever each of them comes to", async () => {
    const random = stream("budget", 1);
    const server = await serve(
      () => answer("J", { usage: { input: random.below(700), output: random.below(2_000) } }),
      3,
    );
    const budget = budgets({ usd: 4, tokens: 500_000 });
    const switchboard = openSwitchboard({ budget, limits: { concurrency: 256 } });
    const provider = providerOf(server);
    let most = 0;
    const all = Array.from({ length: 1_500 }, (_, i) =>
      switchboard.ask(question(provider, turn(i), 2_000), never()).then((exchange) => {
        most = Math.max(most, switchboard.status().inFlight);
        return exchange;
      }),
    );
    const exchanges = await Promise.all(all);
    const { spent } = switchboard.status();
    expect(spent.costUsd).toBeLessThanOrEqual(4);
    expect(spent.inputTokens + spent.outputTokens).toBeLessThanOrEqual(500_000);
    const refused = exchanges.filter(({ error }) => error instanceof BudgetError);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length + spent.calls).toBe(1_500);
    expect(server.count).toBe(spent.calls);
    expect(most).toBeGreaterThan(100);
    // What is left is less than one call may come to.
    expect(spent.costUsd > 4 - 0.03 || spent.inputTokens + spent.outputTokens > 500_000 - 3_000).toBe(true);
  });

  test("that is spent is told as a value, with what is spent of it", async () => {
    const server = await serve(always(answer("J")));
    const switchboard = openSwitchboard({ budget: budgets({ calls: 1 }) });
    const provider = providerOf(server);
    await switchboard.ask(question(provider), never());
    const exchange = await switchboard.ask(question(provider, turn(1)), never());
    expect(exchange).toMatchObject({ reply: null, retries: 0, costUsd: 0 });
    expect(exchange.error).toBeInstanceOf(BudgetError);
    expect(exchange.error?.message).toContain("the budget of the run is spent: 1 of 1 calls");
    expect(server.count).toBe(1);
  });

  test("of the run says that it is spent before anybody hears of it, once, and the match may be dropped then", async () => {
    const server = await serve(always(answer("J")));
    const stop = new AbortController();
    const told: BudgetError[] = [];
    const onSpent = (error: BudgetError): void => {
      told.push(error);
      stop.abort(error);
    };
    const switchboard = openSwitchboard({ budget: budgets({ calls: 1 }), onSpent });
    const provider = providerOf(server);
    await switchboard.ask(question(provider), stop.signal);
    const dropped = switchboard.ask(question(provider, turn(1)), stop.signal);
    await expect(dropped).rejects.toThrow("the budget of the run is spent");
    const { error } = await switchboard.ask(question(provider, turn(2)), never());
    expect(error).toMatchObject({ scope: "run" });
    expect(told).toEqual([stop.signal.reason]);
  });

  test("of a player says nothing to the run", async () => {
    const server = await serve(always(answer("J")));
    const told: BudgetError[] = [];
    const budget: Budgets = { ...NO_BUDGETS, perPlayer: { ...NO_BUDGETS.perPlayer, calls: 0 } };
    const switchboard = openSwitchboard({ budget, onSpent: (error) => void told.push(error) });
    const { error } = await switchboard.ask(question(providerOf(server)), never());
    expect(error).toMatchObject({ scope: "player" });
    expect(told).toEqual([]);
  });

  test("holds over sittings also where the server does not say what a call came to", async () => {
    const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "J" } }];
    const body = JSON.stringify({ id: "1", model: "priced", choices });
    const server = await serve(always({ kind: "raw", status: 200, type: "application/json", body }));
    const paid: Payment[] = [];
    const budget = budgets({ usd: 0.004 });
    const first = openSwitchboard({ budget, pay: async (payment) => void paid.push(payment) });
    const provider = providerOf(server);
    await first.ask(question(provider), never());
    const [{ charged } = { charged: null }] = paid;
    expect(charged!.usd).toBeGreaterThan(0.001);
    expect(charged!.tokens).toBeGreaterThan(700);
    const before = { ...NOTHING_SPENT, calls: 1, unpriced: 1, charged: charged! };
    const second = openSwitchboard({ budget, spentBefore: new Map([["compatible/priced", before]]) });
    let asked = 1;
    for (; asked < 10; asked++) {
      if ((await second.ask(question(provider, turn(asked)), never())).error !== null) break;
    }
    expect(asked * charged!.usd).toBeLessThanOrEqual(0.004);
    expect((asked + 1) * charged!.usd).toBeGreaterThan(0.004);
    expect(second.status().spent).toMatchObject({ costUsd: 0, unpriced: asked });
  });

  test("counts what was spent in earlier sittings", async () => {
    const server = await serve(always(answer("J")));
    const spentBefore = new Map([["compatible/priced", { ...NOTHING_SPENT, calls: 3, costUsd: 0.5 }]]);
    const switchboard = openSwitchboard({ budget: budgets({ calls: 3 }), spentBefore });
    const exchange = await switchboard.ask(question(providerOf(server)), never());
    expect(exchange.error).toBeInstanceOf(BudgetError);
    expect(switchboard.status().spent).toMatchObject({ calls: 3, costUsd: 0.5 });
    expect(server.count).toBe(0);
  });

  test("of wall time ends questions that have not gone out, and cuts those under way after the grace", async () => {
    const server = await serve(always(behaviours.hang));
    const switchboard = openSwitchboard({
      budget: budgets({ wallMs: 100 }),
      limits: { concurrency: 1, graceMs: 20 },
    });
    const provider = providerOf(server);
    const exchanges = await Promise.all([
      switchboard.ask(question(provider), never()),
      switchboard.ask(question(provider, turn(1)), never()),
    ]);
    for (const { error } of exchanges) {
      expect(error).toBeInstanceOf(BudgetError);
      expect(error?.message).toContain("the run's time is up");
      expect(error).toMatchObject({ scope: "run" });
    }
    expect(server.count).toBe(1);
    const { error } = await switchboard.ask(question(provider, turn(2)), never());
    expect(error?.message).toContain("the run's time is up");
  });
});

describe("a question that is given up", () => {
  const stopped = new Error("stopped");

  test("is not asked where its signal is aborted already", async () => {
    const server = await serve(always(answer("J")));
    const asked = openSwitchboard().ask(question(providerOf(server)), AbortSignal.abort(stopped));
    await expect(asked).rejects.toBe(stopped);
    expect(server.count).toBe(0);
  });

  test("leaves at once while it waits for a slot", async () => {
    const server = await serve(always(behaviours.hang));
    const switchboard = openSwitchboard({ limits: { concurrency: 1 } });
    const provider = providerOf(server);
    const first = switchboard.ask(question(provider), never());
    first.catch(() => undefined);
    const stop = new AbortController();
    const second = switchboard.ask(question(provider, turn(1)), stop.signal);
    await until(() => server.count === 1);
    stop.abort(stopped);
    await expect(second).rejects.toBe(stopped);
    expect(switchboard.status()).toMatchObject({ inFlight: 1, waiting: 0 });
  });

  test("is answered, paid and kept where its reply comes within the grace", async () => {
    const server = await serve(always(answer("J")), 60);
    const cache = replyCache();
    const paid: Payment[] = [];
    const switchboard = openSwitchboard({ cache, pay: async (payment) => void paid.push(payment) });
    const stop = new AbortController();
    const asked = switchboard.ask(question(providerOf(server)), stop.signal);
    await until(() => server.count === 1);
    stop.abort(stopped);
    expect(await asked).toMatchObject({ error: null, isCached: false, reply: { text: "J" } });
    expect(cache.kept.size).toBe(1);
    expect(paid).toHaveLength(1);
    expect(switchboard.status().spent.calls).toBe(1);
  });

  test("is cut where no reply comes within the grace", async () => {
    const server = await serve(always(behaviours.hangMidBody));
    const switchboard = openSwitchboard({ limits: { graceMs: 20 } });
    const stop = new AbortController();
    const asked = switchboard.ask(question(providerOf(server)), stop.signal);
    await until(() => server.count === 1);
    stop.abort(stopped);
    await expect(asked).rejects.toBe(stopped);
    await until(() => server.inFlight === 0);
    expect(switchboard.status()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  test("is not asked again where it fails within the grace", async () => {
    const server = await serve(always(behaviours.serverError), 60);
    const switchboard = openSwitchboard();
    const stop = new AbortController();
    const asked = switchboard.ask(question(providerOf(server)), stop.signal);
    await until(() => server.count === 1);
    stop.abort(stopped);
    await expect(asked).rejects.toBe(stopped);
    expect(server.count).toBe(1);
    expect(switchboard.status().retries).toBe(0);
  });

  test("leaves nothing behind on its signal, and a signal may be shared by many", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on("warning", onWarning);
    const server = await serve(always(answer("J")), 5);
    const switchboard = openSwitchboard();
    const provider = providerOf(server);
    const { signal } = new AbortController();
    const all = Array.from({ length: 100 }, (_, i) => switchboard.ask(question(provider, turn(i)), signal));
    await Promise.all(all);
    await new Promise(setImmediate);
    process.off("warning", onWarning);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

test("a switchboard that is closed cuts what is under way and answers nothing", async () => {
  const server = await serve(always(behaviours.hang));
  const switchboard = openSwitchboard();
  const provider = providerOf(server);
  const asked = switchboard.ask(question(provider), never());
  await until(() => server.count === 1);
  switchboard.close();
  await expect(asked).rejects.toThrow("the run is over");
  await expect(switchboard.ask(question(provider, turn(1)), never())).rejects.toThrow("the run is over");
  await until(() => server.inFlight === 0);
});
