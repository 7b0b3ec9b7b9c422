import { D } from "../core/action.ts";
import { DC } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { knownTurns } from "../core/terms.ts";
import { strategy } from "../core/strategy.ts";
import { echo, sawDefection } from "./seen.ts";

/*
 * Three tit for tats of the LessWrong tournament of 2011, all of which defect on the last turn where they know which
 * one it is. They defect there even where it is the first.
 */

/** Plays `respond`, but D on the last of `turns` turns. */
function finallyDefect(turns: number, respond: Respond): Respond {
  let turn = 0;
  return (last) => {
    const action = respond(last);
    return ++turn === turns ? D : action;
  };
}

/** Alexei. */
export const alexei = strategy({
  id: "alexei",
  title: "Alexei",
  rule: "Plays tit for tat, but defects on a last turn it knows of.",
  axelrodName: "Alexei",
  memory: Infinity,
  stochastic: false,
  source: "LessWrong2011",
  begin: (_, terms) => finallyDefect(knownTurns(terms), echo),
});

/** Eugine Nier. */
export const eugineNier = strategy({
  id: "eugine-nier",
  title: "Eugine Nier",
  rule: "Plays tit for tat, but defects for ever after five defections, and on a last turn it knows of.",
  axelrodName: "EugineNier",
  memory: Infinity,
  stochastic: false,
  source: "LessWrong2011",
  begin: (_, terms) => {
    let defections = 0;
    return finallyDefect(knownTurns(terms), (last) => {
      if (sawDefection(last)) defections++;
      return defections >= 5 ? D : echo(last);
    });
  },
});

/** Michaelos. */
export const michaelos = strategy({
  id: "michaelos",
  title: "Michaelos",
  rule: "Plays tit for tat, but after DC defects for ever at even odds, and defects on a last turn it knows of.",
  axelrodName: "Michaelos",
  memory: Infinity,
  stochastic: true,
  source: "LessWrong2011",
  begin: (_, terms, random) => {
    let turned = false;
    return finallyDefect(knownTurns(terms), (last) => {
      if (turned) return D;
      turned = last === DC && random.chance(0.5);
      return turned ? D : echo(last);
    });
  },
});
