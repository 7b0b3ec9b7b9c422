import { describe, expect, it, onTestFinished } from "vitest";
import type { CallRecord } from "../../src/core/call.ts";
import { connect } from "../../src/store/driver.ts";
import { abortedAfter, newRun, newStore, PERIOD, sampleCall, sampleRecord } from "./sample.ts";

const MODEL = "openai/gpt-5.2";
const OTHER = "ollama/llama3";
const run = newRun({ ids: [MODEL, "tit-for-tat", OTHER] });
const tokens = (input: number | null, output: number | null) => ({
  input,
  output,
  cached: null,
  reasoning: null,
});

/** A log of one run: a match between the models, and one that was aborted. */
function logged() {
  const store = newStore();
  const id = store.beginRun(run);
  const calls: CallRecord[] = [
    sampleCall({
      ...{ purpose: "say", elicitation: "free", parseStatus: "truncated" },
      ...{ tokens: tokens(10, 1), costUsd: 1 },
    }),
    sampleCall({ tokens: tokens(100, 10), costUsd: 0.5 }),
    sampleCall({ seat: "column", retries: 0, isCached: true, costUsd: 0, tokens: tokens(50, 5) }),
    sampleCall({ turn: 1, parseStatus: "unreadable", tokens: tokens(100, 10), costUsd: 0.5 }),
    sampleCall({ turn: 1, attempt: 1, parseStatus: "reasked", tokens: tokens(200, 20), costUsd: null }),
    sampleCall({ turn: 2, parseStatus: "fallback", retries: 0, tokens: tokens(null, null), costUsd: 0.25 }),
  ];
  const refused = [sampleCall({ turn: 3, parseStatus: "refused", tokens: tokens(7, 3), costUsd: 0.125 })];
  const record = sampleRecord(run, 0, 2, 0);
  store.append(
    id,
    [
      { ...record, calls },
      { ...abortedAfter(sampleRecord(run, 0, 1, 0), 3), calls: refused },
    ],
    PERIOD,
  );
  // Another run, which must not be counted.
  store.append(store.beginRun(run), [{ ...record, calls }], PERIOD);
  return { store, id, record };
}

describe("the calls of a run", () => {
  it("are summed up by player, and those for moves by parse status", () => {
    const { store, id } = logged();
    const none = {
      ok: 0,
      repaired: 0,
      reasked: 0,
      fallback: 0,
      refused: 0,
      truncated: 0,
      unreadable: 0,
      failed: 0,
    };
    expect(store.callSummary(id)).toEqual([
      {
        ...none,
        player: MODEL,
        calls: 6,
        cached: 0,
        retries: 5,
        decisions: 3,
        ok: 1,
        unreadable: 1,
        reasked: 1,
        fallback: 1,
        refused: 1,
        inputTokens: 417,
        outputTokens: 44,
        costUsd: 2.375,
        unpriced: 1,
      },
      {
        ...none,
        player: OTHER,
        calls: 1,
        cached: 1,
        retries: 0,
        decisions: 1,
        ok: 1,
        inputTokens: 50,
        outputTokens: 5,
        costUsd: 0,
        unpriced: 0,
      },
    ]);
  });

  it("are those that were answered: what came to nothing counts as failed, cheap talk too", () => {
    const store = newStore();
    const id = store.beginRun(run);
    const failed = { parseStatus: "failed", reply: null, tokens: tokens(null, null), costUsd: 0 } as const;
    const calls = [
      sampleCall(),
      sampleCall({ turn: 1, ...failed }),
      sampleCall({ seat: "column", turn: 1, purpose: "say", ...failed }),
    ];
    store.append(id, [{ ...abortedAfter(sampleRecord(run, 0, 2, 0), 1), calls }], PERIOD);
    expect(store.callSummary(id)).toMatchObject([
      { player: MODEL, calls: 1, failed: 1, decisions: 1 },
      { player: OTHER, calls: 0, failed: 1, decisions: 0 },
    ]);
  });

  it("tell in which matches a fallback was played", () => {
    const { store, id, record } = logged();
    const { row, column, repetition } = record.match;
    expect(store.withFallbacks(id)).toEqual([{ row, column, repetition }]);
    const none = store.beginRun(run);
    store.append(none, [sampleRecord(run, 0, 1, 0)], PERIOD);
    expect(store.withFallbacks(none)).toEqual([]);
  });

  it("are none where no player asks anybody", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(id, [sampleRecord(run, 0, 1, 0)], PERIOD);
    expect(store.callSummary(id)).toEqual([]);
    expect(() => store.callSummary(77)).toThrow(`there is no run 77 in ${store.path}`);
  });
});

