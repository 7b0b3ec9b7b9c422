import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BETWEEN_CHECKS = 6;
const TURNS_TO_COOL_OFF = 18;
const BREAKING_POINT = 7;

/** Distrust that a score per turn below each bound adds, the lowest bound first. */
const GRIEVANCES: readonly (readonly [number, number])[] = [
  [1, 5],
  [1.5, 3],
  [2, 2],
  [2.5, 1],
];

function grievanceAt(scorePerTurn: number): number {
  for (const [bound, grievance] of GRIEVANCES) if (scorePerTurn < bound) return grievance;
  return 0;
}

/**
 * Glen Rowsam's entry (K58R) in Axelrod's second tournament, placed 21st. Cooperates, and every six turns looks at its
 * score per turn, the turn to come counted in. A poor score adds to its distrust and is answered with D, C, D; at 7 it
 * defects for ever. Every 18 turns distrust of 3 or more cools off by 1.
 *
 * The bounds are those of a match at 5, 3, 1, 0, whatever the game; its own score is counted in the game's payoffs.
 */
export const secondRowsam = strategy({
  id: "second-rowsam",
  title: "Rowsam (second tournament)",
  rule: "Cooperates; every six turns a poor score is answered with D, C, D, and adds to a distrust that in the end makes it defect for ever.",
  axelrodName: "SecondByRowsam",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: (_, { game }) => {
    const { row: payoff } = game.payoff;
    let turn = 0;
    let score = 0;
    let distrust = 0;
    let isDefecting = false;
    let checkedAt = -Infinity; // the turn of the last check that found a poor score
    return (last) => {
      turn++;
      if (last !== START) score += payoff[last]!;
      if (isDefecting) return D;
      if (turn === checkedAt + 2) return D;
      if (turn % TURNS_BETWEEN_CHECKS !== 0) return C;

      if (turn % TURNS_TO_COOL_OFF === 0 && distrust >= 3) distrust--;
      const grievance = grievanceAt(score / turn);
      if (grievance === 0) return C;
      distrust += grievance;
      checkedAt = turn;
      isDefecting = distrust >= BREAKING_POINT;
      return D;
    };
  },
});
