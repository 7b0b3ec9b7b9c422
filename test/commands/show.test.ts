import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { abortedAfter, newRun, PERIOD, sampleCall, sampleRecord } from "../store/sample.ts";
import { coplay, workplace } from "./coplay.ts";

const db = join(workplace(), "log.db");
const MODEL = "openai/gpt-5.2";
const EVIL = "I take\u001b[31m J\nreply\n or F\u202e";
const CLASSIC = 3;

beforeAll(async () => {
  using store = openStore(db, { mode: "write" });
  const run = newRun({
    ids: [MODEL, "tit-for-tat", "defector"],
    talk: { messages: 1, maxLength: 280, line: "" },
    factors: '{"agents.language":"fr","noise":0}',
    experiment: { hash: "x", cell: 0, batch: null },
  });
  const id = store.beginRun(run);
  const calls = [
    sampleCall({ parseStatus: "unreadable", fault: "both-labels", answer: EVIL, costUsd: 0.5 }),
    sampleCall({ attempt: 1, parseStatus: "reasked", costUsd: 0.25 }),
    sampleCall({ turn: 1, parseStatus: "fallback", isCached: true, costUsd: 0 }),
  ];
  const messages = [{ seat: "row", turn: 0, text: "Let us both take J" }] as const;
  const failed = [sampleCall({ turn: 2, parseStatus: "refused" })];
  store.append(
    id,
    [
      { ...sampleRecord(run, 0, 1, 0, 5), calls, messages },
      { ...abortedAfter(sampleRecord(run, 0, 2, 0, 5), 2), calls: failed },
      sampleRecord(run, 1, 2, 0, 5),
    ],
    PERIOD,
  );
  const charged = { usd: 0.75, tokens: 821 };
  await store.pay(id, { player: MODEL, tokens: sampleCall().tokens, costUsd: 0.75, charged }, 1);
  await store.pay(id, { player: MODEL, tokens: sampleCall().tokens, costUsd: null, charged }, 2);
  store.beginRun(newRun({ name: "later" }));
});

const shown = (...words: string[]): string => {
  const { status, stdout, stderr } = coplay([...words, "--db", db]);
  expect([status, stderr.replace(/^coplay show .* as it was sent\n/, "")]).toEqual([0, ""]);
  return stdout;
};
const json = (...words: string[]): unknown => JSON.parse(shown(...words, "--json"));

describe("coplay show of a match with an LLM", () => {
  test("lists its decisions after the moves", () => {
    const lines = shown("show", "1").trimEnd().split("\n").slice(-3);
    expect(lines[0]).toMatch(/^turn +player +seat +said +move +status +calls/);
    expect(lines[1]).toMatch(/^ +1 +openai\/gpt-5\.2 +row +[JF] +[CD] +reasked +2 .*\$0\.75/);
    expect(lines[2]).toMatch(/^ +2 +openai\/gpt-5\.2 +row +– +[CD] +fallback +1 .*\$0\.00 +cached$/);
  });

  test("tells everything behind a turn, and lets nothing in a reply pose as the teller", () => {
    const text = shown("show", "1", "--turn", "1");
    expect(text).toContain("row    says: Let us both take J\n");
    expect(text).toContain("move, attempt 1: unreadable\n");
    expect(text).toContain("fault         both-labels\n");
    expect(text).toContain("\nreply\n  I take J\n  reply\n   or F\n");
    expect(text).toContain("move, attempt 2: reasked\n");
    expect(text).toContain("reasoning\n  They cooperated.\n");
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).not.toContain("fallback");
  });

  test("shows requests and replies as they went over the wire", () => {
    expect(shown("show", "1", "--turn", "2", "--raw")).toContain('request\n  {\n    "messages": [\n');
    const all = shown("show", "1", "--raw");
    expect(all.match(/^turn \d$/gm)).toEqual(["turn 1", "turn 2", "turn 3", "turn 4", "turn 5"]);
    expect(all.match(/^reply$/gm)).toHaveLength(3);
  });

  test("tells of the turn in which it was aborted, and of no turn after that", () => {
    const text = shown("show", "2", "--turn", "3");
    expect(text).toContain("timeout: no reply within 60 s\n");
    expect(text).toContain("row    –  openai/gpt-5.2\n");
    expect(text).toContain("move, attempt 1: refused\n");
    const { status, stderr } = coplay(["show", "2", "--turn", "4", "--db", db]);
    expect([status, stderr]).toEqual([1, `coplay: match 2 has no turn 4 (${db})\n  It has 3.\n`]);
  });

  test("holds all calls and messages as JSON, or those of a turn", () => {
    expect(json("show", "1")).toMatchObject({
      id: 1,
      calls: [{ answer: EVIL }, { parseStatus: "reasked" }, { parseStatus: "fallback" }],
      messages: [{ text: "Let us both take J" }],
    });
    expect(json("show", "1", "--turn", "2")).toMatchObject({
      turn: 2,
      moves: { row: expect.stringMatching(/^[CD]$/) as unknown },
      calls: [{ parseStatus: "fallback", request: sampleCall().request }],
      messages: [],
    });
  });

  test("has nothing to add to a match of strategies", () => {
    expect(shown("show", String(CLASSIC))).not.toContain("status");
    expect(shown("show", String(CLASSIC), "--turn", "2")).toMatch(
      /\nturn 2\nrow {4}[CD] {2}tit-for-tat\ncolumn [CD] {2}defector\n$/,
    );
  });
});

describe("coplay matches", () => {
  test("has a column for the reason where matches were aborted", () => {
    expect(shown("matches", "1")).toMatch(/status +reason\n/);
    expect(shown("matches", "1")).toMatch(/aborted +timeout\n/);
    expect(shown("matches", "1", "--status", "complete")).not.toContain("reason");
  });
});

describe("coplay runs", () => {
  test("lists the runs of a log, newest first, with what they are and what they cost", () => {
    const [header, later, first] = shown("runs").split("\n");
    expect(header).toMatch(/^run +name +factors +matches +aborted +status +cost +started$/);
    expect(later).toMatch(/^ +2 +later +0\/100 +running +\d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(first).toMatch(/^ +1 +sample +agents\.language=fr, noise=0 +3\/100 +1 +running +\$0\.75 \+ \? /);
  });

  test("leaves out columns in which nothing would stand", () => {
    const { stdout, stderr } = coplay(["runs", "--limit", "1", "--db", db]);
    expect(stdout.split("\n")[0]).toMatch(/^run +name +matches +status +started$/);
    expect(stderr).toBe("the newest 1 of 2 only; --limit shows more\n");
  });

  test("holds all of it as JSON", () => {
    expect(json("runs")).toMatchObject([
      { id: 2, factors: {}, experiment: null, batch: null, cell: null, calls: 0, costUsd: 0 },
      {
        id: 1,
        factors: { "agents.language": "fr", noise: 0 },
        experiment: "x",
        batch: 1,
        cell: 0,
        matches: 3,
        planned: 100,
        aborted: 1,
        calls: 2,
        costUsd: 0.75,
        unpriced: 1,
        endedAt: null,
      },
    ]);
  });

  test("is offered by completion", () => {
    expect(coplay(["complete", "--", "ru"]).stdout.trim().split("\n")).toEqual(["run", "runs"]);
    expect(coplay(["complete", "--", "show", "--t"]).stdout).toBe("--turn\n");
  });
});
