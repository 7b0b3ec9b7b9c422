/* Long because a turn may end in many ways, and each must reach the log in its own words. */
import { afterEach, describe, expect, test } from "vitest";
import type { CallRecord } from "../../src/core/call.ts";
import type { AgentSeat, Lane } from "../../src/core/player.ts";
import { stream } from "../../src/core/random.ts";
import { MatchAbort } from "../../src/core/abort.ts";
import { matchStream } from "../../src/match/streams.ts";
import { matchBetween } from "../match/matches.ts";
import { agentOf, playToEnd, strategyOf } from "./agents.ts";
import { brokeOperator, plainOperator } from "./plain-operator.ts";
import {
  always,
  answer,
  behaviours,
  failure,
  gives,
  inOrder,
  says,
  type Script,
} from "./server/behaviours.ts";
import { startServer, type LlmServer } from "./server/server.ts";

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const talk = { messages: 2, maxLength: 40, line: "" };

/** A player whose model is the server; labels are fixed, so that J is C and F is D. */
async function played(script: Script, options = "", operator = plainOperator()) {
  server = await startServer(script);
  const parameters = [`base-url="${server.v1}"`, "labels=fixed", options].filter((part) => part !== "");
  return agentOf(`compatible/model(${parameters.join(", ")})`, { operator });
}

/** A match of one turn against a cooperator. */
async function oneTurn(script: Script, options = "") {
  const agent = await played(script, options);
  return playToEnd(agent, strategyOf("cooperator"), matchBetween(agent.id, "cooperator", { turns: 1 }));
}

const statuses = (calls: readonly CallRecord[] = []): string[] => calls.map(({ parseStatus }) => parseStatus);

