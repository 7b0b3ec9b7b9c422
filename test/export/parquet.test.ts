import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { describe, expect, onTestFinished, test } from "vitest";
import { parquet } from "../../src/export/parquet.ts";
import { connect } from "../../src/store/driver.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import {
  abortedAfter,
  newRun,
  PERIOD,
  sampleCall,
  sampleRecord,
  sampleRecords,
  threeByThree,
} from "../store/sample.ts";
import { exported, logged, reading } from "./sample.ts";

/** An independent reader. */
async function duckdb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}

/** A question to the log itself, to compare with. */
function ask(path: string, sql: string): unknown[][] {
  const connection = connect(path, { readonly: true, busyTimeoutMs: 1000 });
  try {
    return connection.prepare<[], unknown[]>(sql).raw().all();
  } finally {
    connection.close();
  }
}

/** Rows as plain values: DuckDB's integers of 64 bits as numbers, too. */
async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowsJS()
    .map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value)));
}

const agents = newRun({
  noise: 0.1,
  name: "ünïcode, 'quoted'",
  players: [
    { id: "openai/gpt-5.2", kind: "agent", parameters: "{}" },
    { id: "tit-for-tat", kind: "strategy", parameters: "{}" },
    { id: "defector", kind: "strategy", parameters: "{}" },
  ],
});

const asked: MatchRecord = {
  ...sampleRecord(agents, 0, 1, 9, 4),
  calls: [
    sampleCall({ turn: 0 }),
    sampleCall({
      turn: 1,
      parseStatus: "unreadable",
      answer: 'I choose\u0000 "both"',
      costUsd: null,
      labels: null,
    }),
    sampleCall({ turn: 1, attempt: 1, parseStatus: "fallback", isCached: true }),
    sampleCall({
      turn: 2,
      reply: null,
      answer: null,
      error: "timeout",
      parseStatus: "failed",
      latencyMs: null,
    }),
  ],
};

