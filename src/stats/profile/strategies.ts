import type { Random } from "../../core/random.ts";
import { strategyFrequencies } from "../estimators/strategy-frequencies.ts";
import { STRATEGY_SET } from "../estimators/strategy-set.ts";
import { AT } from "./features.ts";
import { none, type Measured } from "./measured.ts";
import type { Estimate, ProfileFigure } from "./profile.ts";
import { intervalOf } from "./resample.ts";
import type { Sample } from "./sample.ts";
import { withoutDilemma } from "./sum-figure.ts";

/*
 * A fit climbs hundreds of steps, each of which looks at every match, and a bootstrap is hundreds of fits. So of a long
 * log a random part is taken, which `n` tells of, and there are fewer resamples than elsewhere, each of which sets out
 * from where the whole sample ended: from elsewhere it might find another summit, but hardly ever does.
 */

/** Observations that shares are fitted to, at most. */
const MOST_OBSERVATIONS = 300;
/** Resamples, at most: the bounds of an interval scatter a little more than elsewhere. */
const MOST_RESAMPLES = 200;
const K = STRATEGY_SET.length;

const BETA = "sfem-beta";

const shareOf = ({ id, title }: (typeof STRATEGY_SET)[number]): ProfileFigure => ({
  id: `sfem-${id}`,
  family: "strategies",
  title,
  description: `Share of matches in which the player is most like the strategy: ${title.toLowerCase()}.`,
  unit: "share of matches",
  range: "[0, 1]",
  counts: "matches",
  source: "DalBo2011",
});

/** Which strategies of a named set the player's matches are made of, and how closely it follows them. */
export const strategyFigures: Measured = {
  figures: [
    ...STRATEGY_SET.map(shareOf),
    {
      id: BETA,
      family: "strategies",
      title: "β",
      description: "Chance that a move is the one that the strategy of the match makes.",
      unit: "share of moves",
      range: "[1/2, 1)",
      counts: "matches",
      source: "DalBo2011",
    },
  ],
  measure({ sample, random, resamples }) {
    const taken = observationsOf(sample, random);
    const ids = strategyFigures.figures.map(({ id }) => id);
    const { matching, moves, weights } = taken;
    const fit = strategyFrequencies(matching, moves, weights, random);
    if (fit === null) {
      const why = withoutDilemma(sample.games) ?? "every move was a fallback";
      return Object.fromEntries(ids.map((id) => [id, none(why)]));
    }
    const count = moves.length > 1 ? Math.min(Math.ceil(resamples / 4), MOST_RESAMPLES) : 0;
    const draws = ids.map(() => new Float64Array(count));
    const drawn = new Float64Array(moves.length);
    for (let resample = 0; resample < count; resample++) {
      drawn.fill(0);
      for (const _ of moves) {
        const one = random.below(moves.length);
        drawn[one]! += weights[one]!;
      }
      const again = strategyFrequencies(matching, moves, drawn, random, { restarts: 0, start: fit });
      ids.forEach((_, at) => (draws[at]![resample] = again?.shares[at] ?? again?.beta ?? NaN));
    }
    const values = [...fit.shares, fit.beta];
    const n = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(
      ids.map((id, at): [string, Estimate] => [
        id,
        { value: values[at]!, interval: intervalOf(draws[at]!), n, lacking: null },
      ]),
    );
  },
};

interface Observations {
  readonly matching: Float64Array;
  readonly moves: Float64Array;
  readonly weights: Float64Array;
}

/** Moves that each strategy would have made, of all observations with moves or of as many as are used. */
function observationsOf({ table, rows, copies }: Sample, random: Random): Observations {
  const all = rows.flatMap((row, i) =>
    table.get(row, AT.matchable) > 0 ? [{ row, weight: copies[i]! }] : [],
  );
  const used = all.length <= MOST_OBSERVATIONS ? all : someOf(all, MOST_OBSERVATIONS, random);
  const matching = new Float64Array(used.length * K);
  used.forEach(({ row }, i) => {
    for (let k = 0; k < K; k++) matching[i * K + k] = table.get(row, AT.matching + k);
  });
  return {
    matching,
    moves: Float64Array.from(used, ({ row }) => table.get(row, AT.matchable)),
    weights: Float64Array.from(used, ({ weight }) => weight),
  };
}

/** So many of them, each as likely as the others. */
function someOf<T>(all: readonly T[], count: number, random: Random): T[] {
  const left = [...all];
  for (let i = 0; i < count; i++) {
    const j = i + random.below(left.length - i);
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return left.slice(0, count);
}
