import { C, D } from "../core/action.ts";
import type { Policy, Strategy } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import type { MatchKey } from "../core/trajectory.ts";
import { matchStream } from "../match/streams.ts";

/** Chances of C after CC, CD, DC, DD (own action first) and at the start. */
export type Chances = Float64Array;

/** Five chances, each uniform in [0, 1]: the first five draws of a tabular co-player's stream. */
export function drawChances(random: Random): Chances {
  return Float64Array.from({ length: 5 }, () => random.next());
}

/**
 * A memory-one co-player that is drawn afresh for every match: what a sequence model trains against to learn to read
 * whoever sits across the table.
 *
 * @see Weis2026
 */
export const tabular: Strategy = {
  kind: "strategy",
  id: "tabular",
  memory: 1,
  stochastic: true,
  actions: 2,
  source: "Weis2026",
  begin(_, random) {
    const chances = drawChances(random);
    return (last) => (random.next() < chances[last]! ? C : D);
  },
};

/** The match in which the tabular co-player of a group is drawn: groups are `group` repetitions in a row. */
export const firstOfGroup = <Key extends MatchKey>(match: Key, group: number): Key => ({
  ...match,
  repetition: match.repetition - (match.repetition % group),
});

/** Tabular co-players as {@link tabular} has them, but each for `group` repetitions in a row. */
export const tabularInGroups = (group: number): Policy => ({
  kind: "policy",
  id: tabular.id,
  sit(lanes) {
    const chances = lanes.map(({ match, random, seat }) => {
      const own = drawChances(random);
      const first = firstOfGroup(match, group);
      return first.repetition === match.repetition ? own : drawChances(matchStream(first, seat));
    });
    return {
      act(n, last, actions) {
        for (let lane = 0; lane < n; lane++)
          actions[lane] = lanes[lane]!.random.next() < chances[lane]![last[lane]!]! ? C : D;
      },
      close: () => undefined,
    };
  },
});

/** Chooses C and D at 1/2 each: whoever plays in a pretraining without tabular players. */
export const coin: Strategy = {
  kind: "strategy",
  id: "coin",
  memory: 0,
  stochastic: true,
  actions: 2,
  source: null,
  begin: (_, random) => () => (random.next() < 0.5 ? C : D),
};
