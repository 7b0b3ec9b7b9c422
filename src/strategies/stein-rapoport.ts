import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { unit } from "../core/parameters.ts";
import { knownTurns } from "../core/terms.ts";
import { strategy } from "../core/strategy.ts";
import { criticalChiSquared, seemsFair } from "./chi-squared.ts";

/**
 * William Stein and Amnon Rapoport's entry in the 1980 tournament, placed sixth. Cooperates on four moves and then
 * plays tit for tat; on every fifteenth move it decides anew whether the co-player seems random, and defects until the
 * next check if so. The last two moves are D; with no known length there is no end to defect at.
 *
 * The paper tests transition probabilities, and alternation apart. As in the Axelrod library the test here is the
 * chi-squared test of how often the co-player cooperated, at significance `alpha`.
 */
export const steinRapoport = strategy({
  id: "stein-rapoport",
  title: "Stein and Rapoport",
  rule: "Tit for tat that checks every 15 moves whether the co-player seems random, defects if so, and defects twice at the end.",
  axelrodName: "FirstBySteinAndRapoport",
  memory: Infinity,
  stochastic: false,
  parameters: { alpha: unit(0.05) },
  source: "Axelrod1980",
  begin: ({ alpha }, terms) => {
    const critical = criticalChiSquared(alpha);
    const length = knownTurns(terms);
    let turn = 0;
    let cooperations = 0;
    let seemsRandom = false;
    return (last) => {
      const now = turn++;
      const other = last & 1;
      if (last !== START && other === C) cooperations++;
      if (turn % 15 === 0) seemsRandom = seemsFair(cooperations, now, critical);
      if (now >= length - 2 && now < length) return D;
      if (now < 4) return C;
      return seemsRandom ? D : other;
    };
  },
});
