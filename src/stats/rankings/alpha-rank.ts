import { logFixation, logStationary } from "./fixation.ts";
import { metaGame, spread } from "./meta-game.ts";
import { lacking, type Ranking } from "./ranking.ts";

/** Individuals in the population. */
const SIZE = 50;
/**
 * Intensity of selection, times the range of payoffs. The method's limit is an endless one; at this, payoffs that differ
 * by more than 1/50,000 of their range (1 / α m) are already told apart, and less is hardly ever more than luck.
 */
const INTENSITY = 1000;
/** Shares below this are 0, as they would be in the limit. */
const NOTHING = 1e-9;

/**
 * A population of one kind, into which mutants of the others come now and then, one at a time, and take over or die out.
 * The figure is the share of time that it spends as a player's: the mass of the stationary distribution.
 */
export const alphaRank: Ranking = {
  id: "alpha-rank",
  title: "α-Rank",
  description:
    "Share of time that a population under strong selection and rare mutation consists of the player.",
  unit: "share of time",
  range: "[0, 1]",
  source: "Omidshafiei2019",
  rate(field) {
    const game = metaGame(field, true);
    if (typeof game === "string") return lacking(field, game);
    const all = game.payoff.flatMap((row) => [...row]);
    const range = Math.max(...all) - Math.min(...all);
    const alpha = range === 0 ? 0 : INTENSITY / range;
    const shares = masses(game.payoff, alpha, SIZE).map((share) => (share < NOTHING ? 0 : share));
    return { values: spread(field, game, shares), lacking: null, remark: null };
  },
};

/**
 * The stationary distribution over the kinds that a population may consist of. Computed in logarithms throughout, so
 * that chances as small as e^−1000 still lead where they lead.
 *
 * @param payoff n × n: the row's payoff against the column, on the diagonal against its own kind
 * @param alpha intensity of selection, from 0, per unit of payoff
 * @param size of the population, m, at least 2
 * @see Omidshafiei2019
 */
export function masses(payoff: readonly Float64Array[], alpha: number, size: number): Float64Array {
  const n = payoff.length;
  const logChances = payoff.map((_, resident) =>
    Float64Array.from({ length: n }, (_unused, mutant) =>
      resident === mutant ? -Infinity : logFixation(payoff, resident, mutant, alpha, size),
    ),
  );
  return logStationary(logChances).map(Math.exp);
}
