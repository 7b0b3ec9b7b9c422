import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { integer, unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { isMixed } from "./memory-one.ts";

/**
 * Scott Feld's entry in the 1980 tournament, placed eleventh: tit for tat whose answer to C sinks from certain
 * cooperation to an even chance at turn 200. That it sinks in a straight line is the Axelrod library's reading. As there,
 * `end` is a floor: a chance that is to rise begins at `end`, and leaves it for 1 after `turns` turns.
 */
export const feld = strategy({
  id: "feld",
  title: "Feld",
  rule: "Answers D with D, and C with C at a probability that falls from 1 to 1/2 over 200 turns.",
  axelrodName: "FirstByFeld",
  // A falling chance stands still after `turns` turns; before, the whole match is in view.
  memory: ({ start, end, turns }) => (start > end ? turns : start === end ? 1 : Infinity),
  stochastic: ({ start, end }) => start !== end || isMixed([start]),
  parameters: { start: unit(1), end: unit(0.5), turns: integer(200, 1, 1_000_000) },
  source: "Axelrod1980",
  begin: ({ start, end, turns }, _, random) => {
    const slope = (end - start) / turns;
    let turn = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      if ((last & 1) === D) return D;
      const chance = Math.max(start + slope * now, end);
      return chance >= 1 || (chance > 0 && random.next() < chance) ? C : D;
    };
  },
});
