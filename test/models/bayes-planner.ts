import { C, D } from "../../src/core/action.ts";
import { START, type Outcome } from "../../src/core/outcome.ts";
import type { Strategy } from "../../src/core/player.ts";
import type { Random } from "../../src/core/random.ts";
import { knownTurns } from "../../src/core/terms.ts";
import { improved, type Planning } from "../../src/models/planner.ts";

/**
 * What has been seen after each of five symbols, from one seat's view: own C and D, and the co-player's C and D, at
 * `[symbol * 4 + (own ? 0 : 2) + action]`.
 */
type Counts = Uint16Array;

/** Laplace's rule of succession: the chance of C, from where C's count stands. */
const chanceOfC = (counts: Counts, at: number): number =>
  (counts[at]! + 1) / (counts[at]! + counts[at + 1]! + 2);

function see(counts: Counts, last: Outcome, seen: Outcome): void {
  counts[4 * last + (seen >> 1)]!++;
  counts[4 * last + 2 + (seen & 1)]!++;
}

/**
 * The policy that planning makes of the best sequence model there is of two memory-one players whose chances are uniform:
 * after every symbol, own and co-player's moves are each foreseen by Laplace's rule. So this is what a first phase of
 * predictive policy improvement comes to with a network that has learned all there is to learn, and no network in it.
 *
 * Rollouts are played one by one, and what they imagine is learned from as if it had happened, as it is by a model that
 * remembers. They end where the match does.
 */
export const bayesPlanner = ({ rollouts, lookAhead, gain }: Planning): Strategy => ({
  kind: "strategy",
  id: "bayes-planner",
  memory: Infinity,
  stochastic: true,
  actions: 2,
  source: "Weis2026",
  begin({ game, horizon }, random) {
    const payoff = game.payoff.row;
    const known: Counts = new Uint16Array(20);
    const imagined: Counts = new Uint16Array(20);
    const turns = knownTurns({ game, noise: 0, horizon });
    let before: Outcome = START;
    let turn = 0;

    function rollout(first: number, seen: Outcome, depth: number): number {
      imagined.set(known);
      let last = seen;
      let total = 0;
      for (let level = 0; level < depth; level++) {
        const own = level === 0 ? first : draw(chanceOfC(imagined, 4 * last), random);
        const other = draw(chanceOfC(imagined, 4 * last + 2), random);
        const outcome = own * 2 + other;
        total += payoff[outcome]!;
        see(imagined, last, outcome);
        last = outcome;
      }
      return total;
    }

    return (last) => {
      if (last !== START) see(known, before, last);
      before = last;
      const depth = Math.min(lookAhead, turns - turn++);
      const [ifC, ifD] = [C, D].map((action) => {
        let sum = 0;
        for (let i = 0; i < rollouts; i++) sum += rollout(action, last, depth);
        return sum / rollouts;
      });
      const prior = chanceOfC(known, 4 * last);
      return draw(improved(Math.log(prior / (1 - prior)), gain, ifC! - ifD!), random);
    };
  },
});

const draw = (chance: number, random: Random): number => (random.next() < chance ? C : D);
