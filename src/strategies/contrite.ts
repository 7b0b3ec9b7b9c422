import { C, D, type Action } from "../core/action.ts";
import { DC } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { echo } from "./seen.ts";

/**
 * Contrite tit for tat, after Jianzhong Wu and Robert Axelrod: without noise it is tit for tat. When noise turns its C
 * into a D while the co-player cooperates, it becomes contrite, and the answer to that D is not paid back: once it
 * has cooperated again it cooperates one turn more, whatever it saw, and is tit for tat as before.
 *
 * Sources differ. Sugden1986 and Boyd1989 define contrition by standing, which either player's unprovoked defection
 * loses; Wu and Axelrod by the states contrite, content and provoked. This is the Axelrod library's form:
 * - it repents only of a slip that met a C; a slip against a D was no harm undeserved;
 * - before it has managed to cooperate, it goes on as tit for tat, so that a further D of the co-player's is answered;
 * - as the contrition lasts until then, however long, its memory is unbounded; the library states 3.
 */
export const contriteTitForTat = strategy({
  id: "contrite-tit-for-tat",
  title: "Contrite tit for tat",
  rule: "Plays tit for tat, but does not answer the retaliation that a D of its own, made by noise, brought on.",
  axelrodName: "ContriteTitForTat",
  memory: Infinity,
  stochastic: false,
  source: "WuAxelrod1995",
  begin: () => {
    let contrite = false;
    let meant: Action = C;
    return (last) => {
      if (contrite && last >> 1 === C) {
        contrite = false;
        meant = C;
        return C;
      }
      if (last === DC && meant !== D) contrite = true;
      meant = echo(last);
      return meant;
    };
  },
});
