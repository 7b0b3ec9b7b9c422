import type { Random } from "../../core/random.ts";
import { holm } from "../holm.ts";
import { HEADLINE_WIDTH } from "./features.ts";
import { SIGNIFICANCE, type Difference } from "./profile.ts";
import type { ProfileProgress } from "./progress.ts";
import { intervalOf, resample, totalsOf, unitsOf, unitsWith, type Units } from "./resample.ts";
import type { Sample } from "./sample.ts";
import type { SumFigure } from "./sum-figure.ts";

/*
 * A two-sided bootstrap p value is twice the share of draws on the far side of zero, with one added above and below the
 * line, so that it is never 0: of B draws the least is 2 / (B + 1). Holm multiplies it by the number of differences,
 * which for 12 players and 12 figures is 792: a thousand draws could never find anything. So there are as many draws as
 * make the least adjusted p a fifth of the level, within a bound that still lets those 792 pass it; and of the matches no
 * more than 200 groups, which makes the error of the spread 5 % instead of 2 %. An interval is of as many of the draws as
 * other intervals are.
 *
 * The two players are drawn independently, although they may have met each other.
 *
 * Draws of a few observations know nothing of what else there might have been: of two against three that never vary, not
 * one falls on the far side. So no p value is below the least that exchanging the observations between the two could
 * give, 2 over the number of ways to part them: 0.2 for two and three, 0.03 for four and four.
 */

/** Groups of observations that are drawn, at most. */
const MOST_GROUPS = 200;
/** Differences take at most so many draws for each that an interval takes. */
const MOST_TIMES = 32;
/** A player of a group, whose figures are compared with the others'. */
export interface Compared {
  readonly player: string;
  readonly group: string | null;
  readonly sample: Sample;
  readonly random: Random;
}

/** The least adjusted p value that so many differences can have, with so many draws of each. */
export const leastAdjustedP = (differences: number, draws: number): number =>
  Math.min(1, (2 * differences) / (draws + 1));

/** How many draws differences take. Where the bound keeps all of them from the level, more draws would find no more. */
export function drawsFor(differences: number, resamples: number): number {
  const most = MOST_TIMES * resamples;
  if (leastAdjustedP(differences, most) > SIGNIFICANCE) return resamples;
  return Math.min(most, Math.max(resamples, Math.ceil((5 * 2 * differences) / SIGNIFICANCE)));
}

/**
 * How the players of each group differ in each figure, all pairs of them, with p values adjusted over all groups,
 * pairs and figures together. Figures that one of a pair does not have are left out. Each step draws for one player, or
 * looks at one difference.
 *
 * @param groups players to be compared with each other
 * @param figures of headline features alone
 */
export function* differencesOf(
  groups: readonly (readonly Compared[])[],
  figures: readonly SumFigure[],
  resamples: number,
): Generator<ProfileProgress, Difference[]> {
  const measured = groups.map((group) => group.map((one) => measuredOf(one, figures)));
  const count = measured.reduce((sum, group) => sum + differencesIn(group, figures).length, 0);
  const draws = drawsFor(count, resamples);
  const total = measured.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const found: Difference[] = [];
  for (const group of measured) {
    const drawn: (readonly Float64Array[])[] = [];
    for (const one of group) {
      yield { doing: "comparing", done: done++, total };
      // Alone in its group, a player is compared with nobody.
      drawn.push(group.length < 2 ? [] : drawsOf(one, figures, draws));
    }
    for (const { at, first, second, ...difference } of differencesIn(group, figures)) {
      yield { doing: "comparing", done, total };
      const { interval, p } = spreadOf(drawn[first]![at]!, drawn[second]![at]!, resamples);
      const least = leastP(group[first]!.observations[at]!, group[second]!.observations[at]!);
      found.push({ ...difference, interval, p: p === null ? null : Math.max(p, least), adjustedP: null });
    }
  }
  const tested = found.filter(({ p }) => p !== null);
  const adjusted = new Map(
    holm(tested.map(({ p }) => p!)).map((adjustedP, i) => [tested[i]!, adjustedP] as const),
  );
  return found.map((difference) => ({ ...difference, adjustedP: adjusted.get(difference) ?? null }));
}

/** The least p value that exchanging so many observations of one player with so many of another can give. */
function leastP(first: number, second: number): number {
  let ways = 1;
  for (let i = 1; i <= first; i++) ways *= (second + i) / i;
  return Math.min(1, 2 / ways);
}

/** A player with its figures. */
interface WithValues extends Compared {
  readonly units: Units;
  /** By figure; NaN where it has none. */
  readonly values: readonly number[];
  /** By figure: in how many of what is drawn there was something to measure. */
  readonly observations: readonly number[];
}

function measuredOf(compared: Compared, figures: readonly SumFigure[]): WithValues {
  const { sample, random } = compared;
  const units = unitsOf(sample, HEADLINE_WIDTH, random, MOST_GROUPS);
  const totals = totalsOf(units);
  return {
    ...compared,
    units,
    values: figures.map((each) => each.value(totals, sample.games)),
    observations: figures.map((each) => unitsWith(units, (sums) => each.n(sums))),
  };
}

/** The differences of all pairs in a group, with the places of the figure and of the two players. */
const differencesIn = (group: readonly WithValues[], figures: readonly SumFigure[]) =>
  figures.flatMap(({ figure }, at) =>
    group.flatMap((one, first) =>
      group.slice(first + 1).flatMap((other, i) => {
        const value = one.values[at]! - other.values[at]!;
        if (!Number.isFinite(value)) return [];
        const players: readonly [string, string] = [one.player, other.player];
        return [{ figure: figure.id, group: one.group, players, value, at, first, second: first + 1 + i }];
      }),
    ),
  );

/** Draws of each figure that a player has; there are none of what was measured in a single observation. */
function drawsOf(
  { sample, random, units, values, observations }: WithValues,
  figures: readonly SumFigure[],
  resamples: number,
): readonly Float64Array[] {
  const drawn = figures.flatMap((_, at) =>
    Number.isFinite(values[at]!) && observations[at]! > 1 ? [at] : [],
  );
  const draws = figures.map((_, at) => new Float64Array(drawn.includes(at) ? resamples : 0));
  if (drawn.length === 0) return draws;
  resample(units, resamples, random, (sums, resample) => {
    for (const at of drawn) draws[at]![resample] = figures[at]!.value(sums, sample.games);
  });
  return draws;
}

/** Interval and p value of the difference of two independent bootstraps. */
function spreadOf(
  first: Float64Array,
  second: Float64Array,
  ofInterval: number,
): Pick<Difference, "interval" | "p"> {
  if (first.length === 0 || second.length === 0) return { interval: null, p: null };
  const interval = intervalOf(first.subarray(0, ofInterval).map((draw, i) => draw - second[i]!));
  if (interval === null) return { interval, p: null };
  let defined = 0;
  let below = 0;
  let above = 0;
  for (let i = 0; i < first.length; i++) {
    const difference = first[i]! - second[i]!;
    if (Number.isNaN(difference)) continue;
    defined++;
    if (difference <= 0) below++;
    if (difference >= 0) above++;
  }
  return { interval, p: Math.min(1, (2 * (Math.min(below, above) + 1)) / (defined + 1)) };
}
