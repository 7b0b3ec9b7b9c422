import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/**
 * Cooperates as often as the co-player has so far.
 *
 * @param first probability of C on the first turn
 */
export function copyAverage(first: number, random: Random): Respond {
  let turns = 0;
  let cooperations = 0;
  return (last) => {
    if (last === START) return first >= 1 || random.chance(first) ? C : D;
    turns++;
    if (!sawDefection(last)) cooperations++;
    return random.chance(cooperations / turns) ? C : D;
  };
}

/** Average copier, by Geraint Palmer. */
export const averageCopier = strategy({
  id: "average-copier",
  title: "Average copier",
  rule: "Opens at random, then cooperates with the frequency at which the co-player has cooperated.",
  axelrodName: "AverageCopier",
  memory: Infinity,
  stochastic: true,
  source: "AxelrodLibrary",
  begin: (_, __, random) => copyAverage(0.5, random),
});

/** Nice average copier, by Owen Campbell. */
export const niceAverageCopier = strategy({
  id: "nice-average-copier",
  title: "Nice average copier",
  rule: "Opens with C, then cooperates with the frequency at which the co-player has cooperated.",
  axelrodName: "NiceAverageCopier",
  memory: Infinity,
  stochastic: true,
  source: "AxelrodLibrary",
  begin: (_, __, random) => copyAverage(1, random),
});
