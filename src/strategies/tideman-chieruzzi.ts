import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { knownTurns } from "../core/terms.ts";
import { strategy } from "../core/strategy.ts";

const LEAD = 10;
const TURNS_BETWEEN_FRESH_STARTS = 20;
const TURNS_TO_GO = 10;
const STANDARD_DEVIATIONS = 3;

/**
 * Nicolas Tideman and Paula Chieruzzi's entry in the 1980 tournament, placed second. Punishes the co-player's n-th
 * run of defections with n defections. The co-player gets a fresh start, two cooperations and all forgotten, if it
 * is 10 points behind, has just cooperated, had none within 20 turns, 10 turns remain, and its defections are at
 * least 3 standard deviations away from what a fair coin gives. The last two moves are D.
 *
 * As in the Axelrod library, where the paper leaves it open: the scores run on over a fresh start; the coin's
 * expectation is taken over the whole match while the defections count from the last fresh start; a run that begins
 * while a punishment lasts is not punished by itself. With no known length there is no end to defect at.
 */
export const tidemanChieruzzi = strategy({
  id: "tideman-chieruzzi",
  title: "Tideman and Chieruzzi",
  rule: "Tit for tat that punishes longer after each run of defections, at times forgives all, and defects twice at the end.",
  axelrodName: "FirstByTidemanAndChieruzzi",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980",
  begin: (_, terms) => {
    const { row: ownPayoff, column: otherPayoff } = terms.game.payoff;
    const length = knownTurns(terms);
    let turn = 0;
    let lead = 0;
    let runs = 0;
    let owed = 0;
    let defections = 0;
    let freshStart = -Infinity;

    const isForgivable = (now: number): boolean =>
      now - freshStart >= TURNS_BETWEEN_FRESH_STARTS &&
      lead >= LEAD &&
      length - (now + 1) >= TURNS_TO_GO &&
      Math.abs(defections - now / 2) >= (STANDARD_DEVIATIONS * Math.sqrt(now)) / 2;

    const respond = (now: number, last: number): number => {
      if (last === START) return C;
      const other = last & 1;
      if (other === D) defections++;
      lead += ownPayoff[last]! - otherPayoff[last]!;
      if (now === freshStart + 1) return C;
      if (other === C && isForgivable(now)) {
        freshStart = now;
        runs = 0;
        owed = 0;
        defections = 0;
        return C;
      }
      if (owed > 0) {
        owed--;
        return D;
      }
      if (other === D) owed = runs++;
      return other;
    };

    return (last) => {
      const now = turn++;
      const action = respond(now, last);
      return now >= length - 2 && now < length ? D : action;
    };
  },
});
