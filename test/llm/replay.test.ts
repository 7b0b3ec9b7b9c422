import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { CoplayError } from "../../src/core/errors.ts";
import type { Talk } from "../../src/core/talk.ts";
import type { Payment } from "../../src/core/usage.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import type { Operator } from "../../src/llm/exchange.ts";
import { replayOperator } from "../../src/llm/replay.ts";
import { Switchboard } from "../../src/llm/switchboard.ts";
import { matchBetween } from "../match/matches.ts";
import { agentOf, playToEnd, strategyOf } from "./agents.ts";
import { plainOperator } from "./plain-operator.ts";
import { behaviours, refusal, says } from "./server/behaviours.ts";
import { startServer } from "./server/server.ts";

/** Answers some rounds of the event loop later than a scripted model does; by then it may have been told to stop. */
function slowOperator(rounds: number, { hasGrace = false, from = 0 } = {}): Operator {
  const network = plainOperator();
  return {
    async ask(question, signal) {
      const isSlow = question.place.attempt >= from;
      for (let round = 0; isSlow && round < rounds; round++) {
        await setImmediate();
        if (!hasGrace) signal.throwIfAborted();
      }
      return network.ask(question, hasGrace ? new AbortController().signal : signal);
    },
  };
}

const talk = { messages: 2, maxLength: 40, line: "" };

interface Seated {
  readonly id: string;
  readonly operator?: Operator;
}

/** Plays a match between two models, and the same match again from its record. */
async function twice(
  row: Seated,
  column: Seated,
  { talk, ...options }: Parameters<typeof matchBetween>[2] & { readonly talk?: Talk } = {},
): Promise<{ readonly before: MatchRecord; readonly again: MatchRecord }> {
  const [a, b] = [agentOf(row.id, row), agentOf(column.id, column)];
  const match = {
    ...matchBetween(a.id, b.id, { turns: 6, ...options }),
    ...(talk === undefined ? {} : { talk }),
  };
  const before = await playToEnd(a, b, match);
  const operator = replayOperator(() => before);
  const again = await playToEnd(agentOf(row.id, { operator }), agentOf(column.id, { operator }), match);
  return { before, again };
}

const seatsOf = ({ calls = [], row }: MatchRecord): string[] =>
  calls.filter(({ turn }) => turn === row.length).map(({ seat, parseStatus }) => `${seat} ${parseStatus}`);

describe("a match that is played again from its record", () => {
  test("comes out as it was, with the calls that could not be read", async () => {
    const { before, again } = await twice(
      { id: "scripted/tit-for-tat(ramble=0.2, reasks=10)" },
      { id: "scripted/random(both=0.2, reasks=10, elicitation=line)" },
      { turns: 30, noise: 0.1, talk },
    );
    expect(before.status).toBe("complete");
    expect(again).toEqual(before);
  });

  test.each([
    ["row", "column"],
    ["column", "row"],
  ] as const)("breaks off where the %s seat was stopped before it answered", async (slow, broken) => {
    const seated = {
      [slow]: { id: "scripted/tit-for-tat", operator: slowOperator(5) },
      [broken]: { id: "scripted/cooperator(refuse=0.1)" },
    } as Record<"row" | "column", Seated>;
    const { before, again } = await twice(seated.row, seated.column, { turns: 40, seed: 4 });
    expect(before.reason?.code).toBe("refused");
    expect(before.row.length).toBeGreaterThan(0);
    expect(seatsOf(before)).toEqual([`${broken} refused`]);
    expect(again).toEqual(before);
  });

  test("breaks off where a seat was stopped between two questions, with the first of them", async () => {
    const { before, again } = await twice(
      { id: "scripted/tit-for-tat(both=1)", operator: slowOperator(9, { from: 1 }) },
      { id: "scripted/cooperator(refuse=1)", operator: slowOperator(4) },
    );
    expect(before.reason?.code).toBe("refused");
    expect(seatsOf(before)).toEqual(["column refused", "row unreadable"]);
    expect(again).toEqual(before);
  });

  test("has the fault that came first as its reason, where the other seat's came as well", async () => {
    const { before, again } = await twice(
      { id: "scripted/tit-for-tat(refuse=1)", operator: slowOperator(12, { hasGrace: true }) },
      { id: "scripted/tit-for-tat(ramble=1, reasks=2)" },
    );
    expect(before.reason?.code).toBe("unreadable");
    expect(seatsOf(before)).toEqual([...Array<string>(3).fill("column unreadable"), "row refused"]);
    expect(again).toEqual(before);
  });

  test("breaks off in cheap talk as it did", async () => {
    const { before, again } = await twice(
      { id: "scripted/tit-for-tat", operator: slowOperator(5) },
      { id: "scripted/cooperator(stall=0.2)" },
      { talk },
    );
    expect(before.reason?.code).toBe("timeout");
    expect(again).toEqual(before);
  });
});

