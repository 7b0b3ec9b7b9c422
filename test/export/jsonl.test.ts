import { describe, expect, test } from "vitest";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { jsonl } from "../../src/export/jsonl.ts";
import {
  abortedAfter,
  newRun,
  sampleCall,
  sampleRecord,
  sampleRecords,
  threeByThree,
} from "../store/sample.ts";
import { exported, logged, reading } from "./sample.ts";

describe("matches as JSON lines", () => {
  test("tell everything of a match that the log does, field by field", () => {
    const run = newRun({
      noise: 0.05,
      factors: '{"noise":0.05,"prompt":["a","b"]}',
      talk: { messages: 1, maxLength: 80, line: "now" },
      players: [
        { id: "openai/gpt-5.2", kind: "agent", parameters: "{}" },
        { id: "defector", kind: "strategy", parameters: "{}" },
      ],
    });
    const record: MatchRecord = {
      ...sampleRecord(run, 0, 1, 2, 4),
      row: Uint8Array.of(0, 1, 1, 0),
      column: Uint8Array.of(1, 1, 0, 0),
      trembles: { row: Uint8Array.of(0, 0, 1, 1), column: Uint8Array.of(1, 0, 0, 0) },
      calls: [sampleCall({ turn: 1, parseStatus: "fallback" }), sampleCall({ turn: 2, purpose: "say" })],
      messages: [{ seat: "row", turn: 0, text: '=1+1,\n"trust me"\u001b[2J' }],
    };
    const { store, id } = logged(run, [record]);
    const [row, ...rest] = exported(jsonl, reading(store, [id])).lines("train.jsonl");
    expect(rest).toEqual([]);
    expect(row).toEqual({
      run: 1,
      run_name: "sample",
      match: 1,
      row: "openai/gpt-5.2",
      column: "defector",
      row_kind: "agent",
      column_kind: "strategy",
      repetition: 2,
      game: "prisoners-dilemma",
      seed: 7,
      noise: 0.05,
      horizon: { turns: 20 },
      turns: 4,
      planned_turns: 4,
      row_moves: "CDDC",
      column_moves: "DDCC",
      row_trembles: [2, 3],
      column_trembles: [0],
      row_fallbacks: [1],
      column_fallbacks: [],
      row_score: 9,
      column_score: 9,
      row_cooperations: 2,
      column_cooperations: 2,
      status: "complete",
      reason: null,
      factors: { noise: 0.05, prompt: ["a", "b"] },
      messages: [{ seat: "row", turn: 0, text: '=1+1,\n"trust me"\u001b[2J' }],
    });
    expect(Object.keys(row!)).toEqual(jsonl.tables[0]!.fields.map(([name]) => name));
  });

  test("give an aborted match its reason, and a game without cooperation no cooperations", () => {
    const run = newRun({ game: threeByThree });
    const { store, id } = logged(run, [abortedAfter(sampleRecord(run, 0, 1, 0), 3)]);
    const [row] = exported(jsonl, reading(store, [id], { status: "aborted" })).lines("train.jsonl");
    expect(row).toMatchObject({
      turns: 3,
      planned_turns: 20,
      status: "aborted",
      reason: { code: "timeout", detail: "no reply within 60 s" },
      row_cooperations: null,
    });
  });

  test("have every pairing on one side of a split, and say the shares that came of it", () => {
    const run = newRun({ ids: Array.from({ length: 12 }, (_, i) => `player-${i}`) });
    const { store, id } = logged(run, sampleRecords(run, 3, 5));
    const taken = reading(store, [id], { validation: 0.25, seed: 3 });
    const { lines, manifest } = exported(jsonl, taken);
    const pairs = (split: string) =>
      lines(`${split}.jsonl`).map(({ row, column }) => [row, column].sort().join(" "));
    const [train, validation] = [pairs("train"), pairs("validation")];
    expect(train.length + validation.length).toBe(78 * 3);
    expect(train.filter((pair) => validation.includes(pair))).toEqual([]);
    expect(manifest).toMatchObject({
      options: { split: 0.25, seed: 3 },
      splits: {
        train: { matches: train.length, pairings: new Set(train).size },
        validation: {
          matches: validation.length,
          pairings: new Set(validation).size,
          share_of_matches: validation.length / (78 * 3),
        },
      },
    });
  });
});
