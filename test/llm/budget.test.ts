import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BudgetError } from "../../src/core/errors.ts";
import { NOTHING_SPENT, type Payment, type Spending } from "../../src/core/usage.ts";
import { NO_BUDGETS, type Budgets } from "../../src/core/usage.ts";
import { chargeOf, Ledger, type Need, type Reservation } from "../../src/llm/budget.ts";

const budgets = (run: Partial<Budgets["run"]>, perPlayer: Partial<Budgets["perPlayer"]> = {}): Budgets => ({
  run: { ...NO_BUDGETS.run, ...run },
  perPlayer: { ...NO_BUDGETS.perPlayer, ...perPlayer },
});
const need = (usd: number, tokens = 100): Need => ({ usd, tokens });
const payment = (player: string, costUsd: number | null, input: number | null = 10): Payment => ({
  player,
  tokens: { input, cached: null, output: input, reasoning: null },
  costUsd,
  charged: { usd: costUsd ?? 0, tokens: 2 * (input ?? 0) },
});
const never = (): AbortSignal => new AbortController().signal;

/** Whether a promise is settled by the time that all that can happen now has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = (): void => void (settled = true);
  promise.then(settle, settle);
  await new Promise(setImmediate);
  return settled;
}

describe("a ledger", () => {
  test("lets everything through where there is no budget, and counts it", async () => {
    const ledger = new Ledger(NO_BUDGETS);
    ledger.settle(await ledger.reserve("a", need(1), never()), payment("a", 0.5));
    ledger.settle(await ledger.reserve("b", need(1), never()), payment("b", null));
    expect(ledger.spent).toEqual({
      calls: 2,
      inputTokens: 20,
      outputTokens: 20,
      costUsd: 0.5,
      unpriced: 1,
      charged: { usd: 0.5, tokens: 40 },
    } satisfies Spending);
    expect(ledger.players.get("a")?.costUsd).toBe(0.5);
    expect(ledger.players.get("b")?.unpriced).toBe(1);
  });

  test("lets a call wait that fits beside what is spent but not beside what is reserved", async () => {
    const ledger = new Ledger(budgets({ usd: 1 }));
    const first = await ledger.reserve("a", need(0.6), never());
    const second = ledger.reserve("a", need(0.6), never());
    expect(await isSettled(second)).toBe(false);
    expect(ledger.waiting).toBe(1);
    ledger.settle(first, payment("a", 0.1));
    ledger.settle(await second, null);
    expect(ledger.waiting).toBe(0);
  });

  test("refuses a call that does not fit beside what is spent, and says which budget it is", async () => {
    const ledger = new Ledger(budgets({ usd: 1 }));
    ledger.settle(await ledger.reserve("a", need(0.9), never()), payment("a", 0.9));
    const refused = ledger.reserve("a", need(0.2), never());
    await expect(refused).rejects.toThrow(BudgetError);
    await expect(refused).rejects.toMatchObject({
      scope: "run",
      hint: "Raise it in the tournament file, and the same command goes on from there.",
    });
    await expect(refused).rejects.toThrow(
      "the budget of the run has no room for another call: $0.90 of $1.00 spent, and it may come to $0.20",
    );
  });

  test("refuses those that wait as soon as they cannot fit any more", async () => {
    const ledger = new Ledger(budgets({ tokens: 150 }));
    const first = await ledger.reserve("a", need(0), never());
    const second = ledger.reserve("a", need(0), never());
    ledger.settle(first, payment("a", 0, 40));
    await expect(second).rejects.toThrow("80 tokens of 150 tokens spent");
  });

  test("gives room back where nothing was paid, once", async () => {
    const ledger = new Ledger(budgets({ calls: 1 }));
    const first = await ledger.reserve("a", need(0), never());
    ledger.settle(first, null);
    ledger.settle(first, payment("a", 0));
    const second = await ledger.reserve("a", need(0), never());
    ledger.settle(second, payment("a", 0));
    await expect(ledger.reserve("a", need(0), never())).rejects.toThrow(
      "the budget of the run is spent: 1 of 1 calls",
    );
    expect(ledger.spent.calls).toBe(1);
  });

  test("bounds each player by itself, and holds up no other for it", async () => {
    const ledger = new Ledger(budgets({}, { calls: 1 }));
    const first = await ledger.reserve("a", need(0), never());
    const second = ledger.reserve("a", need(0), never());
    const other = await ledger.reserve("b", need(0), never());
    expect(await isSettled(second)).toBe(false);
    ledger.settle(first, payment("a", 0));
    await expect(second).rejects.toThrow("the budget of a is spent");
    await expect(second).rejects.toMatchObject({
      scope: "player",
      hint: expect.stringContaining("--retry-aborted") as string,
    });
    ledger.settle(other, null);
  });

  test("lets those that wait in by the order in which they came", async () => {
    const ledger = new Ledger(budgets({ usd: 1 }));
    const order: string[] = [];
    const first = await ledger.reserve("a", need(1), never());
    const waiting = ["b", "c", "d"].map(async (player) => {
      const reservation = await ledger.reserve(player, need(player === "b" ? 0.9 : 0.2), never());
      order.push(player);
      ledger.settle(reservation, null);
    });
    ledger.settle(first, null);
    await Promise.all(waiting);
    expect(order).toEqual(["b", "c", "d"]);
  });

  test("goes on from what was spent in earlier sittings", async () => {
    const before = new Map([
      ["a", { ...NOTHING_SPENT, calls: 2, costUsd: 0.1, charged: { usd: 0.9, tokens: 900 } }],
    ]);
    const ledger = new Ledger(budgets({ usd: 1 }), before);
    expect(ledger.spent.calls).toBe(2);
    await expect(ledger.reserve("b", need(0.2), never())).rejects.toThrow("$0.90 of $1.00 spent");
    expect(ledger.spent.costUsd).toBe(0.1);
  });

  test("charges a call without usage with all that it could cost", async () => {
    const most = need(0.8, 900);
    const unknown = { input: 40, cached: null, output: null, reasoning: null };
    expect(chargeOf(most, unknown, null)).toEqual({ usd: 0.8, tokens: 900 });
    expect(chargeOf(most, { ...unknown, output: 2 }, 0.1)).toEqual({ usd: 0.1, tokens: 42 });

    const ledger = new Ledger(budgets({ usd: 1, tokens: 1000 }));
    const paid = { ...payment("a", null, null), charged: chargeOf(most, unknown, null) };
    ledger.settle(await ledger.reserve("a", most, never()), paid);
    await expect(ledger.reserve("a", need(0.3, 1), never())).rejects.toThrow("$0.80");
    await expect(ledger.reserve("a", need(0, 200), never())).rejects.toThrow("900 tokens");
    expect(ledger.spent).toMatchObject({ costUsd: 0, inputTokens: 0, charged: { usd: 0.8, tokens: 900 } });
  });

  test("lets a question leave while it waits, and those behind it in", async () => {
    const ledger = new Ledger(budgets({ usd: 1 }));
    const first = await ledger.reserve("a", need(0.5), never());
    const stop = new AbortController();
    const second = ledger.reserve("a", need(0.9), stop.signal);
    const third = ledger.reserve("a", need(0.4), never());
    expect(await isSettled(third)).toBe(false);
    stop.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    ledger.settle(await third, null);
    ledger.settle(first, null);
    expect(ledger.waiting).toBe(0);
  });

  test("is never overshot, and nobody waits in vain, with 256 calls at once that cost up to what was reserved", async () => {
    const amount = fc.integer({ min: 1, max: 4_000 });
    const call = fc.record({
      player: fc.constantFrom("a", "b", "c"),
      tokens: amount,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      fails: fc.boolean(),
    });
    const bound = fc.option(fc.integer({ min: 0, max: 400_000 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 256, maxLength: 600 }),
        fc.record({ tokens: bound, calls: fc.option(fc.integer({ min: 0, max: 300 })), own: bound }),
        fc.infiniteStream(fc.nat()),
        async (calls, { tokens, calls: most, own }, picks) => {
          const usd = tokens === null ? null : tokens / 1e5;
          const ledger = new Ledger(budgets({ tokens, calls: most, usd }, { tokens: own }));
          const flying: { reservation: Reservation; spend: () => void }[] = [];
          let [settled, refused] = [0, 0];
          for (const { player, tokens: atMost, share, fails } of calls) {
            void ledger.reserve(player, need(atMost / 1e5, atMost), never()).then(
              (reservation) => {
                const used = Math.floor(atMost * share);
                const halves = [Math.floor(used / 2), Math.ceil(used / 2)] as const;
                const paid: Payment = {
                  player,
                  tokens: { input: halves[0], cached: null, output: halves[1], reasoning: null },
                  costUsd: (atMost / 1e5) * share,
                  charged: { usd: (atMost / 1e5) * share, tokens: used },
                };
                flying.push({ reservation, spend: () => ledger.settle(reservation, fails ? null : paid) });
              },
              () => refused++,
            );
          }
          for (;;) {
            await new Promise(setImmediate);
            if (flying.length === 0) break;
            // Any 256 of them at once, in any order.
            for (let i = 0; i < 256 && flying.length > 0; i++) {
              const [one] = flying.splice(picks.next().value! % flying.length, 1);
              one!.spend();
              settled++;
            }
          }
          expect(settled + refused).toBe(calls.length);
          expect(ledger.waiting).toBe(0);
          const { spent, players } = ledger;
          expect(spent.inputTokens + spent.outputTokens).toBeLessThanOrEqual(tokens ?? Infinity);
          expect(spent.calls).toBeLessThanOrEqual(most ?? Infinity);
          expect(spent.costUsd).toBeLessThanOrEqual(usd ?? Infinity);
          for (const player of players.values()) {
            expect(player.inputTokens + player.outputTokens).toBeLessThanOrEqual(own ?? Infinity);
          }
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });
});
