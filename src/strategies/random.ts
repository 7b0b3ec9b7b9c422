import { C, D } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { isMixed } from "./memory-one.ts";

/**
 * RANDOM, the last of the 1980 tournament's fifteen; also known as lunatic (Tzafestas2000). By default all actions of
 * the game are equally likely. `p` is the probability of the first of two actions, C.
 *
 * @throws SpecError at the start of a match if `p` is given and the game has more than two actions
 */
export const random = strategy({
  id: "random",
  title: "Random",
  rule: "Picks an action at random, each as likely as the others unless p, the probability of C, is given.",
  axelrodName: "Random",
  memory: 0,
  stochastic: ({ p }) => p === undefined || isMixed([p]),
  actions: "any",
  parameters: { p: unit(undefined) },
  source: "Axelrod1980",
  begin: ({ p }, { game }, stream) => {
    const k = game.actions.length;
    if (p === undefined) return () => stream.below(k);
    if (k !== 2) {
      throw new SpecError(`random(p=${p}) cannot play ${game.id}: it has ${k} actions`, {
        hint: "p is for games of two actions; without it, all actions are equally likely.",
      });
    }
    if (!isMixed([p])) return () => (p === 1 ? C : D);
    return () => (stream.next() < p ? C : D);
  },
});
