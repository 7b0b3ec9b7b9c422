import { C, D } from "../core/action.ts";
import { CD, DC } from "../core/outcome.ts";
import { integer, real } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

/**
 * Defects while it has been exploited (CD) more than `threshold` times as often as it has exploited (DC); after `limit`
 * such defections in a row it cooperates once and begins to count anew.
 */
function retaliation(threshold: number, limit: number): Respond {
  let exploited = 0;
  let exploiting = 0;
  let retaliations = 0;
  return (last) => {
    if (last === CD) exploited++;
    else if (last === DC) exploiting++;
    if (exploited > exploiting * threshold && retaliations < limit) {
      retaliations++;
      return D;
    }
    retaliations = 0;
    return C;
  };
}

const threshold = (byDefault: number): ReturnType<typeof real<number>> => real(byDefault, 0, 1e9);

/** Id, title, Axelrod's name, threshold. */
const unlimited = [
  ["retaliate", "Retaliate", "Retaliate", 0.1],
  ["retaliate-2", "Retaliate 2", "Retaliate2", 0.08],
  ["retaliate-3", "Retaliate 3", "Retaliate3", 0.05],
] as const;

/** The same, and the limit. */
const limited = [
  ["limited-retaliate", "Limited retaliate", "LimitedRetaliate", 0.1, 20],
  ["limited-retaliate-2", "Limited retaliate 2", "LimitedRetaliate2", 0.08, 15],
  ["limited-retaliate-3", "Limited retaliate 3", "LimitedRetaliate3", 0.05, 20],
] as const;

/** Retaliators with and without a limit to a row of retaliations, by Owen Campbell. */
export const retaliators: readonly StrategyEntry[] = [
  ...unlimited.map(([id, title, axelrodName, byDefault]) =>
    strategy({
      id,
      title,
      rule: "Defects while its count of CD is more than threshold times its count of DC.",
      axelrodName,
      memory: Infinity,
      stochastic: false,
      parameters: { threshold: threshold(byDefault) },
      source: "AxelrodLibrary",
      begin: (parameters) => retaliation(parameters.threshold, Infinity),
    }),
  ),
  ...limited.map(([id, title, axelrodName, byDefault, limit]) =>
    strategy({
      id,
      title,
      rule: "Defects while its count of CD is more than threshold times its count of DC, at most limit times in a row.",
      axelrodName,
      memory: Infinity,
      stochastic: false,
      parameters: { threshold: threshold(byDefault), limit: integer(limit, 0, 1_000_000) },
      source: "AxelrodLibrary",
      begin: (parameters) => retaliation(parameters.threshold, parameters.limit),
    }),
  ),
];
