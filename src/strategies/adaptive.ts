import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { moves } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Adaptive: after a fixed opening it plays the move that has brought it more. The source compares average payoffs;
 * the Axelrod library, followed here, compares totals, so that a move made often has the advantage (in a game whose
 * payoffs are positive). In a tie it plays D. Moves count as they were played, noise included.
 */
export const adaptive = strategy({
  id: "adaptive",
  title: "Adaptive",
  rule: "Plays CCCCCCDDDDD, then the move whose payoffs add up to more so far.",
  axelrodName: "Adaptive",
  memory: Infinity,
  stochastic: false,
  parameters: { opening: moves("CCCCCCDDDDD") },
  source: "Li2011",
  begin: ({ opening }, { game }) => {
    const payoff = game.payoff.row;
    let turn = 0;
    let byCooperation = 0;
    let byDefection = 0;
    return (last) => {
      if (last !== START) {
        if (last >> 1 === C) byCooperation += payoff[last]!;
        else byDefection += payoff[last]!;
      }
      if (turn < opening.length) return opening[turn++]!;
      return byCooperation > byDefection ? C : D;
    };
  },
});