describe("Parquet tables, read by DuckDB", () => {
  test("hold the turns, the matches and the calls of the log", async () => {
    const records = [
      ...sampleRecords(agents, 4, 30),
      asked,
      abortedAfter(sampleRecord(agents, 1, 2, 9, 30), 11),
    ];
    const { store, id } = logged(agents, records);
    const { path, manifest } = exported(parquet, reading(store, [id], { status: "all" }));
    const connection = await duckdb();
    const table = (name: string) => `'${path(`train/${name}.parquet`)}'`;

    const turns = `run, "match", turn, row_player, column_player, row_move, column_move,
      row_trembled::INT, column_trembled::INT, row_payoff, column_payoff`;
    expect(await rowsOf(connection, `SELECT ${turns} FROM ${table("turns")} ORDER BY "match", turn`)).toEqual(
      ask(store.path, `SELECT ${turns.replaceAll("::INT", "")} FROM turn ORDER BY "match", turn`),
    );
    expect(
      await rowsOf(
        connection,
        `SELECT "match", turn FROM ${table("turns")} WHERE row_fallback OR column_fallback`,
      ),
    ).toEqual([[25, 1]]);

    const matches = `m.run, m."match", row_player, column_player, repetition, turns, planned_turns, row_score, column_score,
      row_cooperations, column_cooperations, status, reason_code, reason_detail`;
    expect(
      await rowsOf(connection, `SELECT ${matches} FROM ${table("matches")} AS m ORDER BY "match"`),
    ).toEqual(
      ask(
        store.path,
        `SELECT ${matches.replace('m."match", row_player, column_player', "m.id, a.id, b.id")} FROM "match" AS m
         JOIN player AS a ON a.run = m.run AND a.position = m.row
         JOIN player AS b ON b.run = m.run AND b.position = m."column" ORDER BY m.id`,
      ),
    );

    const calls = `turn, seat, purpose, attempt, provider, model_asked, model_answered, elicitation, prompt, prompt_hash,
      labels, request, reply, answer, reasoning, parse_status, fault, distribution, label_probabilities, input_tokens,
      cached_tokens, output_tokens, reasoning_tokens, cost_usd, latency_ms, retries, is_cached::INT, error`;
    expect(
      await rowsOf(connection, `SELECT "match", ${calls} FROM ${table("calls")} ORDER BY turn, attempt`),
    ).toEqual(
      ask(store.path, `SELECT "match", ${calls.replace("::INT", "")} FROM call ORDER BY turn, attempt`),
    );
    expect(manifest).toMatchObject({
      files: [
        { path: "train/turns.parquet", rows: 24 * 30 + 4 + 11 },
        { path: "train/matches.parquet", rows: 26 },
        { path: "train/calls.parquet", rows: 4 },
        { path: "README.md" },
      ],
    });
  });

  test("can be joined, and add up to the scores", async () => {
    const run = newRun({ game: threeByThree, noise: 0.2 });
    const { store, id } = logged(run, sampleRecords(run, 5, 40));
    const { path } = exported(parquet, reading(store, [id]));
    const wrong = await rowsOf(
      await duckdb(),
      `SELECT m."match" FROM '${path("train/matches.parquet")}' AS m JOIN '${path("train/turns.parquet")}' AS t USING (run, "match")
       GROUP BY m."match", m.row_score, m.column_score, m.turns
       HAVING count(*) <> m.turns OR abs(sum(t.row_payoff) - m.row_score) > 1e-9 OR abs(sum(t.column_payoff) - m.column_score) > 1e-9`,
    );
    expect(wrong).toEqual([]);
  });

  test("go on over row groups, and keep the two sides of a split apart", async () => {
    const run = newRun({ ids: ["a", "b", "c", "d"] });
    const records = sampleRecords(run, 1, 25_001);
    const { store, id } = logged(run, records);
    const { path } = exported(parquet, reading(store, [id], { validation: 0.4, seed: 1 }));
    const connection = await duckdb();
    const both = `(SELECT *, 'train' AS part FROM '${path("train/turns.parquet")}' UNION ALL
      SELECT *, 'validation' AS part FROM '${path("validation/turns.parquet")}')`;
    expect(
      await rowsOf(
        connection,
        `SELECT count(*), sum(turn), sum(row_payoff), count(DISTINCT "match") FROM ${both}`,
      ),
    ).toEqual(
      ask(
        store.path,
        'SELECT sum(turns), sum(turns * (turns - 1) / 2), sum(row_score), count(*) FROM "match"',
      ),
    );
    expect(
      await rowsOf(
        connection,
        `SELECT "match" FROM ${both} GROUP BY "match" HAVING count(DISTINCT part) > 1`,
      ),
    ).toEqual([]);
    const { row_groups: groups } = await parquetMetadataAsync(
      await asyncBufferFromFile(path("train/turns.parquet")),
    );
    expect(groups.length).toBeGreaterThan(1);
    expect(groups[0]!.num_rows).toBe(100_000n);
  });

  test("are there, with their columns, where there are no calls", async () => {
    const { store, id } = logged();
    const { path } = exported(parquet, reading(store, [id]));
    const connection = await duckdb();
    expect(
      await rowsOf(connection, `SELECT count(*), sum(cost_usd) FROM '${path("train/calls.parquet")}'`),
    ).toEqual([[0, null]]);
  });
});

describe("Parquet tables, read by hyparquet", () => {
  test("have the types and the values that were written", async () => {
    const { store, id } = logged(agents, [asked]);
    const other = store.beginRun(newRun());
    store.append(other, [sampleRecord(newRun(), 0, 1, 0, 2)], PERIOD);
    const { path } = exported(parquet, reading(store, [id, other]));
    const read = async (name: string): Promise<Record<string, unknown>[]> =>
      parquetReadObjects({ file: await asyncBufferFromFile(path(`train/${name}.parquet`)) });
    const matches = await read("matches");
    expect(matches.map(({ run, match, run_name: name, seed }) => [run, match, name, seed])).toEqual([
      [1, 1, "ünïcode, 'quoted'", 7n],
      [2, 2, "sample", 7n],
    ]);
    const [turn] = await read("turns");
    expect(turn).toMatchObject({ turn: 0, row_player: "openai/gpt-5.2", row_fallback: false });
    const calls = await read("calls");
    expect(calls[1]).toMatchObject({
      answer: 'I choose\u0000 "both"',
      labels: null,
      cost_usd: null,
      is_cached: false,
    });
  });
});
