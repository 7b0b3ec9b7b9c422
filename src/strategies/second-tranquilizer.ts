import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** R, S, T and P as Axelrod's tournament had them, in the order of outcomes. */
const PAYOFF = Float64Array.of(3, 0, 5, 1);
const DOING_WELL = 2.25;
const DOING_FAIRLY = 1.75;

/**
 * Craig Feathers's Tranquilizer (K67R) in Axelrod's second tournament, placed 27th, as the Axelrod library recovered it
 * from the Fortran. It plays by its score per turn, this turn counted in:
 *
 * - from 2.25 on it cooperates, but for a surprise defection now and then, with a sure cooperation after it. Surprises
 *   become likelier the more it scored one and two turns after those before (`first` and `second`, running means that
 *   begin at 5 and 0), as the match goes on, and after a D of the co-player's;
 * - from 1.75 on it cooperates with a chance that grows with the co-player's cooperation and its own lead, and falls
 *   with the co-player's current run of defections;
 * - below, it plays tit for tat.
 *
 * Scores are counted at 5, 3, 1, 0 whatever the game, as in the Fortran: all its constants depend on them.
 */
export const secondTranquilizer = strategy({
  id: "second-tranquilizer",
  title: "Tranquilizer (second tournament)",
  rule: "Cooperates with growing lapses while it scores well, by chance while it scores fairly, else plays tit for tat.",
  axelrodName: "SecondByTranquilizer",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let score = 0;
    let lead = 0;
    let cooperations = 0;
    let streak = 0;
    let first = 5;
    let firstCount = 1;
    let second = 0;
    let secondCount = 1;
    let sinceSurprise = 0; // 1 or 2 turns; 0 where there is none to follow up
    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      const payoff = PAYOFF[last]!;
      score += payoff;
      lead += 5 * ((last >> 1) - other);
      if (other === C) {
        cooperations++;
        streak = 0;
      } else streak++;

      if (sinceSurprise === 1) {
        first = (first * firstCount + payoff) / (firstCount + 1);
        firstCount++;
        sinceSurprise = 2;
        return C;
      }
      if (sinceSurprise === 2) {
        second = (second * secondCount + payoff) / (secondCount + 1);
        secondCount++;
        sinceSurprise = 0;
      }

      const scorePerTurn = score / turn;
      if (scorePerTurn >= DOING_WELL) {
        const calm = 0.95 - (first + second - 5) / 15 + 1 / turn ** 2 - other / 4;
        if (random.chance(calm)) return C;
        sinceSurprise = 1;
        return D;
      }
      if (scorePerTurn >= DOING_FAIRLY) {
        const trust = 0.25 + (cooperations + 1) / turn - streak / 4 + lead / 100 + 4 / turn;
        return random.chance(trust) ? C : D;
      }
      return other;
    };
  },
});
