import { C, D } from "../core/action.ts";
import { integer } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/** Answers `m` defections in a row with `n`; each further one begins the n anew. */
function tits(n: number, m: number): Respond {
  let tats = 0;
  let owed = 0;
  return (last) => {
    tats = sawDefection(last) ? tats + 1 : 0;
    if (tats >= m) owed = n;
    if (owed === 0) return C;
    owed--;
    return D;
  };
}

/** How far back the co-player's moves decide: the last of n answers looks at m moves that ended n − 1 turns before. */
const reach = (n: number, m: number): number => (n === 0 || m === 0 ? 0 : n + m - 1);

/**
 * N tits for m tats, Marc Harper's generalisation of tit for tat (1, 1), tit for two tats (1, 2) and two tits for tat
 * (2, 1). With n = 0 it is the cooperator, with m = 0 (and n > 0) the defector.
 *
 * No source fixes n and m; the defaults are the Axelrod library's. The library states max(n, m) as its memory;
 * that is too short once both exceed 1, as in {@link namedTits}' hard tit for two tats.
 */
export const nTitsForMTats = strategy({
  id: "n-tits-for-m-tats",
  title: "N tits for m tats",
  rule: "Defects n times after m defections in a row.",
  axelrodName: "NTitsForMTats",
  memory: ({ n, m }) => reach(n, m),
  stochastic: false,
  parameters: { n: integer(3, 0, 1_000_000), m: integer(2, 0, 1_000_000) },
  source: "AxelrodLibrary",
  begin: ({ n, m }) => tits(n, m),
});

/** The cases that have names of their own: id, title, Axelrod's name, n, m, rule, source. */
const named: readonly (readonly [string, string, string, number, number, string, ReferenceKey])[] = [
  [
    "two-tits-for-tat",
    "Two tits for tat",
    "TwoTitsForTat",
    2,
    1,
    "Defects if the co-player defected in either of the last two turns.",
    "Axelrod1984",
  ],
  [
    "hard-tit-for-tat",
    "Hard tit for tat",
    "HardTitForTat",
    3,
    1,
    "Defects if the co-player defected in any of the last three turns.",
    "PrisonersDilemmaCom2017",
  ],
  [
    "hard-tit-for-2-tats",
    "Hard tit for two tats",
    "HardTitFor2Tats",
    2,
    2,
    "Defects if the co-player defected twice in a row within the last three turns.",
    "Stewart2012",
  ],
];

/** Tits for tats that the literature names. */
export const namedTits: readonly StrategyEntry[] = named.map(([id, title, axelrodName, n, m, rule, source]) =>
  strategy({
    id,
    title,
    rule,
    axelrodName,
    memory: reach(n, m),
    stochastic: false,
    source,
    begin: () => tits(n, m),
  }),
);
