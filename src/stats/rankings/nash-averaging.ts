import { maxEntropyNash } from "./max-entropy.ts";
import { metaGame, spread } from "./meta-game.ts";
import { lacking, type Ranking } from "./ranking.ts";

/** Averages nearer to 0 than this share of the greatest margin are 0: so far the equilibrium is known. */
const NOTHING = 1e-5;

/**
 * How a player fares against the hardest mixture of players: its margin, own payoff less the co-player's, halved, against
 * the equilibrium of the game in which two sides each send a player and the greater payoff wins. Of several equilibria
 * the one with the greatest entropy is taken, so that copies of a player change nobody's figure. Self-play does not
 * matter. Who is in the equilibrium has 0, everyone else less: it is about not being beaten, not about getting much.
 */
export const nashAveraging: Ranking = {
  id: "nash",
  title: "Nash average",
  description:
    "Half the margin over the co-player, per turn, against the hardest mixture of players to beat; at best 0.",
  unit: "payoff per turn",
  range: "from minus half the game's range of payoffs to 0",
  source: "Balduzzi2018",
  rate(field) {
    const game = metaGame(field, false);
    if (typeof game === "string") return lacking(field, game);
    const { averages } = nashAverage(game.payoff);
    return { values: spread(field, game, averages), lacking: null, remark: null };
  },
};

/** The equilibrium, and how everyone fares against it. */
export interface NashAverage {
  /** Share of each player in the equilibrium; 1 in sum. */
  readonly shares: Float64Array;
  /** Margin of each player against it, at most 0. */
  readonly averages: Float64Array;
}

/**
 * Nash averages of players against each other: the margins A p against the equilibrium p of greatest entropy of the
 * symmetric zero-sum game A = (M − Mᵀ) / 2.
 *
 * @param payoff M, n × n; the diagonal does not matter
 * @see Balduzzi2018
 */
export function nashAverage(payoff: readonly Float64Array[]): NashAverage {
  const margins = payoff.map((row, i) => row.map((value, j) => (value - payoff[j]![i]!) / 2));
  const greatest = Math.max(...margins.flatMap((row) => [...row]));
  const shares = maxEntropyNash(margins);
  const averages = Float64Array.from(margins, (row) => {
    const margin = row.reduce((sum, value, j) => sum + value * shares[j]!, 0);
    return margin > -NOTHING * greatest ? 0 : margin;
  });
  return { shares, averages };
}
