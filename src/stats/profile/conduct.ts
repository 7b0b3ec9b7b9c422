import { sumOf } from "../average.ts";
import { bootstrapMean } from "../bootstrap.ts";
import type { Random } from "../../core/random.ts";
import { wilson } from "../wilson.ts";
import { AT } from "./features.ts";
import { none } from "./measured.ts";
import type { Estimate, ProfileFigure } from "./profile.ts";
import { share, type SumFigure } from "./sum-figure.ts";

/** What became of the questions that a player was asked in one match, complete or not. */
export interface Asked {
  /** Moves that it was asked for. */
  readonly decisions: number;
  /** Of these, how many it last answered by refusing. */
  readonly refusals: number;
}

/** How the matches of a player went, self-play left out. */
export interface Conduct {
  readonly complete: number;
  readonly aborted: number;
  /** Of the matches in which it was asked anything, aborted ones included. */
  readonly asked: readonly Asked[];
}

/** Moves that were not the player's own. */
export const fallbackShare: SumFigure = share("conduct", {
  id: "fallback",
  title: "fallback",
  description: "Share of moves that were the fallback, because no reply could be read.",
  unit: "share of moves",
  counts: "moves",
  source: "Efron1993",
  hits: (sums) => sums[AT.fallbacks]!,
  trials: (sums) => sums[AT.turns]!,
  unfit: () => null,
  never: "has no complete match",
});

const REFUSED: ProfileFigure = {
  id: "refused",
  family: "conduct",
  title: "refused",
  description:
    "Share of the moves that the player was asked for and refused to make, of aborted matches too.",
  unit: "share of decisions",
  range: "[0, 1]",
  counts: "decisions that were asked for",
  source: "Efron1993",
};

const ABORTED: ProfileFigure = {
  id: "aborted",
  family: "conduct",
  title: "aborted",
  description: "Share of matches that could not be played to their end, with Wilson's interval.",
  unit: "share of matches",
  range: "[0, 1]",
  counts: "matches, complete or aborted",
  source: "Wilson1927",
};

/** The figures of {@link measureConduct}. */
export const conductFigures: readonly ProfileFigure[] = [REFUSED, ABORTED];

/** Shares of decisions that were refused and of matches that were aborted. */
export function measureConduct(
  conduct: Conduct,
  random: Random,
  resamples: number,
): Record<string, Estimate> {
  return { [REFUSED.id]: refused(conduct, random, resamples), [ABORTED.id]: aborted(conduct) };
}

function refused({ asked }: Conduct, random: Random, resamples: number): Estimate {
  const some = asked.filter(({ decisions }) => decisions > 0);
  const weights = some.map(({ decisions }) => decisions);
  const n = sumOf(weights);
  if (n === 0) return none("was asked for no move: it makes no calls, or none were logged");
  const shares = some.map(({ decisions, refusals }) => refusals / decisions);
  const value = sumOf(some.map(({ refusals }) => refusals)) / n;
  return { value, interval: bootstrapMean(shares, random, resamples, weights), n, lacking: null };
}

function aborted({ complete, aborted: count }: Conduct): Estimate {
  const n = complete + count;
  if (n === 0) return none("has no match against another player");
  return { value: count / n, interval: wilson(count, n), n, lacking: null };
}
