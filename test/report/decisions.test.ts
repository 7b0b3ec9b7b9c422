import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/core/call.ts";
import { decisionColumns, decisionsOf, labelsIn } from "../../src/report/decisions.ts";
import { table } from "../../src/report/table.ts";
import {
  abortedAfter,
  newRun,
  prisonersDilemma,
  sampleCall,
  sampleRecord,
  threeByThree,
} from "../store/sample.ts";

const run = newRun({ noise: 0.5, ids: ["openai/gpt-5.2", "ollama/llama3"] });
const tokens = (input: number, output: number) => ({ input, output, cached: null, reasoning: null });

/** Three turns: the row seat plays C, D and d, which was meant as C; the column seat plays C all the time. */
const record = (calls: readonly CallRecord[]) => ({
  ...sampleRecord(run, 0, 1, 0, 3),
  row: Uint8Array.of(0, 1, 1),
  column: Uint8Array.of(0, 0, 0),
  trembles: { row: Uint8Array.of(0, 0, 1), column: Uint8Array.of(0, 0, 0) },
  calls,
});

describe("the decisions of a match", () => {
  test("are one for each move that was asked for, by turn and then by seat, talk left out", () => {
    const decisions = decisionsOf(
      record([
        sampleCall({ purpose: "say" }),
        sampleCall({ turn: 1 }),
        sampleCall({ turn: 0, seat: "column" }),
        sampleCall({ turn: 0 }),
      ]),
    );
    expect(decisions.map(({ turn, seat, player }) => [turn, seat, player])).toEqual([
      [0, "row", "openai/gpt-5.2"],
      [0, "column", "ollama/llama3"],
      [1, "row", "openai/gpt-5.2"],
    ]);
  });

  test("put the attempts of a turn together, and end as the last one did", () => {
    const [decision] = decisionsOf(
      record([
        sampleCall({ parseStatus: "unreadable", tokens: tokens(100, 10), costUsd: 0.5 }),
        sampleCall({
          attempt: 1,
          parseStatus: "reasked",
          tokens: tokens(200, 20),
          costUsd: 0.25,
          isCached: true,
        }),
      ]),
    );
    expect(decision).toMatchObject({
      parseStatus: "reasked",
      calls: 2,
      retries: 2,
      inputTokens: 300,
      outputTokens: 30,
      costUsd: 0.75,
      cached: 1,
    });
  });

  test("cost nobody knows what where the price of a call is not known", () => {
    const [decision] = decisionsOf(record([sampleCall({ costUsd: null }), sampleCall({ attempt: 1 })]));
    expect(decision!.costUsd).toBeNull();
  });

  test("name the label that was chosen, also where noise then flipped the move", () => {
    const decisions = decisionsOf(record([0, 1, 2].map((turn) => sampleCall({ turn }))));
    expect(decisions.map(({ label, move }) => [label, move])).toEqual([
      ["J", "C"],
      ["F", "D"],
      ["J", "d"],
    ]);
  });

  test("have no label where the model chose none, and none that the log does not tell", () => {
    const [fallback] = decisionsOf(record([sampleCall({ parseStatus: "fallback" })]));
    expect(fallback).toMatchObject({ label: null, move: "C", parseStatus: "fallback" });
    const three = newRun({ game: threeByThree, noise: 0.5 });
    const flipped = {
      ...sampleRecord(three, 0, 1, 0, 1),
      row: Uint8Array.of(2),
      trembles: { row: Uint8Array.of(1), column: Uint8Array.of(0) },
      calls: [sampleCall({ labels: '{"R":"A","P":"B","S":"Q","order":["R","P","S"]}' })],
    };
    expect(decisionsOf(flipped)[0]).toMatchObject({ label: null, move: "s" });
  });

  test("have no move in the turn in which the match was aborted", () => {
    const calls = [sampleCall({ turn: 2, parseStatus: "refused" })];
    const [decision] = decisionsOf({ ...abortedAfter(record([]), 2), calls });
    expect(decision).toMatchObject({ turn: 2, move: null, label: null, parseStatus: "refused" });
  });

  test("are printed with turns counted from 1", () => {
    const decisions = decisionsOf(record([sampleCall({ isCached: true, costUsd: 0 })]));
    const { header, rows } = table(decisionColumns, decisions);
    expect([header, ...rows]).toEqual([
      "turn  player          seat  said  move  status  calls  tokens in  tokens out   cost",
      "   1  openai/gpt-5.2  row   J     C     ok          1        812           9  $0.00  cached",
    ]);
  });
});

describe("the labels of a call", () => {
  test("are told by action, with the order in which they were named", () => {
    const { labels, order } = labelsIn(sampleCall().labels, prisonersDilemma)!;
    expect([[...labels], order]).toEqual([
      [
        ["C", "J"],
        ["D", "F"],
      ],
      ["D", "C"],
    ]);
  });

  test.each([null, "", "not JSON", "[]", "{}", '{"C":1,"order":[]}', '"C"'])(
    "are none where the log has %j",
    (text) => {
      expect(labelsIn(text, prisonersDilemma)).toBeNull();
    },
  );
});
