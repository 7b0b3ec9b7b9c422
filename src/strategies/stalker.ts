import { C, D } from "../core/action.ts";
import { payoffsOf } from "../core/game.ts";
import { START } from "../core/outcome.ts";
import { knownTurns } from "../core/terms.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Stalker, of Andre and others: plays by its mean payoff alone. Above R, all is well and it defects; between R and the
 * wish (R + P) / 2 it cooperates; above 2 it cooperates; between 1 and 2 it defects; in what is left, at 1 or below
 * and at exactly 2, it tosses a coin. Its last move is D.
 *
 * As in the Axelrod library: 1 and 2 are fixed numbers, P and (R + P) / 2 of the payoffs 5, 3, 1, 0, whatever the game.
 */
export const stalker = strategy({
  id: "stalker",
  title: "Stalker",
  rule: "Cooperates while its mean payoff is good, defects where it is very good or poor, plays at random where it is dismal.",
  axelrodName: "Stalker",
  memory: Infinity,
  stochastic: true,
  source: "Andre2013",
  begin: (_, terms, random) => {
    const { R, P } = payoffsOf(terms.game);
    const { row: payoff } = terms.game.payoff;
    const wish = (R + P) / 2;
    const finalTurn = knownTurns(terms) - 1;
    let turn = 0;
    let score = 0;
    return (last) => {
      const now = turn++;
      if (last !== START) score += payoff[last]!;
      if (now === finalTurn) return D;
      if (last === START) return C;
      const mean = score / now;
      if (mean > R) return D;
      if ((mean > wish && mean < R) || mean > 2) return C;
      if (mean > 1 && mean < 2) return D;
      return random.chance(0.5) ? C : D;
    };
  },
});
