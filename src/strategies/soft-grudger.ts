import { C, D } from "../core/action.ts";
import { integer } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** After `n` defections in a row, D `d` times and C `c` times, whatever happens meanwhile. */
function punishThenRepent(n: number, d: number, c: number): Respond {
  let run = 0;
  let left = 0; // moves of the sentence still to be played
  return (last) => {
    run = sawDefection(last) ? run + 1 : 0;
    if (left === 0 && run >= n) left = d + c;
    if (left === 0) return C;
    return left-- > c ? D : C;
  };
}

/**
 * Soft grudger (SGRIM): punishes a defection with DDDD and makes peace with CC; what the co-player does meanwhile has
 * no effect, but for its last move, seen when the sentence is over. Where it stands follows from its own last six
 * moves as it meant them.
 */
export const softGrudger = strategy({
  id: "soft-grudger",
  title: "Soft grudger",
  rule: "Answers a defection with DDDDCC, and cooperates otherwise.",
  axelrodName: "SoftGrudger",
  memory: 6,
  stochastic: false,
  source: "Li2011",
  begin: () => punishThenRepent(1, 4, 2),
});

/**
 * General soft grudger, by J. Taylor Smith: soft grudger is n = 1, d = 4, c = 2. Its memory is finite for the reason
 * given at {@link softGrudger}, unless c = 0 hides where a sentence ends; the Axelrod library always states infinite.
 * A sentence of one turn, d = 1 and c = 0, ends the library's player with an error; here n = 1 is then tit for tat.
 */
export const generalSoftGrudger = strategy({
  id: "general-soft-grudger",
  title: "General soft grudger",
  rule: "Answers n defections in a row with d defections and then c cooperations.",
  axelrodName: "GeneralSoftGrudger",
  memory: ({ n, d, c }) => (c === 0 && d > 1 ? Infinity : Math.max(n, d + c)),
  stochastic: false,
  parameters: { n: integer(1, 1, 1_000_000), d: integer(4, 1, 1_000_000), c: integer(2, 0, 1_000_000) },
  source: "AxelrodLibrary",
  begin: ({ n, d, c }) => punishThenRepent(n, d, c),
});