describe("a seat's move", () => {
  test("is logged with all that was sent and said", async () => {
    const record = await oneTurn(
      always(
        answer("F", { reasoning: "It pays.", usage: { input: 120, cached: 20, output: 9, reasoning: 4 } }),
      ),
      "temperature=0.5",
    );
    expect([...record.row]).toEqual([1]);
    const [call] = record.calls!;
    const [asked] = server!.requests;
    expect(call).toMatchObject({
      seat: "row",
      turn: 0,
      purpose: "act",
      attempt: 0,
      provider: "compatible",
      modelAsked: "model",
      modelAnswered: "model-2026-01-01",
      elicitation: "schema",
      prompt: "neutral.en",
      labels: '{"C":"J","D":"F","order":["C","D"]}',
      answer: '{"action":"F"}',
      reasoning: "It pays.",
      parseStatus: "ok",
      fault: null,
      distribution: null,
      labelProbabilities: null,
      tokens: { input: 120, cached: 20, output: 9, reasoning: 4 },
      retries: 0,
      isCached: false,
      error: null,
    });
    expect(call!.promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(call!.request)).toEqual(asked!.body);
    expect(JSON.parse(call!.request)).toMatchObject({ temperature: 0.5 });
    expect(JSON.parse(call!.reply!)).toMatchObject({ object: "chat.completion" });
  });

  test.each([
    ["as it was asked for", answer("F"), "", "ok"],
    ["on a lower rung", says("On reflection:\nF"), "", "repaired"],
  ] as const)("is read %s", async (_, behaviour, options, status) => {
    const record = await oneTurn(always(behaviour), options);
    expect([...record.row]).toEqual([1]);
    expect(statuses(record.calls)).toEqual([status]);
  });

  test("is asked for again where the reply cannot be read, with the reply and what is wrong with it", async () => {
    const record = await oneTurn(inOrder(behaviours.bothLabels, gives({ move: "F" }), answer("F")));
    expect([...record.row]).toEqual([1]);
    expect(record.calls!.map(({ attempt, parseStatus, fault }) => [attempt, parseStatus, fault])).toEqual([
      [0, "unreadable", "both-labels"],
      [1, "unreadable", "wrong-schema"],
      [2, "reasked", null],
    ]);
    const [first, second, third] = server!.requests.map(({ messages }) => messages);
    expect(second!.slice(0, first!.length)).toEqual(first);
    expect(second!.slice(first!.length).map(({ role }) => role)).toEqual(["assistant", "user"]);
    expect(second!.at(-2)!.content).toBe("It could be J, or it could be F.");
    expect(third!.slice(0, first!.length)).toEqual(first);
    expect(third).toHaveLength(first!.length + 2);
    expect(third!.at(-2)!.content).toBe('{"move":"F"}');
  });

  test("is asked for again with no more of an endless reply than can be of use", async () => {
    await oneTurn(inOrder(says("so ".repeat(5000)), answer("J")));
    expect(server!.requests[1]!.messages.at(-2)!.content).toHaveLength(2000);
  });

  test("is asked for again where nothing was said, without an empty message", async () => {
    const record = await oneTurn(inOrder(behaviours.empty, answer("J")));
    expect(record.calls!.map(({ fault }) => fault)).toEqual(["empty", null]);
    expect(server!.requests[1]!.messages.every(({ content }) => content !== "")).toBe(true);
  });

  test.each([
    ["refused", behaviours.refusal],
    ["truncated", behaviours.truncated],
  ] as const)(
    "ends the match where the reply is %s, which is not asked for again",
    async (code, behaviour) => {
      const record = await oneTurn(always(behaviour));
      expect(record).toMatchObject({ status: "aborted", reason: { code } });
      expect(statuses(record.calls)).toEqual([code]);
      expect(server!.count).toBe(1);
    },
  );

  test("ends the match after as many re-asks as are allowed, with every call", async () => {
    const record = await oneTurn(always(behaviours.otherLanguage), "reasks=3");
    expect(record.reason).toEqual({
      code: "unreadable",
      detail: "none of 4 replies could be read; the last one: not-json",
    });
    expect(statuses(record.calls)).toEqual(Array(4).fill("unreadable"));
  });

  test.each([
    ["unreadable", behaviours.bothLabels, ["unreadable", "unreadable", "fallback"], "both-labels"],
    ["refused", behaviours.refusal, ["fallback"], "refused"],
    ["truncated", behaviours.truncated, ["fallback"], "truncated"],
  ] as const)(
    "is the named fallback, marked, where replies are %s",
    async (_, behaviour, expected, fault) => {
      const record = await oneTurn(always(behaviour), "fallback=D");
      expect(record.status).toBe("complete");
      expect([...record.row]).toEqual([1]);
      expect(statuses(record.calls)).toEqual(expected);
      expect(record.calls!.at(-1)!.fault).toBe(fault);
    },
  );

  test.each([
    ["client", behaviours.badRequest],
    ["key", behaviours.unauthorized],
    ["server", failure(500, "oops")],
    ["rate-limit", failure(429, "slow down")],
    ["connection", behaviours.resetMidBody],
    ["server", behaviours.malformedJson],
  ] as const)(
    "ends the match by the code %s where no reply comes, fallback or not",
    async (code, behaviour) => {
      const record = await oneTurn(always(behaviour), "fallback=D");
      expect(record).toMatchObject({ status: "aborted", reason: { code } });
      const [call] = record.calls!;
      expect(call).toMatchObject({ parseStatus: "failed", reply: null, answer: null, modelAnswered: null });
      expect(call!.error).toBe(record.reason!.detail);
    },
  );

  test("ends the match where the budget is spent", async () => {
    const agent = agentOf("scripted/tit-for-tat", { operator: brokeOperator });
    const match = matchBetween(agent.id, "cooperator", { turns: 3 });
    const record = await playToEnd(agent, strategyOf("cooperator"), match);
    expect(record.reason).toEqual({ code: "budget", detail: "the budget of 1 USD is spent" });
    expect(statuses(record.calls)).toEqual(["failed"]);
  });

  test("is drawn from percentages by the seat's own stream, one draw a turn however often it is asked", async () => {
    const script: Script = ({ index }) => (index % 3 === 1 ? says("Hm.") : gives({ J: 40, F: 60 }));
    const agent = await played(script, "elicitation=percentages");
    const match = matchBetween(agent.id, "cooperator", { turns: 12 });
    const record = await playToEnd(agent, strategyOf("cooperator"), match);
    const random = matchStream(match, "row");
    expect([...record.row]).toEqual(Array.from({ length: 12 }, () => (random.next() < 0.4 ? 0 : 1)));
    expect(new Set(statuses(record.calls))).toEqual(new Set(["ok", "unreadable", "reasked"]));
    const distributions = record.calls!.map(({ distribution }) => distribution);
    expect(new Set(distributions)).toEqual(new Set(['{"C":0.4,"D":0.6}', null]));
  });

  test("comes with the probabilities of its labels where they are wanted and to be had", async () => {
    const probabilities = { J: 0.9, F: 0.08, "\n": 0.02 };
    const record = await oneTurn(always(answer("J", { probabilities })), "logprobs=true");
    expect(server!.requests[0]!.logprobs).toBe(true);
    expect(JSON.parse(record.calls![0]!.labelProbabilities!)).toEqual({ C: 0.9, D: 0.08, leftover: 0.02 });
  });
});

