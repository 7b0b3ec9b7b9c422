import { meanOf } from "../average.ts";
import { bootstrapMean } from "../bootstrap.ts";
import { internalVariability } from "../estimators/variability.ts";
import { AT } from "./features.ts";
import { conditionsOf, type Conditions } from "./conditions.ts";
import { none, type Measured, type Measuring } from "./measured.ts";
import type { Estimate, ProfileFigure } from "./profile.ts";
import { intervalOf } from "./resample.ts";
import type { SeatTable } from "./seat-table.ts";
import type { SumFigure } from "./sum-figure.ts";

const described = (
  figure: Pick<ProfileFigure, "id" | "title" | "description" | "counts"> & { readonly unit?: string },
): ProfileFigure => ({
  family: "sensitivity",
  unit: "square of payoff over the greatest",
  range: "0 up",
  source: "Buscemi2025",
  ...figure,
});

/** Variability over rounds, V_R: a sum over matches. */
export const roundVariance: SumFigure = {
  figure: described({
    id: "round-variance",
    title: "V_R, over turns",
    description: "Variance of a turn's payoff, over the game's greatest, within a match; mean over matches.",
    counts: "matches of 2 turns or more",
  }),
  n: (sums) => sums[AT.varied]!,
  value: (sums) => sums[AT.roundVariance]! / sums[AT.varied]!,
  lacking: () => "needs a match of 2 turns or more, has none",
};

const I_V = described({
  id: "within-cell-variance",
  title: "I_V, within cells",
  description:
    "Variance of a match's payoff per turn, over the game's greatest, between repetitions of a pairing; mean over pairings.",
  counts: "pairings",
});
const S_P = described({
  id: "payoff-sensitivity",
  title: "S_P, to payoffs",
  description:
    "Mean distance of payoffs per turn, over each game's greatest, between games that were played under otherwise equal conditions. Chance alone makes it more than 0.",
  unit: "share of the greatest payoff",
  counts: "conditions",
});
const C_I = described({
  id: "cross-language",
  title: "C_I, over languages",
  description:
    "Variance over languages of the payoff per turn, over the game's greatest; mean over conditions that are equal otherwise. Chance alone makes it more than 0.",
  counts: "conditions",
});

/** How steady the player is from match to match, game to game and language to language. */
export const sensitivityFigures: Measured = {
  figures: [I_V, S_P, C_I],
  measure: (measuring) => ({
    [I_V.id]: withinCells(measuring),
    [S_P.id]: between(measuring, conditionsOf(measuring, "game"), meanDistance, "games of different payoffs"),
    [C_I.id]: between(measuring, conditionsOf(measuring, "language"), internalVariability, "languages"),
  }),
};

function withinCells({ sample, random, resamples }: Measuring): Estimate {
  const { table, pairings } = sample;
  const variances = pairings.flatMap((rows) => {
    const payoffs = rows.map((row) => table.get(row, AT.scaledPayoff) / table.get(row, AT.turns));
    return internalVariability(payoffs) ?? [];
  });
  const value = meanOf(variances);
  if (value === null) return none("needs 2 matches of a pairing, has 1");
  return { value, interval: bootstrapMean(variances, random, resamples), n: variances.length, lacking: null };
}

/** The mean distance of all pairs of values; null of fewer than two. */
function meanDistance(values: readonly number[]): number | null {
  return meanOf(values.flatMap((one, i) => values.slice(i + 1).map((other) => Math.abs(one - other))));
}

/**
 * A spread over levels of the mean payoff, averaged over conditions; with its interval. Means of resamples scatter more
 * than those that they are drawn from, so that their spread is too great by as much: the draws are moved until their mean
 * is the value, and ended at 0.
 */
function between(
  { sample, random, resamples }: Measuring,
  { levels, conditions, places }: Conditions,
  spread: (means: readonly number[]) => number | null,
  what: string,
): Estimate {
  if (levels < 2) return none(`needs 2 ${what}, has ${levels}`);
  const { table, members } = sample;
  const parts = members.map((rows, i) => partsOf(table, rows, places[i]!));
  const size = conditions * levels;
  const measure = (observations: Iterable<number>): { readonly value: number | null; readonly n: number } => {
    const payoff = new Float64Array(size);
    const played = new Float64Array(size);
    for (const i of observations) {
      for (const part of parts[i]!) {
        payoff[part.place]! += part.payoff;
        played[part.place]! += part.turns;
      }
    }
    const spreads: number[] = [];
    for (let from = 0; from < size; from += levels) {
      const means: number[] = [];
      for (let at = from; at < from + levels; at++)
        if (played[at]! > 0) means.push(payoff[at]! / played[at]!);
      const found = spread(means);
      if (found !== null) spreads.push(found);
    }
    return { value: meanOf(spreads), n: spreads.length };
  };
  const { value, n } = measure(parts.keys());
  if (value === null) return none(`needs 2 ${what} under conditions that are equal otherwise`);
  const draws = new Float64Array(parts.length > 1 ? resamples : 0);
  const drawn = new Int32Array(parts.length);
  for (let resample = 0; resample < draws.length; resample++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = random.below(drawn.length);
    draws[resample] = measure(drawn).value ?? NaN;
  }
  const excess = (meanOf([...draws].filter((draw) => !Number.isNaN(draw))) ?? value) - value;
  const moved = draws.map((draw) => Math.max(0, draw - excess));
  return { value, interval: intervalOf(moved), n, lacking: null };
}

/** What an observation adds up to under one condition and level. */
interface Part {
  readonly place: number;
  payoff: number;
  turns: number;
}

function partsOf(table: SeatTable, rows: readonly number[], places: readonly number[]): readonly Part[] {
  const parts = new Map<number, Part>();
  rows.forEach((row, i) => {
    const place = places[i]!;
    const part = parts.get(place) ?? { place, payoff: 0, turns: 0 };
    part.payoff += table.get(row, AT.scaledPayoff);
    part.turns += table.get(row, AT.turns);
    parts.set(place, part);
  });
  return [...parts.values()];
}
