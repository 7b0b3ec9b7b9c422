import type { Game } from "../../core/game.ts";
import { quantalResponseOver, type Choices, type QuantalResponse } from "../estimators/quantal.ts";
import { AT } from "./features.ts";
import { none, type Measured, type Measuring } from "./measured.ts";
import type { Estimate, ProfileFigure } from "./profile.ts";
import { intervalOf } from "./resample.ts";

/** A fit searches a plane: there are fewer resamples than elsewhere. */
const MOST_RESAMPLES = 200;

const described = (
  id: string,
  title: string,
  description: string,
  unit: string,
  range: string,
): ProfileFigure => ({
  id,
  family: "quantal",
  title,
  description,
  unit,
  range,
  counts: "decisions",
  source: "Jia2025",
});

/** What each figure is in a fit; NaN where the choices do not tell. */
const values: Readonly<Record<string, (fit: QuantalResponse, n: number) => number>> = {
  "tqre-tau": ({ tau, isIdentified }) => (isIdentified ? tau : NaN),
  "tqre-gamma": ({ gamma, isIdentified }) => (isIdentified ? gamma : NaN),
  "tqre-gain": ({ logLikelihood, baseline }, n) => (logLikelihood - baseline) / n,
};

const UNIDENTIFIED = "the choices do not say both τ and γ: more games or actions might";

/** Depth and precision of reasoning in games that are played once. */
export const quantalFigures: Measured = {
  figures: [
    described(
      "tqre-tau",
      "τ",
      "Mean number of levels that the player reasons ahead, in games of one turn.",
      "levels",
      "[0, 10]",
    ),
    described(
      "tqre-gamma",
      "γ",
      "How much more precise a level is than the one below, in games of one turn.",
      "per unit of payoff",
      "0 up",
    ),
    described(
      "tqre-gain",
      "gain of TQRE",
      "How much more likely that makes a decision than choosing every action alike.",
      "nats per decision",
      "0 up",
    ),
  ],
  measure(measuring) {
    const ids = Object.keys(values);
    const { lacking, decided } = decisionsOf(measuring);
    const same = (estimate: Estimate): Record<string, Estimate> =>
      Object.fromEntries(ids.map((id) => [id, estimate]));
    if (lacking !== null) return same(none(lacking));
    const n = countOf(decided);
    const fit = quantalResponseOver(choicesOf(decided));
    if (fit === null) return same(none("needs a game with different payoffs", n));

    const { random, resamples } = measuring;
    const count = decided.length > 1 ? Math.min(resamples, MOST_RESAMPLES) : 0;
    const draws = ids.map(() => new Float64Array(count));
    for (let resample = 0; resample < count; resample++) {
      const drawn = decided.map(() => decided[random.below(decided.length)]!);
      const again = quantalResponseOver(choicesOf(drawn));
      const total = countOf(drawn);
      ids.forEach((id, at) => (draws[at]![resample] = again === null ? NaN : values[id]!(again, total)));
    }
    return Object.fromEntries(
      ids.map((id, at): [string, Estimate] => {
        const value = values[id]!(fit, n);
        if (Number.isNaN(value)) return [id, none(UNIDENTIFIED, n)];
        return [id, { value, interval: intervalOf(draws[at]!), n, lacking: null }];
      }),
    );
  },
};

/** What an observation chose, the same in all of its matches, and in which games. */
interface Decided {
  readonly action: number;
  /** Of each of its matches. */
  readonly games: readonly Game[];
}

const countOf = (decided: readonly Decided[]): number =>
  decided.reduce((sum, { games }) => sum + games.length, 0);

/** The decisions of a sample that has matches of one turn alone, or why it has none. */
function decisionsOf({ sample, gameOf }: Measuring): {
  readonly lacking: string | null;
  readonly decided: readonly Decided[];
} {
  const { table, members } = sample;
  const isLonger = members.some(([row]) => table.get(row!, AT.turns) > 1);
  if (isLonger) return { lacking: "needs matches of one turn, has longer ones", decided: [] };
  const decided = members.flatMap((rows): Decided[] => {
    const action = table.get(rows[0]!, AT.opening);
    return action < 0 ? [] : [{ action, games: rows.map(gameOf) }];
  });
  return { lacking: decided.length === 0 ? "every move was a fallback" : null, decided };
}

/** How often each action was taken in each game; a game as its seat sees it is always its row. */
function choicesOf(decided: readonly Decided[]): Choices[] {
  const counts = new Map<Game, Float64Array>();
  for (const { action, games } of decided) {
    for (const game of games) {
      let count = counts.get(game);
      if (count === undefined) counts.set(game, (count = new Float64Array(game.actions.length)));
      count[action]!++;
    }
  }
  return Array.from(counts, ([game, count]) => ({ game, counts: count, seat: "row" as const }));
}
