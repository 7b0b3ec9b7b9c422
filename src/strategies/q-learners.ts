import { C, D } from "../core/action.ts";
import { DD, START } from "../core/outcome.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

const EXPLORATION = 0.1;
const WORD = 12;

/*
 * No table of values is needed. A state is the word of the co-player's last 12 moves and the number of its cooperations
 * so far. A C changes the number for good, and a D changes the word, except where the word is all D already. So no
 * state is ever met again but the one that the match stays in while the co-player, after 12 defections, goes on
 * defecting; in any other the values are both 0, and what is learned there is never looked up.
 */

/** Id, title, Axelrod's name, learning rate, discount rate. */
const learners = [
  ["risky-q-learner", "Risky Q-learner", "RiskyQLearner", 0.9, 0.9],
  ["arrogant-q-learner", "Arrogant Q-learner", "ArrogantQLearner", 0.9, 0.1],
  ["hesitant-q-learner", "Hesitant Q-learner", "HesitantQLearner", 0.1, 0.9],
  ["cautious-q-learner", "Cautious Q-learner", "CautiousQLearner", 0.1, 0.1],
] as const;

/**
 * Q-learners, by Geraint Palmer. Nine times in ten the move of greater value, C where both are equal; else a coin.
 * The co-player's cooperations are part of the state by number, where the Axelrod library's text has their share; so in
 * practice they learn only from co-players that have defected 13 times in a row, and cooperate at 95 % with all others.
 * They learn from the move they meant, which noise may have flipped.
 */
export const qLearners: readonly StrategyEntry[] = learners.map(
  ([id, title, axelrodName, learning, discount]) =>
    strategy({
      id,
      title,
      rule: `Q-learning on the co-player's last ${WORD} moves, at learning rate ${learning} and discount rate ${discount}.`,
      axelrodName,
      memory: Infinity,
      stochastic: true,
      source: "AxelrodLibrary",
      begin: (_, { game }, random) => {
        const againstD = Float64Array.of(game.payoff.row[1]!, game.payoff.row[DD]!); // [own move]
        const values = new Float64Array(2); // of the present state
        let run = 0;
        let meant = C;
        return (last) => {
          const isDefection = last !== START && (last & 1) === D;
          run = isDefection ? run + 1 : 0;
          if (run > WORD) {
            const future = discount * Math.max(values[C]!, values[D]!);
            values[meant] = (1 - learning) * values[meant]! + learning * (againstD[meant]! + future);
          } else values.fill(0);
          const isGreedy = !random.chance(EXPLORATION);
          if (isGreedy) meant = values[D]! > values[C]! ? D : C;
          else meant = random.chance(0.5) ? C : D;
          return meant;
        };
      },
    }),
);
