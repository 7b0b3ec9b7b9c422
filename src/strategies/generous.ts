import { payoffsOf, type DilemmaPayoffs } from "../core/game.ts";
import { unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne, isMixed } from "./memory-one.ts";

/**
 * The greatest generosity that neither a defector nor an occasional defection can turn to profit:
 * min(1 − (T − R)/(R − S), (R − P)/(T − P)), kept in [0, 1]. A bound whose denominator is not positive binds nothing.
 *
 * @see Nowak1992
 */
export function safeGenerosity({ R, S, T, P }: DilemmaPayoffs): number {
  const againstLapses = R > S ? 1 - (T - R) / (R - S) : 1;
  const againstDefectors = T > P ? (R - P) / (T - P) : 1;
  return Math.min(1, Math.max(0, Math.min(againstLapses, againstDefectors)));
}

/**
 * Generous tit for tat: memory-one (1, g, 1, g), first move C. By default g is worked out from the game by
 * {@link safeGenerosity}, 1/3 at 3, 0, 5, 1; the Axelrod library does so before it is told the game, and stays at 1/3 in
 * all of them. Also known as naive peace maker (Gaudesi2016).
 */
export const generousTitForTat = strategy({
  id: "gtft",
  title: "Generous tit for tat",
  rule: "Answers C with C, and D with C at probability generosity.",
  axelrodName: "GTFT",
  memory: 1,
  stochastic: ({ generosity }) => generosity === undefined || isMixed([generosity]),
  parameters: { generosity: unit(undefined) },
  source: "Nowak1992",
  begin: ({ generosity }, { game }, random) => {
    const g = generosity ?? safeGenerosity(payoffsOf(game));
    return byMemoryOne([1, g, 1, g], 1, random);
  },
});

/** Soft Joss: tit for tat that lets a defection pass with probability 1 − q; memory-one (1, 1 − q, 1, 1 − q). */
export const softJoss = strategy({
  id: "soft-joss",
  title: "Soft Joss",
  rule: "Answers C with C, and D with D only 90 % of the time.",
  axelrodName: "SoftJoss",
  memory: 1,
  stochastic: ({ q }) => isMixed([q]),
  parameters: { q: unit(0.9) },
  source: "Prison1998",
  begin: ({ q }, _, random) => byMemoryOne([1, 1 - q, 1, 1 - q], 1, random),
});
