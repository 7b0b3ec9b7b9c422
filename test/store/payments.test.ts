import { describe, expect, it } from "vitest";
import type { Payment } from "../../src/core/usage.ts";
import { connect } from "../../src/store/driver.ts";
import { newRun, newStore, opened } from "./sample.ts";

const MODEL = "openai/gpt-5.2";
const OTHER = "ollama/llama3";
const run = newRun({ ids: ["tit-for-tat", MODEL, OTHER] });

const payment = (player: string, costUsd: number | null): Payment => ({
  player,
  tokens: { input: 100, cached: 40, output: 10, reasoning: null },
  costUsd,
  charged: { usd: costUsd ?? 0.75, tokens: 110 },
});

describe("payments", () => {
  it("add up to what each player has spent, though no match is in the log", async () => {
    const store = newStore();
    const [id, other] = [store.beginRun(run), store.beginRun(run)];
    await store.pay(id, payment(MODEL, 0.5), 1.7);
    await store.pay(id, payment(OTHER, 0), 2);
    await store.pay(id, payment(MODEL, null), 3);
    await store.pay(other, payment(MODEL, 8), 4);
    expect([...store.spending(id)]).toEqual([
      [
        MODEL,
        {
          ...{ calls: 2, inputTokens: 200, outputTokens: 20, costUsd: 0.5, unpriced: 1 },
          charged: { usd: 1.25, tokens: 220 },
        },
      ],
      [
        OTHER,
        {
          ...{ calls: 1, inputTokens: 100, outputTokens: 10, costUsd: 0, unpriced: 0 },
          charged: { usd: 0, tokens: 110 },
        },
      ],
    ]);
  });

  it("are written before the log is closed, though nobody waited for that", async () => {
    const store = newStore();
    const id = store.beginRun(run);
    const paid = store.pay(id, payment(MODEL, 0.5), 1);
    store.close();
    await paid;
    expect(opened(store.path, "read").spending(id).get(MODEL)?.calls).toBe(1);
  });

  it("count calls whose tokens nobody counted, and keep what a budget takes them for", async () => {
    const store = newStore();
    const id = store.beginRun(run);
    const tokens = { input: null, cached: null, output: null, reasoning: null };
    await store.pay(id, { player: MODEL, tokens, costUsd: null, charged: { usd: 0.25, tokens: 900 } }, 1);
    expect(store.spending(id).get(MODEL)).toEqual({
      calls: 1,
      inputTokens: 0,
      outputTokens: 0,
      costUsd: 0,
      unpriced: 1,
      charged: { usd: 0.25, tokens: 900 },
    });
  });

  it("are in the log once they are made, all that is known of them", async () => {
    const store = newStore();
    const id = store.beginRun(run);
    const elsewhere = opened(store.path, "read");
    await store.pay(id, payment(MODEL, 0.5), 1_763_647_200_000.4);
    expect(elsewhere.spending(id).get(MODEL)?.calls).toBe(1);
    const connection = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
    expect(connection.prepare("SELECT * FROM payment").all()).toEqual([
      {
        id: 1,
        run: id,
        player: 1,
        at: 1_763_647_200_000,
        input_tokens: 100,
        cached_tokens: 40,
        output_tokens: 10,
        reasoning_tokens: null,
        cost_usd: 0.5,
        charged_usd: 0.5,
        charged_tokens: 110,
      },
    ]);
    connection.close();
  });

  it("are none before anything was paid for", () => {
    const store = newStore();
    expect(store.spending(store.beginRun(run)).size).toBe(0);
  });

  it("are refused of somebody who is not of the run, and of a run that is not in the log", async () => {
    const store = newStore();
    const id = store.beginRun(run);
    await expect(store.pay(id, payment("nobody", 1), 0)).rejects.toThrow(
      new RangeError(`nobody is not a player of run ${id}`),
    );
    await expect(store.pay(7, payment(MODEL, 1), 0)).rejects.toThrow(`there is no run 7 in ${store.path}`);
  });
});