describe("a seat", () => {
  const sit = async (script: Script, withTalk: boolean): Promise<AgentSeat> => {
    const agent = await played(script);
    const match = matchBetween(agent.id, "b", { turns: 3 });
    const lane: Lane = {
      terms: match.told,
      random: stream("seat"),
      match,
      seat: "row",
      ...(withTalk ? { talk } : {}),
    };
    return agent.begin(lane, new AbortController().signal);
  };
  const shown = (index: number): string => server!.requests[index]!.messages.map((m) => m.content).join("\n");

  test("tells its model what happened so far, as it was realised", async () => {
    const seat = await sit(always(answer("J")), false);
    await seat.act(4);
    await seat.act(2); // it meant J, and F was played
    await seat.act(1);
    expect(shown(0)).not.toMatch(/^Round 1:/m);
    expect(shown(2)).toMatch(/^Round 1: you F, the other J; .*$/m);
    expect(shown(2)).toMatch(/^Round 2: you J, the other F; .*$/m);
    seat.close();
  });

  test("says a line, hears the other's, and has both in mind when it moves", async () => {
    const script: Script = ({ form }) =>
      form === "text" ? says("  Let us\nboth take J.\u0007 ") : answer("J");
    const seat = await sit(script, true);
    const first = await seat.say!(4);
    expect(first.text).toBe("Let us both take J.");
    expect(first.calls).toMatchObject([
      { purpose: "say", turn: 0, attempt: 0, elicitation: "free", labels: null, parseStatus: "ok" },
    ]);
    seat.hear!("I take F, always.");
    const second = await seat.say!(4);
    expect(second.calls).toMatchObject([{ purpose: "say", turn: 0, attempt: 1 }]);
    seat.hear!("Believe me.");
    const { calls } = await seat.act(4);
    expect(calls).toMatchObject([{ purpose: "act", turn: 0, attempt: 0 }]);
    expect(shown(1)).toContain("I take F, always.");
    expect(shown(1)).not.toContain("Believe me.");
    expect(shown(2)).toContain("Let us both take J.");
    expect(shown(2)).toContain("Believe me.");
    const next = await seat.say!(1);
    expect(next.calls).toMatchObject([{ turn: 1, attempt: 0 }]);
    expect(shown(3)).toMatch(/^Round 1: you J, the other F; .*$/m);
    seat.hear!("");
    await seat.act(1);
    expect(shown(4).match(/^Round \d+: you/gm)).toHaveLength(1);
  });

  test("says no more than is allowed, and nothing where it refuses", async () => {
    const seat = await sit(inOrder(says("x".repeat(100)), behaviours.refusal, behaviours.empty), true);
    expect((await seat.say!(4)).text).toHaveLength(40);
    seat.hear!("");
    expect(await seat.say!(4)).toMatchObject({ text: "", calls: [{ parseStatus: "refused" }] });
    seat.hear!("");
    expect(await seat.say!(4)).toMatchObject({ text: "", calls: [{ parseStatus: "ok" }] });
  });

  test("ends the match where no line comes, with the call", async () => {
    const seat = await sit(always(behaviours.serverError), true);
    const fault = await seat.say!(4).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(MatchAbort);
    expect(fault).toMatchObject({
      reason: { code: "server" },
      calls: [{ purpose: "say", parseStatus: "failed" }],
    });
  });

  test("gives up with the signal's reason when its match is dropped", async () => {
    const stop = new AbortController();
    const operator = {
      ask: (_: unknown, signal: AbortSignal) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
        }),
    };
    const agent = agentOf("scripted/tit-for-tat", { operator });
    const match = matchBetween(agent.id, "b", { turns: 3 });
    const seat = agent.begin({ terms: match.told, random: stream("seat"), match, seat: "row" }, stop.signal);
    const moving = seat.act(4);
    const reason = new Error("dropped");
    stop.abort(reason);
    await expect(moving).rejects.toBe(reason);
  });
});

describe("calls of a match", () => {
  test("are the same at every playing, and have seeds of their own", async () => {
    const playing = async (repetition: number) => {
      const agent = agentOf("scripted/random(both=0.2, elicitation=line)");
      const match = matchBetween(agent.id, "tit-for-tat", { turns: 10, repetition });
      return playToEnd(agent, strategyOf("tit-for-tat"), match);
    };
    const record = await playing(0);
    expect(await playing(0)).toEqual(record);
    const seeds = [record, await playing(1)].flatMap(({ calls }) =>
      calls!.map(({ request }) => (JSON.parse(request) as { seed: number }).seed),
    );
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(seed).toBeLessThan(2 ** 31);
  });

  test("say who asks, where, and for how much at most", async () => {
    const operator = plainOperator();
    const agent = agentOf("scripted/tit-for-tat(max-output-tokens=64, timeout=2.5)", { operator });
    const match = matchBetween(agent.id, "tit-for-tat", { turns: 1 });
    await playToEnd(agent, strategyOf("tit-for-tat"), match);
    expect(operator.questions).toMatchObject([
      {
        player: agent.id,
        place: { seat: "row", turn: 0, purpose: "act", attempt: 0 },
        maxOutputTokens: 64,
        timeoutMs: 2500,
      },
    ]);
  });
});
