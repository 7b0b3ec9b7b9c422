import { expect, test } from "vitest";
import { loggedCalls } from "../../src/commands/logged-calls.ts";
import { NO_BUDGETS } from "../../src/core/usage.ts";
import { newRun, newStore, PERIOD, sampleCall, sampleRecord } from "../store/sample.ts";

const ids = ["openai/gpt-5-mini", "tit-for-tat", "ollama/llama3"];

test("who watches a log is told what its calls have come to, dropped matches included", async () => {
  const store = newStore();
  const run = newRun({ ids });
  const id = store.beginRun(run);
  const { tokens } = sampleCall();
  const pay = (player: string, costUsd: number | null) =>
    store.pay(id, { player, tokens, costUsd, charged: { usd: costUsd ?? 1, tokens: 821 } }, 5);
  await Promise.all([pay(ids[0]!, 0.25), pay(ids[0]!, 0.5), pay(ids[2]!, null)]);
  const calls = [sampleCall({ retries: 2 }), sampleCall({ turn: 1, retries: 0, isCached: true, costUsd: 0 })];
  store.append(id, [{ ...sampleRecord(run, 0, 1, 0, 2), calls }], PERIOD);
  const status = loggedCalls(store, id);
  expect(status).toMatchObject({
    spent: { calls: 3, costUsd: 0.75, unpriced: 1, inputTokens: 3 * 812 },
    budget: NO_BUDGETS.run,
    inFlight: 0,
    retries: 2,
    cacheHits: 1,
    limiters: [],
  });
  expect([...status.players.keys()]).toEqual([ids[0], ids[2]]);
});

test("before the first call there is nothing to tell", () => {
  const store = newStore();
  const id = store.beginRun(newRun({ ids }));
  expect(loggedCalls(store, id)).toMatchObject({ spent: { calls: 0, costUsd: 0 }, retries: 0 });
});