describe("the view decision", () => {
  function reader(path: string) {
    const connection = connect(path, { readonly: true, busyTimeoutMs: 100 });
    onTestFinished(() => void connection.close());
    return (sql: string, ...parameters: unknown[]) => connection.prepare(sql).all(...parameters);
  }

  it("has one row for each move that a model was asked for", () => {
    const { store, id, record } = logged();
    const all = reader(store.path);
    const [match, aborted] = store.matches(id).map((summary) => summary.id);
    const letter = (moves: Uint8Array, turn: number): string => "CD"[moves[turn]!]!;
    expect(
      all(
        `SELECT "match", turn, seat, player, move, parse_status AS status, is_fallback AS fallback, calls, retries,
           cached, input_tokens AS input, cost_usd AS cost
         FROM decision WHERE run = ? ORDER BY "match", turn, seat DESC`,
        id,
      ),
    ).toEqual([
      {
        ...{
          match,
          turn: 0,
          seat: "row",
          player: MODEL,
          move: letter(record.row, 0),
          status: "ok",
          fallback: 0,
        },
        ...{ calls: 1, retries: 1, cached: 0, input: 100, cost: 0.5 },
      },
      {
        ...{ match, turn: 0, seat: "column", player: OTHER, move: letter(record.column, 0), status: "ok" },
        ...{ fallback: 0, calls: 1, retries: 0, cached: 1, input: 50, cost: 0 },
      },
      {
        ...{ match, turn: 1, seat: "row", player: MODEL, move: letter(record.row, 1), status: "reasked" },
        ...{ fallback: 0, calls: 2, retries: 2, cached: 0, input: 300, cost: null },
      },
      {
        ...{ match, turn: 2, seat: "row", player: MODEL, move: letter(record.row, 2), status: "fallback" },
        ...{ fallback: 1, calls: 1, retries: 0, cached: 0, input: null, cost: 0.25 },
      },
      {
        ...{
          match: aborted,
          turn: 3,
          seat: "row",
          player: MODEL,
          move: null,
          status: "refused",
          fallback: 0,
        },
        ...{ calls: 1, retries: 1, cached: 0, input: 7, cost: 0.125 },
      },
    ]);
  });

  it("shows what was played, in upper case where noise flipped it", () => {
    const store = newStore();
    const noisy = newRun({ noise: 1, ids: [MODEL, OTHER] });
    const id = store.beginRun(noisy);
    const record = {
      ...sampleRecord(noisy, 0, 1, 0, 1),
      row: Uint8Array.of(1),
      trembles: { row: Uint8Array.of(1), column: Uint8Array.of(0) },
      calls: [sampleCall()],
    };
    store.append(id, [record], PERIOD);
    expect(reader(store.path)("SELECT move FROM decision")).toEqual([{ move: "D" }]);
  });

  it("reads only the calls of the match that it is asked for, and none of their texts", () => {
    const { store } = logged();
    const plan = reader(store.path)('EXPLAIN QUERY PLAN SELECT * FROM decision WHERE "match" = 1') as {
      detail: string;
    }[];
    const details = plan.map(({ detail }) => detail);
    expect(details).toContain("SEARCH call USING COVERING INDEX call_figures (match=?)");
    expect(details.filter((detail) => /^SCAN (call|m|player)\b/.test(detail))).toEqual([]);
  });
});

describe("the calls of one match", () => {
  it("are read in their order without sorting them", () => {
    const { store } = logged();
    const connection = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
    onTestFinished(() => void connection.close());
    const plan = connection
      .prepare<[], { detail: string }>(
        'EXPLAIN QUERY PLAN SELECT seat, request, reply FROM call WHERE "match" = 1 ORDER BY id',
      )
      .all();
    expect(plan.map(({ detail }) => detail)).toEqual(["SEARCH call USING INDEX call_by_match (match=?)"]);
  });
});
