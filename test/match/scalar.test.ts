import { describe, expect, test } from "vitest";
import type { Agent, Policy, Strategy } from "../../src/core/player.ts";
import { strategy } from "../../src/core/strategy.ts";
import { playLanes } from "../../src/match/lanes.ts";
import { playScalar } from "../../src/match/scalar.ts";
import { findPlayer } from "../../src/registry.ts";
import { matchBetween } from "./matches.ts";

const titForTat = findPlayer("tit-for-tat") as Strategy;
const match = matchBetween("wrong", "tit-for-tat", { turns: 5 });
const wrong: readonly unknown[] = ["D", undefined, NaN, 0.5, 2, -1, Promise.resolve(0)];

/** A strategy whose author returned something else than an action, after a good first move. */
const answering = (value: unknown): Strategy =>
  strategy({
    id: "wrong",
    memory: 0,
    stochastic: false,
    begin: () => {
      let turn = 0;
      return () => (turn++ === 0 ? 0 : (value as number));
    },
  }).create();

async function inLanes(player: Strategy | Policy | Agent): Promise<void> {
  const playing = playLanes(player, titForTat, [match], new AbortController().signal);
  while ((await playing.next()).done !== true);
}

describe("a move that is none of the game's actions", () => {
  test.each(wrong)("%s is refused with player, turn and value", async (value) => {
    const message = /wrong must play an integer in \[0, 1\], got .* \(turn 1/;
    expect(() => playScalar(answering(value), titForTat, match)).toThrow(message);
    expect(() => playScalar(answering(value), titForTat, { ...match, noise: 0.5 })).toThrow(message);
    await expect(inLanes(answering(value))).rejects.toThrow(message);
  });

  test("is refused of policies and agents too", async () => {
    const policy: Policy = {
      kind: "policy",
      id: "wrong",
      sit: () => ({ act: (n, _last, actions) => actions.fill(9, 0, n), close: () => undefined }),
    };
    const agent: Agent = {
      kind: "agent",
      id: "wrong",
      begin: () => ({ act: async () => ({ action: 9 }), close: () => undefined }),
    };
    await expect(inLanes(policy)).rejects.toThrow("wrong must play an integer in [0, 1], got 9 (turn 0");
    await expect(inLanes(agent)).rejects.toThrow("wrong must play an integer in [0, 1], got 9 (turn 0");
  });
});
