import { describe, expect, test } from "vitest";
import { MatchAbort } from "../../src/core/abort.ts";
import type { Agent, AgentSeat, Player } from "../../src/core/player.ts";
import type { Talk } from "../../src/core/talk.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { playDialogue } from "../../src/match/dialogue.ts";
import { findPlayer } from "../../src/registry.ts";
import { callAt } from "./calls.ts";
import { matchBetween } from "./matches.ts";

const running = new AbortController().signal;

/** An agent made of what its seats do; it cooperates, and writes what happens into a diary. */
function speaker(id: string, diary: string[], seat: Partial<AgentSeat>): Agent {
  return {
    kind: "agent",
    id,
    begin: () => ({
      act: async () => {
        diary.push(`${id} acts`);
        return { action: 0 };
      },
      hear: (text) => void diary.push(`${id} hears ${text}`),
      close: () => undefined,
      ...seat,
    }),
  };
}

const says = (text: string): Partial<AgentSeat> => ({ say: async () => ({ text }) });

function talking(row: Player, column: Player, talk: Partial<Talk>, turns = 1, signal = running) {
  const whole: Talk = { messages: 1, maxLength: 280, line: "", ...talk };
  return playDialogue(row, column, { ...matchBetween(row.id, column.id, { turns }), talk: whole }, signal);
}

const linesOf = (record: MatchRecord | null): string[] =>
  (record?.messages ?? []).map(({ seat, turn, text }) => `${turn} ${seat}: ${text}`);

describe("cheap talk", () => {
  test("comes before every turn, and is logged in order, the row seat first", async () => {
    const row = speaker("ann", [], says("hello"));
    const column = speaker("bob", [], says("hi"));
    const record = await talking(row, column, { messages: 2 }, 2);
    expect(linesOf(record)).toEqual([
      ...["0 row: hello", "0 column: hi", "0 row: hello", "0 column: hi"],
      ...["1 row: hello", "1 column: hi", "1 row: hello", "1 column: hi"],
    ]);
  });

  test("is heard by neither seat before both have spoken, and before either acts", async () => {
    const diary: string[] = [];
    const aloud = (id: string, pauses: number): Partial<AgentSeat> => ({
      say: async () => {
        for (let i = 0; i < pauses; i++) await Promise.resolve();
        diary.push(`${id} says`);
        return { text: `from ${id}` };
      },
    });
    await talking(speaker("ann", diary, aloud("ann", 9)), speaker("bob", diary, aloud("bob", 1)), {});
    expect(diary).toEqual([
      ...["bob says", "ann says", "ann hears from bob", "bob hears from ann", "ann acts", "bob acts"],
    ]);
  });

  test("is the match's line of whoever cannot talk", async () => {
    const diary: string[] = [];
    const record = await talking(findPlayer("defector"), speaker("ann", diary, says("well?")), {
      line: "Good day.",
    });
    expect(linesOf(record)).toEqual(["0 row: Good day.", "0 column: well?"]);
    expect(diary).toContain("ann hears Good day.");
  });

  test("that is silence is heard and not logged", async () => {
    const diary: string[] = [];
    const record = await talking(findPlayer("defector"), speaker("ann", diary, {}), {});
    expect(record).not.toHaveProperty("messages");
    expect(diary).toEqual(["ann hears ", "ann acts"]);
  });

  test("is cut to its length, and no character in half", async () => {
    const record = await talking(speaker("ann", [], says("ab🤝🤝c")), speaker("bob", [], says("short")), {
      maxLength: 3,
    });
    expect(linesOf(record)).toEqual(["0 row: ab🤝", "0 column: sho"]);
  });

  test("is told what happened in the turn before, as the moves are", async () => {
    const lasts: number[] = [];
    const say = async (last: number) => {
      lasts.push(last);
      return { text: "" };
    };
    await talking(speaker("ann", [], { say }), findPlayer("defector"), {}, 3);
    expect(lasts).toEqual([4, 1, 1]);
  });

  test("keeps its calls, before those of the moves", async () => {
    const say = async () => ({ text: "x", calls: [callAt(0, { purpose: "say" })] });
    const act = async () => ({ action: 0, calls: [callAt(0)] });
    const record = await talking(speaker("ann", [], { say, act }), findPlayer("defector"), {});
    expect(record?.calls?.map(({ purpose }) => purpose)).toEqual(["say", "act"]);
  });
});

describe("a seat that cannot talk on", () => {
  const reason = { code: "timeout", detail: "no reply" };
  const lost = { say: () => Promise.reject(new MatchAbort(reason, [callAt(0, { purpose: "say" })])) };

  test("ends the match with its reason, its calls and what was said before", async () => {
    let round = 0;
    const say = (): ReturnType<NonNullable<AgentSeat["say"]>> =>
      round++ < 2 ? Promise.resolve({ text: "on" }) : lost.say();
    const record = await talking(speaker("ann", [], { say }), speaker("bob", [], says("and")), {}, 5);
    expect(record).toMatchObject({ status: "aborted", reason });
    expect(record!.row).toHaveLength(2);
    expect(record!.calls).toHaveLength(1);
    expect(linesOf(record)).toEqual(["0 row: on", "0 column: and", "1 row: on", "1 column: and"]);
  });

  test("does not hide a programmer's fault", async () => {
    const say = () => Promise.reject(new TypeError("oops"));
    await expect(talking(speaker("ann", [], { say }), findPlayer("defector"), {})).rejects.toThrow("oops");
  });
});

describe("a run that is stopped while they talk", () => {
  test("drops the match before anybody is asked for a move", async () => {
    const stop = new AbortController();
    const diary: string[] = [];
    const say = async () => {
      stop.abort();
      return { text: "bye" };
    };
    expect(
      await talking(speaker("ann", diary, { say }), findPlayer("defector"), { messages: 3 }, 2, stop.signal),
    ).toBe(null);
    expect(diary).toEqual(["ann hears "]);
  });
});

describe("a clock", () => {
  test("puts on the record when the match was played", async () => {
    let time = 1000;
    const now = (): number => time++;
    const [ann, bob] = [speaker("ann", [], {}), findPlayer("defector")];
    const record = await playDialogue(ann, bob, matchBetween("ann", "defector", { turns: 2 }), running, now);
    expect(record?.period).toEqual({ startedAt: 1000, endedAt: 1001 });
  });
});
