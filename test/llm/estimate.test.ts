import { describe, expect, test } from "vitest";
import type { Talk } from "../../src/core/talk.ts";
import { findGame } from "../../src/registry.ts";
import { estimate, type SeatTaken } from "../../src/llm/estimate.ts";
import type { LlmAgent } from "../../src/llm/agent.ts";
import type { Price } from "../../src/llm/prices.ts";
import { laneOf } from "../../src/match/lockstep.ts";
import { agentOf, playToEnd, strategyOf } from "./agents.ts";

const price: Price = { input: 2, cachedInput: 1, cacheWrite: 2, output: 8 };
const prisonersDilemma = findGame("prisoners-dilemma");
const tft = strategyOf("tit-for-tat");

function seatOf(agent: LlmAgent, turns: number, talk?: Talk): SeatTaken {
  const match = {
    seed: 1,
    row: agent.id,
    column: tft.id,
    repetition: 0,
    game: prisonersDilemma,
    turns,
    noise: 0,
    told: { game: prisonersDilemma, noise: 0, horizon: { turns } },
    ...(talk === undefined ? {} : { talk }),
  };
  return { match, lane: laneOf(match, "row", agent) };
}

describe("the estimate of a player's calls", () => {
  test.each([8, 40, 120])("comes near what a match of %i turns is sent", async (turns) => {
    const agent = agentOf("scripted/tit-for-tat");
    const seat = seatOf(agent, turns);
    const expected = estimate(agent, [seat], price);
    const { calls = [] } = await playToEnd(agent, tft, seat.match);
    const sent = calls.reduce((sum, { tokens }) => sum + tokens.input!, 0);
    expect(expected.calls).toBe(calls.length);
    expect(expected.inputTokens / sent).toBeGreaterThan(0.85);
    expect(expected.inputTokens / sent).toBeLessThan(1.15);
  });

  test("grows with a history that is shown whole, and evenly with one that is cut", () => {
    const tokens = (id: string, turns: number): number => {
      const agent = agentOf(id);
      return estimate(agent, [seatOf(agent, turns)], null).inputTokens;
    };
    expect(tokens("scripted/tit-for-tat", 100) / tokens("scripted/tit-for-tat", 50)).toBeGreaterThan(3);
    const cut = "scripted/tit-for-tat(history=1)";
    expect(tokens(cut, 100) / tokens(cut, 50)).toBeCloseTo(2, 1);
  });

  test("counts messages before every turn, and every re-ask that is allowed", () => {
    const agent = agentOf("scripted/tit-for-tat(reasks=3)");
    const talk = { messages: 2, maxLength: 200, line: "" };
    const seats = [seatOf(agent, 10, talk), seatOf(agent, 10, talk)];
    expect(estimate(agent, seats, null)).toMatchObject({
      matches: 2,
      calls: 60,
      mostCalls: 120,
      costUsd: null,
    });
  });

  test("has a price where that is known, and a bound that is above it", () => {
    const agent = agentOf("scripted/tit-for-tat");
    const { inputTokens, outputTokens, costUsd, mostCostUsd } = estimate(agent, [seatOf(agent, 10)], price);
    expect(costUsd).toBeCloseTo((2 * inputTokens + 8 * outputTokens) / 1e6, 6);
    expect(mostCostUsd).toBeGreaterThan(3 * costUsd!);
  });
});