describe("a record that a match does not follow", () => {
  const recorded = async (id: string): Promise<MatchRecord> => {
    const agent = agentOf(id);
    return playToEnd(agent, strategyOf("alternator"), matchBetween(agent.id, "alternator", { turns: 4 }));
  };
  const playedBy = async (id: string, record: MatchRecord): Promise<MatchRecord> =>
    playToEnd(
      agentOf(id, { operator: replayOperator(() => record) }),
      strategyOf("alternator"),
      record.match,
    );

  test("is told from one whose requests were others, as with another prompt", async () => {
    const record = await recorded("scripted/tit-for-tat");
    const other = playedBy("scripted/tit-for-tat(prompt=business)", record);
    await expect(other).rejects.toThrow(
      /^the request differs from the one that was logged for turn 1, row seat/,
    );
  });

  test("lacks a call where the match goes on", async () => {
    const record = await recorded("scripted/tit-for-tat");
    const cut = { ...record, calls: record.calls!.slice(0, 2) };
    const error = await playedBy("scripted/tit-for-tat", cut).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(CoplayError);
    expect((error as CoplayError).message).toContain("the log has no call for turn 3, row seat, attempt 1");
  });

  test("lacks a call where the seat that broke the match off does not do so again", async () => {
    const { before } = await twice(
      { id: "scripted/tit-for-tat", operator: slowOperator(5) },
      { id: "scripted/cooperator(refuse=1)" },
    );
    const [call] = before.calls!;
    const reply = JSON.stringify({
      ...(JSON.parse(call!.reply!) as object),
      stop: "end",
      text: '{"action":"J"}',
    });
    const operator = replayOperator(() => ({ ...before, calls: [{ ...call!, reply }] }));
    const again = playToEnd(
      agentOf("scripted/tit-for-tat", { operator }),
      agentOf("scripted/cooperator(refuse=1)", { operator }),
      before.match,
    );
    await expect(again).rejects.toThrow("the log has no call for turn 1, row seat");
  });

  test("is none where the log does not have the match", async () => {
    const operator = replayOperator(() => undefined);
    const agent = agentOf("scripted/tit-for-tat", { operator });
    const match = matchBetween(agent.id, "alternator", { turns: 1 });
    await expect(playToEnd(agent, strategyOf("alternator"), match)).rejects.toThrow("the log has no call");
  });
});

describe("a model whose co-player breaks the match off", () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });

  test("has all its calls logged that were paid for, and the match comes out the same again", async () => {
    let asked = 0;
    const server = await startServer(({ model }) => {
      if (model === "refuser") return { ...refusal(), delayMs: 100 };
      return asked++ === 0 ? behaviours.bothLabels : says("It could be either.", { delayMs: 250 });
    });
    const paid: Payment[] = [];
    const operator = new Switchboard({ now: Date.now, pay: async (payment) => void paid.push(payment) });
    open.push(server, operator);
    const [slow, refuser] = ["slow", "refuser"].map(
      (model) => `compatible/${model}(base-url="${server.v1}")`,
    );
    const { before, again } = await twice({ id: slow!, operator }, { id: refuser!, operator });
    expect(before.reason?.code).toBe("refused");
    expect(before.calls!.length).toBeGreaterThan(1);
    expect(before.calls).toHaveLength(paid.length);
    expect(again).toEqual(before);
  });
});
