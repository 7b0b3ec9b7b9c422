import type { Game } from "../../core/game.ts";
import type { Seat } from "../../core/seat.ts";
import { quantalShares } from "./cognitive-levels.ts";
import { nelderMead } from "./nelder-mead.ts";

/** What a player chose in a game that is played once, in one of its seats. */
export interface Choices {
  /** How often it took each action, in the game's order; any scale, so that shares will do where there is one game. */
  readonly counts: ArrayLike<number>;
  readonly game: Game;
  readonly seat: Seat;
}

/** The truncated quantal response that makes choices most likely. */
export interface QuantalResponse {
  /** Mean level of reasoning, in [0, 10]. */
  readonly tau: number;
  /** Precision gained a level, per unit of payoff; times the games' greatest range of payoffs in [0, 100]. */
  readonly gamma: number;
  readonly logLikelihood: number;
  /** Of choosing every action alike: what a fit has to beat. */
  readonly baseline: number;
  /**
   * Whether the choices say which τ and γ. A single game of two actions has one free share, which cannot say two
   * numbers; of three actions there may be several fits that are equally likely; and without any reasoning or precision
   * the other number means nothing. Of equally likely fits the one with the least τ is given.
   */
  readonly isIdentified: boolean;
}

/** The box that is searched. */
const BOUNDS = { tau: 10, gammaTimesRange: 100 } as const;

/** Points of the first grid, along either side. */
const GRID = 32;
/** How many of its peaks are climbed from. */
const CLIMBS = 6;
/** Step of numerical derivatives, in the grid's coordinates. */
const STEP = 1e-5;
/** The least squared sine between the derivatives by τ and by γ at which they count as different directions. */
const APART = 1e-6;
/** Fits whose log-likelihoods differ by less than this a choice are equally likely. */
const EVEN = 1e-9;
/** How far apart, in the grid's coordinates, two fits are that are not the same. */
const ELSEWHERE = 1e-2;
/** The least squared length of a derivative that is more than rounding. */
const MOVING = 1e-9;

/** {@link quantalResponseOver} of one game. */
export const quantalResponse = (counts: ArrayLike<number>, game: Game, seat: Seat): QuantalResponse | null =>
  quantalResponseOver([{ counts, game, seat }]);

/**
 * Fits the mean level τ and the precision γ of a truncated quantal response (TQRE) to choices in games that are played
 * once, by maximum likelihood: a grid over the box, finer where levels and precision are low, then climbs from its
 * peaks.
 *
 * @returns null where nothing was chosen, and where no game has two different payoffs
 * @see Rogers2009
 * @see Jia2025
 */
export function quantalResponseOver(choices: readonly Choices[]): QuantalResponse | null {
  const chosen = choices.filter(({ counts }) => total(counts) > 0);
  const range = Math.max(0, ...chosen.map(({ game }) => rangeOf(game)));
  if (range === 0) return null;

  // Squares and exponentials spread low values over most of the grid.
  const tauAt = (x: number): number => x * x;
  const gammaAt = (y: number): number => Math.expm1(y) / range;
  const height = (x: number, y: number): number => logLikelihoodOf(chosen, tauAt(x), gammaAt(y));
  const corner = [Math.sqrt(BOUNDS.tau), Math.log1p(BOUNDS.gammaTimesRange)] as const;

  const starts = peaks(height, corner).slice(0, CLIMBS);
  const nothing = { at: [0, 0] as const, value: height(0, 0) };
  const ends = [nothing, ...starts.map((at) => nelderMead(height, at, 0.1, [[0, 0], corner]))];
  const highest = Math.max(...ends.map(({ value }) => value));
  const even = EVEN * chosen.reduce((sum, { counts }) => sum + total(counts), 0);
  const likeliest = ends.filter(({ value }) => value >= highest - even);
  const best = likeliest.reduce((a, b) => (b.at[0] < a.at[0] ? b : a));
  const isAlone = likeliest.every(({ at }) => Math.hypot(at[0] - best.at[0], at[1] - best.at[1]) < ELSEWHERE);

  const tau = tauAt(best.at[0]);
  const gamma = gammaAt(best.at[1]);
  const sharesAt = (x: number, y: number): number[] =>
    chosen.flatMap(({ game, seat }) => [...quantalShares(game, seat, tauAt(x), gammaAt(y))]);
  return {
    tau,
    gamma,
    logLikelihood: best.value,
    baseline: chosen.reduce(
      (sum, { counts, game }) => sum - total(counts) * Math.log(game.actions.length),
      0,
    ),
    isIdentified: isAlone && partsBoth(sharesAt, best.at, corner),
  };
}

/** Points of the grid that no neighbour overtops, the highest first. */
function peaks(
  height: (x: number, y: number) => number,
  corner: readonly [number, number],
): [number, number][] {
  const at = (i: number, j: number): [number, number] => [
    (corner[0] * i) / (GRID - 1),
    (corner[1] * j) / (GRID - 1),
  ];
  const steps = Array.from({ length: GRID }, (_, i) => i);
  const heights = steps.map((i) => steps.map((j) => height(...at(i, j))));
  const isPeak = (i: number, j: number): boolean =>
    [i - 1, i, i + 1].every((m) =>
      [j - 1, j, j + 1].every((n) => !((heights[m]?.[n] ?? -Infinity) > heights[i]![j]!)),
    );
  return steps
    .flatMap((i) => steps.filter((j) => isPeak(i, j)).map((j) => ({ i, j, value: heights[i]![j]! })))
    .sort((a, b) => b.value - a.value)
    .map(({ i, j }) => at(i, j));
}

/** Whether shares change in different directions with either coordinate. */
function partsBoth(
  shares: (x: number, y: number) => readonly number[],
  [x, y]: readonly [number, number],
  corner: readonly [number, number],
): boolean {
  const slope = (from: readonly number[], to: readonly number[]): number[] =>
    from.map((share, i) => (to[i]! - share) / STEP);
  const here = shares(x, y);
  const byTau = x + STEP > corner[0] ? slope(shares(x - STEP, y), here) : slope(here, shares(x + STEP, y));
  const byGamma = y + STEP > corner[1] ? slope(shares(x, y - STEP), here) : slope(here, shares(x, y + STEP));
  const tt = dot(byTau, byTau);
  const gg = dot(byGamma, byGamma);
  return tt > MOVING && gg > MOVING && 1 - dot(byTau, byGamma) ** 2 / (tt * gg) > APART;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function logLikelihoodOf(choices: readonly Choices[], tau: number, gamma: number): number {
  let sum = 0;
  for (const { counts, game, seat } of choices) {
    const shares = quantalShares(game, seat, tau, gamma);
    for (let action = 0; action < shares.length; action++) {
      const count = counts[action]!;
      if (count > 0) sum += count * Math.log(shares[action]!);
    }
  }
  return sum;
}

function total(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((sum, count) => sum + count, 0);
}

const rangeOf = ({ payoff }: Game): number =>
  Math.max(
    Math.max(...payoff.row) - Math.min(...payoff.row),
    Math.max(...payoff.column) - Math.min(...payoff.column),
  );
