import { describe, expect, test } from "vitest";
import { SpecError } from "../../src/core/errors.ts";
import type { Policy } from "../../src/core/player.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { catalogue } from "../../src/registry.ts";
import type { Catalogue } from "../../src/tournament/catalogue.ts";
import type { WorkerPool } from "../../src/tournament/pool.ts";
import { runTournament } from "../../src/tournament/run.ts";
import { createTournament, type Tournament } from "../../src/tournament/spec.ts";

/** A policy that defects, and notes how many matches it sat down at. */
function defecting(id: string, given: Partial<Policy> = {}): Policy & { readonly sat: number[] } {
  const sat: number[] = [];
  return {
    kind: "policy",
    id,
    sat,
    sit: (lanes) => {
      sat.push(lanes.length);
      return { act: (n, _, actions) => actions.fill(1, 0, n), close: () => undefined };
    },
    ...given,
  };
}

function between(policy: Policy, data: object = {}): Tournament {
  const own: Catalogue = {
    ...catalogue,
    player: (id, capabilities) => (id === policy.id ? policy : catalogue.player(id, capabilities)),
  };
  return createTournament({ players: [policy.id, "cooperator", "random"], turns: 4, ...data }, own, "test");
}

async function play(tournament: Tournament, pool?: WorkerPool): Promise<MatchRecord[]> {
  const logged: MatchRecord[] = [];
  const sink = { append: (records: readonly MatchRecord[]) => void logged.push(...records) };
  for await (const _ of runTournament(tournament, { sink, pool }));
  return logged;
}

describe("a pairing with a policy", () => {
  test("is played many matches at once", async () => {
    const policy = defecting("own");
    expect(await play(between(policy, { repetitions: 1500 }))).toHaveLength(4500);
    expect(policy.sat).toEqual([1024, 476, 1024, 476]);
  });

  test("is played in smaller batches where the policy asks for that, with equal moves", async () => {
    const [one, other] = [defecting("own"), defecting("own", { lanes: 16 })];
    const records = await play(between(one, { repetitions: 20 }));
    expect(await play(between(other, { repetitions: 20 }))).toEqual(records);
    expect(one.sat).toEqual([20, 20]);
    expect(other.sat).toEqual([16, 4, 16, 4]);
  });

  test("never goes to a worker", async () => {
    const asked: string[] = [];
    const pool: WorkerPool = {
      size: 1,
      play: async ({ matches }) => {
        asked.push(...matches.flatMap(({ row, column }) => [row, column]));
        return [];
      },
      close: async () => undefined,
    };
    await play(between(defecting("own")), pool);
    expect(new Set(asked)).toEqual(new Set(["cooperator", "random"]));
  });
});

describe("a tournament with a policy", () => {
  test("is refused where the policy cannot play on its terms, with the place", () => {
    const choosy = defecting("own", {
      rehearse: ({ game }) => {
        if (game.id !== "chicken") throw new SpecError(`own does not play ${game.id}`);
      },
    });
    expect(() => between(choosy)).toThrow("own does not play prisoners-dilemma (players[0])");
    expect(between(choosy, { game: "chicken" }).players).toContain(choosy);
  });

  test.each([
    ["of 40 turns", { turns: 40 }, 40],
    ["of 40 turns that players are not told of", { turns: 40, terms: { horizon: "untold" } }, 40],
    ["that go on by chance", { turns: undefined, continuation: 0.9, cap: 30 }, 30],
    ["that go on by chance without a bound of their own", { turns: undefined, continuation: 0.9 }, 1_000_000],
  ])("tells it how long matches may become: those %s", (_, length, longest) => {
    const bounds = new Set<number>();
    between(defecting("own", { rehearse: (_terms, most) => void bounds.add(most) }), length);
    expect([...bounds]).toEqual([longest]);
  });

  test("is another tournament once the policy has learned something else", () => {
    const [a, b, c] = ["a", "b", "a"].map((digest) => between(defecting("own", { digest })));
    expect(a!.spec).toMatchObject({ trained: { own: "a" } });
    expect(a!.hash).toBe(c!.hash);
    expect(a!.hash).not.toBe(b!.hash);
    expect(a!.conditions).toBe(b!.conditions);
  });

  test("is the same tournament as ever where nobody has learned anything", () => {
    expect(between(defecting("own")).spec).not.toHaveProperty("trained");
  });
});
