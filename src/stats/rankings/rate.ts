import { stream, type Random } from "../../core/random.ts";
import { percentileInterval, type Interval } from "../interval.ts";
import { ranked, type Standing } from "../standings.ts";
import type { MatchTally } from "../tally.ts";
import { fieldOf, isAllSettled, playedOnce, resampled } from "./field.ts";
import type { Ranking, Rating } from "./ranking.ts";

/** How ratings are made. */
export interface RateOptions {
  /** Canonical ids in the order of the tournament file. */
  readonly players: readonly string[];
  /** For the bootstrap. */
  readonly random: Random;
  /** Bootstrap resamples, 0 for no intervals; by default 1,000 for up to 15 players, and fewer the more there are. */
  readonly resamples?: number;
}

/** What a ranking says of everyone. */
export interface RatedField {
  /** In the order of the players. */
  readonly ratings: readonly Rating[];
  /** Why nobody has a figure; null where someone has. */
  readonly lacking: string | null;
  /** What had to be assumed; null where nothing had. */
  readonly remark: string | null;
  /** Why there are no intervals; null where there are. */
  readonly unsure: string | null;
}

/** A player's line in a table that is ranked by something else than the mean payoff. */
export interface RatedStanding extends Standing {
  readonly rating: number | null;
  readonly ratingInterval: Interval | null;
}

/**
 * Resamples: what most rankings compute grows with the square of the players or faster, so that a large field gets fewer,
 * whose bounds scatter a little more.
 */
const resamplesFor = (players: number): number => Math.max(200, Math.min(1000, Math.floor(15_000 / players)));

/** The stream that ratings of a run draw their intervals from. */
export const ratingsStream = (seed: number): Random => stream(seed, "ratings");

/**
 * Rates everyone, with percentile intervals by bootstrap over matches: the matches of every pairing are drawn anew, and
 * everything is computed from them. So an interval says how the figure would vary with other luck in the same pairings;
 * it says nothing of other co-players, and has no width where all pairings are settled. A pairing that was played only
 * once does not say how it varies: then nobody has an interval, since everyone's figure depends on everyone's matches.
 *
 * @see Efron1993
 */
export function rate(tallies: readonly MatchTally[], ranking: Ranking, options: RateOptions): RatedField {
  const { players, random, resamples = resamplesFor(options.players.length) } = options;
  const field = fieldOf(tallies, players);
  const { values, lacking, remark } = ranking.rate(field);
  const once = playedOnce(field);
  const unsure =
    lacking !== null || once === null
      ? null
      : `an interval needs 2 matches of every pairing, and ${once.row} against ${once.column} has 1`;
  if (lacking !== null || unsure !== null || resamples < 1) {
    return { ratings: values.map((value) => ({ value, interval: null })), lacking, remark, unsure };
  }
  if (isAllSettled(field)) {
    const fixed = (value: number | null): Interval | null =>
      value === null ? null : { low: value, high: value };
    return { ratings: values.map((value) => ({ value, interval: fixed(value) })), lacking, remark, unsure };
  }
  const draws = players.map((): number[] => []);
  for (const drawn of resampled(field, random, resamples)) {
    ranking.rate(drawn).values.forEach((value, i) => {
      if (value !== null) draws[i]!.push(value);
    });
  }
  const ratings = values.map((value, i): Rating => {
    const sorted = Float64Array.from(draws[i]!).sort();
    if (value === null || sorted.length < resamples) return { value, interval: null };
    return { value, interval: percentileInterval(sorted) };
  });
  return { ratings, lacking, remark, unsure };
}

/** A table with everyone's rating, ranked by it. Players without one stand last, in their order. */
export function rankedBy(
  table: readonly Standing[],
  { ratings }: RatedField,
  players: readonly string[],
): RatedStanding[] {
  const byPlayer = new Map(table.map((standing) => [standing.player, standing]));
  const rated = players.map((player, i) => ({
    ...byPlayer.get(player)!,
    rating: ratings[i]!.value,
    ratingInterval: ratings[i]!.interval,
  }));
  return ranked(rated, ({ rating }) => rating).map(({ rank, item }) => ({ ...item, rank }));
}
