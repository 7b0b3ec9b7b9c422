import { describe, expect, test } from "vitest";
import type { CallRecord } from "../../../src/core/call.ts";
import type { MatchRecord } from "../../../src/core/trajectory.ts";
import { Switchboard } from "../../../src/llm/switchboard.ts";
import { playScalar } from "../../../src/match/scalar.ts";
import { findGame, strategies } from "../../../src/registry.ts";
import { matchBetween } from "../../match/matches.ts";
import { agentOf, playToEnd, strategyOf } from "../agents.ts";

const modes = ["schema", "tool", "line", "percentages"] as const;
const statuses = (calls: readonly CallRecord[] = []): string[] => calls.map(({ parseStatus }) => parseStatus);

describe("a scripted model", () => {
  const coPlayers = ["random", "grudger", "alternator", "win-stay-lose-shift"];

  test.each(coPlayers)("plays as its strategy does against %s, with and without noise", async (other) => {
    for (const noise of [0, 0.1]) {
      const agent = agentOf("scripted/tit-for-tat");
      const match = matchBetween(agent.id, other, { turns: 40, noise });
      const asAgent = await playToEnd(agent, strategyOf(other), match);
      const asStrategy = playScalar(strategyOf("tit-for-tat"), strategyOf(other), match);
      const { row, column, trembles, status } = asStrategy;
      expect(asAgent).toMatchObject({ row, column, trembles, status });
      expect(new Set(statuses(asAgent.calls))).toEqual(new Set(["ok"]));
    }
  });

  test("draws as its strategy would, and plays the other seat as well", async () => {
    const agent = agentOf("scripted/random");
    const match = matchBetween("grudger", agent.id, { turns: 60 });
    const { column } = await playToEnd(strategyOf("grudger"), agent, match);
    expect(column).toEqual(playScalar(strategyOf("grudger"), strategyOf("random"), match).column);
  });

  test.each(modes)("answers in the form asked for, with and without its thoughts: %s", async (mode) => {
    for (const thinks of [false, true]) {
      const agent = agentOf(`scripted/tit-for-tat(elicitation=${mode}, chain-of-thought=${thinks})`);
      const match = matchBetween(agent.id, "alternator", { turns: 6 });
      const { row, calls } = await playToEnd(agent, strategyOf("alternator"), match);
      expect([...row]).toEqual([0, 0, 1, 0, 1, 0]);
      expect(new Set(statuses(calls))).toEqual(new Set(["ok"]));
      for (const { elicitation, reasoning } of calls!) {
        expect(elicitation).toBe(mode);
        expect(reasoning === null).toBe(!thinks);
      }
    }
  });

  test("answers where neither a schema nor a tool can be had", async () => {
    const capabilities = { "scripted/tit-for-tat": { schema: false, tool: false } };
    for (const [wanted, executed] of [
      ["schema", "line"],
      ["percentages", "percentages"],
    ] as const) {
      const agent = agentOf(`scripted/tit-for-tat(elicitation=${wanted}, chain-of-thought=true)`, {
        capabilities,
      });
      const match = matchBetween(agent.id, "alternator", { turns: 4 });
      const { row, calls } = await playToEnd(agent, strategyOf("alternator"), match);
      expect([...row]).toEqual([0, 0, 1, 0]);
      expect(calls!.map(({ elicitation }) => elicitation)).toEqual(Array(4).fill(executed));
      expect(new Set(statuses(calls))).toEqual(new Set(["ok"]));
    }
  });

  test("plays games of more than two actions", async () => {
    const game = findGame("rock-paper-scissors");
    const entry = strategies.find(({ id, actions }) => actions === "any" && id === "random")!;
    const agent = agentOf(`scripted/${entry.id}`);
    const match = matchBetween(agent.id, "random", { turns: 30, game });
    const { row } = await playToEnd(agent, strategyOf("random"), match);
    expect(row).toEqual(playScalar(strategyOf("random"), strategyOf("random"), match).row);
    expect(new Set(row).size).toBe(3);
  });

  test("counts tokens by the length of what is said", async () => {
    const agent = agentOf("scripted/tit-for-tat");
    const match = matchBetween(agent.id, "alternator", { turns: 3 });
    const { calls } = await playToEnd(agent, strategyOf("alternator"), match);
    const inputs = calls!.map(({ tokens }) => tokens.input!);
    expect(inputs[1]).toBeGreaterThan(inputs[0]!);
    expect(calls![0]!.tokens.output).toBe(Math.ceil('{"action":"J"}'.length / 4));
  });
});

describe("a scripted model that is told to misbehave", () => {
  const playing = async (options: string, { turns = 1, repetition = 0 } = {}) => {
    const agent = agentOf(`scripted/tit-for-tat(${options})`);
    return playToEnd(
      agent,
      strategyOf("cooperator"),
      matchBetween(agent.id, "cooperator", { turns, repetition }),
    );
  };

  test.each([
    ["refuse", "refused", ["refused"]],
    ["truncate", "truncated", ["truncated"]],
    ["stall", "timeout", ["failed"]],
    ["ramble", "unreadable", ["unreadable", "unreadable", "unreadable"]],
    ["both", "unreadable", ["unreadable", "unreadable", "unreadable"]],
  ])("at %s=1 ends its match as %s", async (rate, code, expected) => {
    const record = await playing(`${rate}=1`);
    expect(record.status).toBe("aborted");
    expect(record.reason?.code).toBe(code);
    expect(statuses(record.calls)).toEqual(expected);
  });

  test.each(modes)("names both labels whatever it is asked for: %s", async (mode) => {
    const record = await playing(`both=1, reasks=0, elicitation=${mode}`);
    const fault = mode === "percentages" ? "not-json" : "both-labels";
    expect(record.calls!.map((call) => call.fault)).toEqual([fault]);
  });

  test("does so as often as told, within 3 standard errors, and the same at every playing", async () => {
    const n = 2000;
    const record = await playing("ramble=0.2, reasks=0, fallback=D, history=0", { turns: n });
    const share = statuses(record.calls).filter((status) => status === "fallback").length / n;
    expect(Math.abs(share - 0.2)).toBeLessThan(3 * Math.sqrt((0.2 * 0.8) / n));
    expect(await playing("ramble=0.2, reasks=0, fallback=D, history=0", { turns: n })).toEqual(record);
  });

  test("stalls anew at every try, and the same way at every playing", async () => {
    const playing = async (): Promise<MatchRecord> => {
      using operator = new Switchboard({ now: () => 0, limits: { backoffMs: 0, retries: 50 } });
      const agent = agentOf("scripted/tit-for-tat(stall=0.5)", { operator });
      const match = matchBetween(agent.id, "cooperator", { turns: 200 });
      return await playToEnd(agent, strategyOf("cooperator"), match);
    };
    const record = await playing();
    expect(record.status).toBe("complete");
    const tries = record.calls!.map(({ retries }) => 1 + retries);
    const stalled = tries.reduce((sum, count) => sum + count - 1, 0);
    const n = stalled + tries.length;
    expect(Math.abs(stalled / n - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / n));
    expect(await playing()).toEqual(record);
  });

  test("finds its words again when it is asked again", async () => {
    const record = await playing("ramble=0.2, both=0.2, reasks=10", { turns: 50 });
    expect(record.status).toBe("complete");
    expect([...record.row]).toEqual(Array(50).fill(0));
    expect(new Set(statuses(record.calls))).toEqual(new Set(["ok", "unreadable", "reasked"]));
  });
});
