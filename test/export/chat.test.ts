import { describe, expect, test } from "vitest";
import { chat } from "../../src/export/chat.ts";
import { newRun, sampleCall, sampleRecord } from "../store/sample.ts";
import { exported, logged, reading } from "./sample.ts";

const run = newRun({
  players: [
    { id: "openai/gpt-5.2", kind: "agent", parameters: "{}" },
    { id: "anthropic/claude", kind: "agent", parameters: "{}" },
    { id: "defector", kind: "strategy", parameters: "{}" },
  ],
});
const played = {
  ...sampleRecord(run, 0, 1, 0, 2),
  row: Uint8Array.of(0, 1),
  column: Uint8Array.of(1, 1),
};

/** The three wires that providers speak, with what else stands in a request. */
const requests = {
  chat: '{"model":"gpt-5.2","api_key":"sk-secret","messages":[{"role":"system","content":"You play."},{"role":"user","content":"J or F?"}]}',
  responses:
    '{"model":"gpt-5.2","instructions":"You play.","input":[{"role":"user","content":[{"type":"input_text","text":"J or F?"}]}]}',
  messages: '{"model":"claude","system":"You play.","messages":[{"role":"user","content":"J or F?"}]}',
};

describe("LLM turns as conversations", () => {
  test.each(Object.entries(requests))(
    "are prompt and answer, whichever wire it went over: %s",
    (_, request) => {
      const { store, id } = logged(run, [{ ...played, calls: [sampleCall({ request })] }]);
      const { lines, text } = exported(chat, reading(store, [id]));
      expect(lines("train.jsonl")).toEqual([
        {
          messages: [
            { role: "system", content: "You play." },
            { role: "user", content: "J or F?" },
            { role: "assistant", content: '{"action":"J"}' },
          ],
          metadata: {
            run: 1,
            run_name: "sample",
            match: 1,
            seat: "row",
            turn: 0,
            player: "openai/gpt-5.2",
            co_player: "anthropic/claude",
            game: "prisoners-dilemma",
            provider: "openai",
            model: "gpt-5.2",
            elicitation: "schema",
            prompt: "neutral.en",
            prompt_hash: "5f".repeat(32),
            labels: { C: "J", D: "F", order: ["D", "C"] },
            parse_status: "ok",
            move: "C",
            trembled: false,
            payoff: 0,
          },
        },
      ]);
      expect(text("train.jsonl")).not.toContain("sk-secret");
    },
  );

  test("are only those that a move was read from", () => {
    const calls = [
      sampleCall({ turn: 0, purpose: "say", answer: "Hello" }),
      sampleCall({ turn: 0, parseStatus: "unreadable" }),
      sampleCall({ turn: 0, attempt: 1, parseStatus: "reasked" }),
      sampleCall({ turn: 1, parseStatus: "fallback" }),
      sampleCall({ turn: 0, seat: "column", parseStatus: "repaired" }),
      sampleCall({ turn: 1, seat: "column", parseStatus: "refused" }),
    ];
    const { store, id } = logged(run, [{ ...played, calls }]);
    const taken = (seat: "both" | "row" | "column") =>
      exported(chat, reading(store, [id], { seat }))
        .lines("train.jsonl")
        .map(({ metadata }) => {
          const { seat: own, turn, parse_status: status } = metadata as Record<string, unknown>;
          return [own, turn, status];
        });
    expect(taken("both")).toEqual([
      ["row", 0, "reasked"],
      ["column", 0, "repaired"],
    ]);
    expect(taken("column")).toEqual([["column", 0, "repaired"]]);
  });

  test("have no move and no payoff in the turn in which their match was aborted", () => {
    const record = {
      ...played,
      row: Uint8Array.of(0),
      column: Uint8Array.of(1),
      status: "aborted" as const,
      reason: { code: "timeout", detail: "no reply within 60 s" },
      calls: [sampleCall({ turn: 0 }), sampleCall({ turn: 1 })],
    };
    const { store, id } = logged(run, [record]);
    const rows = exported(chat, reading(store, [id], { status: "all" })).lines("train.jsonl");
    expect(rows[0]).toMatchObject({ metadata: { turn: 0, move: "C", payoff: 0 } });
    expect(rows[1]).toMatchObject({ metadata: { turn: 1, move: null, payoff: null } });
  });

  test("are refused where nobody was asked, and where nothing could be read", () => {
    const classics = logged();
    expect(() => exported(chat, reading(classics.store, [classics.id]))).toThrow(
      "no player of these runs is an LLM",
    );
    const { store, id } = logged(run, [{ ...played, calls: [sampleCall({ parseStatus: "fallback" })] }]);
    expect(() => exported(chat, reading(store, [id]))).toThrow("no LLM gave an answer that could be read");
  });
});
