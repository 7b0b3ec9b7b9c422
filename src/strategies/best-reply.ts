import type { Action } from "../core/action.ts";
import type { Game } from "../core/game.ts";
import { startOf } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** The index of the greatest value; the lowest of equals. */
function greatest(values: Float64Array): Action {
  let best = 0;
  for (let action = 1; action < values.length; action++) {
    if (values[action]! > values[best]!) best = action;
  }
  return best;
}

/** Own payoffs of each action against one of the co-player's. */
const payoffsAgainst = ({ actions, payoff }: Game, other: Action): Float64Array =>
  Float64Array.from(actions, (_, own) => payoff.row[own * actions.length + other]!);

/**
 * Myopic best reply: plays what would have paid most against the co-player's last action; of equals, the first. Opens
 * with the first action. In a prisoner's dilemma it defects from the second turn on.
 */
export const bestResponder = strategy({
  id: "best-responder",
  title: "Best responder",
  rule: "Plays the best reply to the co-player's last action.",
  memory: 1,
  stochastic: false,
  actions: "any",
  source: "Cournot1838",
  begin: (_, { game }) => {
    const k = game.actions.length;
    const start = startOf(k);
    const replies = Uint8Array.from(game.actions, (_, other) => greatest(payoffsAgainst(game, other)));
    return (last) => (last === start ? 0 : replies[last % k]!);
  },
});

/**
 * Fictitious play: best reply to how often the co-player has played each action so far; of equals, the first. Opens with
 * the first action.
 */
export const fictitiousPlay = strategy({
  id: "fictitious-play",
  title: "Fictitious play",
  rule: "Plays the best reply to the co-player's past frequencies of actions.",
  memory: Infinity,
  stochastic: false,
  actions: "any",
  source: "Brown1951",
  begin: (_, { game }) => {
    const k = game.actions.length;
    const start = startOf(k);
    const { row } = game.payoff;
    const totals = new Float64Array(k); // what each own action would have earned until now
    return (last) => {
      if (last !== start) {
        const other = last % k;
        for (let own = 0; own < k; own++) totals[own]! += row[own * k + other]!;
      }
      return greatest(totals);
    };
  },
});

/**
 * Regret matching: plays an action with a probability in proportion to how much more it would have earned, played all
 * along, than was earned; any action alike where none would have earned more. This is the unconditional form of Hart and
 * Mas-Colell's procedure.
 */
export const regretMatching = strategy({
  id: "regret-matching",
  title: "Regret matching",
  rule: "Plays actions in proportion to the regret of not having played them.",
  memory: Infinity,
  stochastic: true,
  actions: "any",
  source: "Hart2000",
  begin: (_, { game }, random) => {
    const k = game.actions.length;
    const start = startOf(k);
    const { row } = game.payoff;
    const regrets = new Float64Array(k);
    return (last) => {
      if (last === start) return random.below(k);
      const other = last % k;
      const earned = row[last]!;
      let total = 0;
      for (let own = 0; own < k; own++) {
        const regret = regrets[own]! + row[own * k + other]! - earned;
        regrets[own] = regret;
        if (regret > 0) total += regret;
      }
      if (total === 0) return random.below(k);
      let left = random.next() * total;
      let choice = 0;
      for (let own = 0; own < k && left >= 0; own++) {
        if (regrets[own]! <= 0) continue;
        choice = own;
        left -= regrets[own]!;
      }
      return choice;
    };
  },
});
