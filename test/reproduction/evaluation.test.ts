import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import { soleCrew } from "../../src/models/trainers/crew.ts";
import type { Seated } from "../../src/models/trainers/tasks.ts";
import { findPlayer } from "../../src/registry.ts";
import { evaluate, type Meeting } from "../../src/reproduction/evaluation.ts";
import type { PairingResult } from "../../src/reproduction/results.ts";

const game = dilemma("game", { R: 1, S: -1, T: 2, P: 0 }, null);
const crew = soleCrew(findPlayer);
const TABULAR: Seated = { kind: "tabular" };
const registered = (id: string): Seated => ({ kind: "registered", id });

async function played(
  player: Seated,
  coPlayer: Seated,
  meeting: Partial<Meeting> = {},
): Promise<PairingResult> {
  const playing = evaluate(
    "pairing",
    { player, coPlayer, game, turns: 100, episodes: 200, seed: 1, ...meeting },
    crew,
  );
  for (;;) {
    const next = await playing.next();
    if (next.done === true) return next.value;
  }
}

describe("an evaluation", () => {
  test("counts turn by turn what either side did and got", async () => {
    const { player, coPlayer } = await played(registered("defector"), registered("tit-for-tat"), {
      turns: 4,
      episodes: 3,
    });
    expect(player.cooperationByTurn).toEqual([0, 0, 0, 0]);
    expect(player.payoffByTurn).toEqual([2, 0, 0, 0]);
    expect(coPlayer.cooperationByTurn).toEqual([1, 0, 0, 0]);
    expect(coPlayer.payoffByTurn).toEqual([-1, 0, 0, 0]);
    expect([player.payoff, coPlayer.payoff, coPlayer.cooperation]).toEqual([0.5, -0.25, 0.25]);
  });

  test("finds that always defecting is worth what it is worth against tabular co-players", async () => {
    const { player, coPlayer, overDefector } = await played(registered("defector"), TABULAR, {
      episodes: 2000,
    });
    // The deviation of an episode is about 0.58: 3 standard errors are 0.04.
    expect(Math.abs(player.payoff - 0.999)).toBeLessThan(0.04);
    expect(Math.abs(coPlayer.payoff + 0.499)).toBeLessThan(0.02);
    // Against the very same co-players only their moves are left to chance.
    expect(Math.abs(overDefector!.mean)).toBeLessThan(3 * overDefector!.standardError);
    expect(overDefector!.standardError).toBeLessThan(0.004);
  });

  test("takes from a cooperator what always defecting would have got from the very same co-players", async () => {
    const { player, overDefector } = await played(registered("cooperator"), TABULAR, { episodes: 2000 });
    // −0.002 against 0.999.
    expect(Math.abs(player.payoff + 0.002)).toBeLessThan(0.04);
    expect(Math.abs(overDefector!.mean + 1.001)).toBeLessThan(3 * overDefector!.standardError);
  });

  test("compares with a defector only where co-players are tabular", async () => {
    expect(await played(registered("defector"), registered("cooperator"))).not.toHaveProperty("overDefector");
  });

  test("is equal for a seed, and another for another", async () => {
    const first = await played(registered("random"), TABULAR);
    expect(await played(registered("random"), TABULAR)).toEqual(first);
    expect(await played(registered("random"), TABULAR, { seed: 2 })).not.toEqual(first);
  });

  test("does not depend on how many work on it", async () => {
    const many = { ...crew, size: 7 };
    const playing = evaluate(
      "pairing",
      { player: registered("random"), coPlayer: TABULAR, game, turns: 100, episodes: 500, seed: 1 },
      many,
    );
    let last = await playing.next();
    while (last.done !== true) last = await playing.next();
    expect(last.value).toEqual(await played(registered("random"), TABULAR, { episodes: 500 }));
  });
});
