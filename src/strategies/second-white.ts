import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_OF_PEACE = 10;

/** Edward White's entry (K72R) in Axelrod's second tournament, placed thirteenth. Turns count from 1. */
export const secondWhite = strategy({
  id: "second-white",
  title: "White (second tournament)",
  rule: "Cooperates 10 times; then answers D with D if the whole part of ln(turn), times the co-player's defections, is at least the turn.",
  axelrodName: "SecondByWhite",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980b",
  begin: () => {
    let turn = 0;
    let defections = 0;
    return (last) => {
      turn++;
      if (last === START || (last & 1) === C) return C;
      defections++;
      return turn > TURNS_OF_PEACE && Math.floor(Math.log(turn)) * defections >= turn ? D : C;
    };
  },
});
