import type { Random } from "../../core/random.ts";
import { SUMMED_WIDTH } from "./features.ts";
import type { Estimate } from "./profile.ts";
import { intervalOf, resample, totalsOf, unitsOf, unitsWith } from "./resample.ts";
import type { Sample } from "./sample.ts";
import type { SumFigure } from "./sum-figure.ts";

/** What a figure says where there is no match to measure it on. */
export const noMatches = (): Estimate => ({
  value: null,
  interval: null,
  n: 0,
  lacking: "needs a complete match against another player, has none",
});

/** Measures all figures that are functions of sums, with intervals from the same draws. */
export function measureSums(
  sample: Sample,
  figures: readonly SumFigure[],
  random: Random,
  resamples: number,
): Record<string, Estimate> {
  const { games } = sample;
  const units = unitsOf(sample, SUMMED_WIDTH, random);
  if (units.count === 0) return Object.fromEntries(figures.map(({ figure }) => [figure.id, noMatches()]));
  const totals = totalsOf(units);
  const points = figures.map((each) => pointOf(each, totals, sample));
  const drawn = figures.flatMap((each, i) =>
    points[i]!.value !== null && unitsWith(units, (sums) => each.n(sums)) > 1 ? [{ each, i }] : [],
  );
  const draws = points.map(() => new Float64Array(0));
  for (const { i } of drawn) draws[i] = new Float64Array(resamples);
  if (drawn.length > 0) {
    resample(units, resamples, random, (sums, at) => {
      for (const { each, i } of drawn) draws[i]![at] = each.value(sums, games);
    });
  }
  return Object.fromEntries(
    figures.map(({ figure }, i) => [figure.id, { ...points[i]!, interval: intervalOf(draws[i]!) }]),
  );
}

function pointOf(each: SumFigure, totals: Float64Array, { games }: Sample): Estimate {
  const value = each.value(totals, games);
  const withheld = each.withheld?.(totals, games) ?? null;
  const isKnown = Number.isFinite(value) && withheld === null;
  const why = withheld ?? each.lacking(totals, games) ?? "the matches do not say";
  return {
    value: isKnown ? value : null,
    interval: null,
    n: each.n(totals),
    lacking: isKnown ? null : why,
  };
}
