import type { Game } from "../../core/game.ts";
import { isDilemma } from "./measure-seat.ts";
import type { Family, ProfileFigure } from "./profile.ts";

/** A figure that is a function of summed features, so that a draw of the bootstrap is a sum, too. */
export interface SumFigure {
  readonly figure: ProfileFigure;
  /** How much it was measured on, in what the figure counts. */
  n(sums: Float64Array): number;
  /** NaN where the sums do not say. */
  value(sums: Float64Array, games: readonly Game[]): number;
  /** Why they do not: asked only where the value is NaN. Null where it is for want of matches. */
  lacking(sums: Float64Array, games: readonly Game[]): string | null;
  /** Why a value is not to be read although there is one; null where it is. Draws of the bootstrap are not asked. */
  withheld?(sums: Float64Array, games: readonly Game[]): string | null;
}

/** Needs actions that count as cooperation. */
export function withoutCooperation(games: readonly Game[]): string | null {
  if (games.some(({ cooperative }) => cooperative !== null)) return null;
  return `no action of ${namesOf(games)} counts as cooperation`;
}

/** Needs outcomes that can be called CC, CD, DC and DD. */
export function withoutDilemma(games: readonly Game[]): string | null {
  if (games.some(isDilemma)) return null;
  const most = Math.max(...games.map(({ actions }) => actions.length));
  if (most > 2) return `needs a game of two actions, ${namesOf(games)} has ${most}`;
  return withoutCooperation(games) ?? `needs a game of cooperation and defection`;
}

const namesOf = (games: readonly Game[]): string => [...new Set(games.map(({ id }) => id))].join(", ");

/** What is special about a {@link share}. */
interface Share extends Omit<ProfileFigure, "range" | "family"> {
  /** The features that are divided: how often, out of how many times. */
  readonly hits: (sums: Float64Array) => number;
  readonly trials: (sums: Float64Array) => number;
  /** Why a game can have none. */
  readonly unfit: (games: readonly Game[]) => string | null;
  /** Why there is none in a game that could. */
  readonly never: string;
}

/** A figure that says how often something was done, out of how many times it could have been. */
export const share = (family: Family, { hits, trials, unfit, never, ...described }: Share): SumFigure => ({
  figure: { ...described, family, range: "[0, 1]" },
  n: trials,
  value: (sums) => hits(sums) / trials(sums),
  lacking: (_, games) => unfit(games) ?? never,
});
