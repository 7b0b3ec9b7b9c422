import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/** The sums A after which it defects, as Axelrod printed them. */
const DEFECTS_AT = [1, 6, 7, 17, 22, 23, 26, 29, 30, 31, 33, 38, 39, 45, 49, 54, 55, 58, 61];
const table = new Uint8Array(64);
for (const sum of DEFECTS_AT) table[sum] = D;

/** What a turn adds to A, by outcome: 2 for the co-player's defection, 1 for its own. */
const POINTS = [0, 2, 1, 3];

/**
 * Rudy Nydegger's entry in the 1980 tournament, placed third. After three moves of tit for tat it decides by a sum A
 * over the last three outcomes. On move 3 it also defects if it alone cooperated on move 1 and alone defected on move 2.
 *
 * The paper gives the weights 16, 4 and 1 "in chronological order"; as in the Axelrod library the latest turn
 * weighs 16. Move 3 looks at the co-player's moves only (D, then C): its own follow from them unless noise steps in.
 */
export const nydegger = strategy({
  id: "nydegger",
  title: "Nydegger",
  rule: "Tit for tat for three moves, then a fixed answer to each of the 64 courses that the last three turns can take.",
  axelrodName: "FirstByNydegger",
  memory: 3,
  stochastic: false,
  source: "Axelrod1980",
  begin: () => {
    let turn = 0;
    let sum = 0;
    let otherFirst = C;
    return (last) => {
      if (last === START) return C;
      turn++;
      sum = (sum >> 2) | (POINTS[last]! << 4);
      const other = last & 1;
      if (turn >= 3) return table[sum]!;
      if (turn === 1) otherFirst = other;
      return turn === 2 && otherFirst === D ? D : other;
    };
  },
});
