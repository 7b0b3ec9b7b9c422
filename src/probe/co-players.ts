import { isSymmetric, payoffsOf, type Game } from "../core/game.ts";
import { stream } from "../core/random.ts";
import type { MemoryOne } from "../stats/markov.ts";

/** Somebody a player is probed with: a memory-one player, so that the best response to it is known exactly. */
export interface CoPlayer {
  readonly id: string;
  readonly vector: MemoryOne;
  /** Of an extortioner: how many times the co-player's surplus over P it makes its own. */
  readonly chi?: number;
}

/** What co-players of {@link drawCoPlayers} are called in match keys. */
export const UNIFORM = "uniform-memory-one";

/** What {@link namedCoPlayers} calls the one that always defects. */
export const DEFECTOR = "defector";
/** And the one that a player has to recognise before cooperation pays. */
export const TIT_FOR_TAT = "tit-for-tat";

/** Those whose ways are well known. The grudger remembers by its own defections, which noise alone can make it forget. */
const wellKnown: readonly CoPlayer[] = [
  { id: "cooperator", vector: { p: [1, 1, 1, 1], first: 1 } },
  { id: DEFECTOR, vector: { p: [0, 0, 0, 0], first: 0 } },
  { id: TIT_FOR_TAT, vector: { p: [1, 0, 1, 0], first: 1 } },
  { id: "win-stay-lose-shift", vector: { p: [1, 0, 0, 1], first: 1 } },
  { id: "grudger", vector: { p: [1, 0, 0, 0], first: 1 } },
];

const FACTORS = [1.5, 2, 3, 5, 10];

/** How close extortioners come to the strongest that the game allows, φ_max, at which one of their chances would be 0. */
const STRENGTH = 0.99;

/**
 * So many memory-one co-players, each of their five chances uniform in [0, 1]. The first ones do not depend on how many
 * there are.
 *
 * @see Weis2026
 */
export function drawCoPlayers(seed: number, n: number): readonly CoPlayer[] {
  return Array.from({ length: n }, (_, i) => {
    const random = stream(seed, "probe", UNIFORM, i);
    const p = Array.from({ length: 4 }, () => random.next());
    return { id: UNIFORM, vector: { p, first: random.next() } };
  });
}

/** The co-players with names: well-known ones, and extortioners where the game has room for them. */
export function namedCoPlayers(game: Game): readonly CoPlayer[] {
  const extortioners = FACTORS.flatMap((chi) => {
    const vector = extortioner(game, chi);
    return vector === null ? [] : [{ id: `extort-${chi}`, vector, chi }];
  });
  return [...wellKnown, ...extortioners];
}

/**
 * A zero-determinant extortioner that opens with D: in the long run its surplus over P is `chi` times its co-player's,
 * whatever that one does.
 *
 * @param chi 1 or more
 * @returns null where the game has no such strategy
 * @see Press2012
 */
export function extortioner(game: Game, chi: number): MemoryOne | null {
  if (!isSymmetric(game)) return null;
  const { R, S, T, P } = payoffsOf(game);
  const slope = 1 / chi;
  // What φ multiplies after CC, CD, DC; after DD an extortioner never cooperates.
  const factors = [(1 - slope) * (R - P), slope * (P - S) + (T - P), P - S + slope * (T - P)] as const;
  if (R <= P || Math.min(...factors) < 0) return null;
  const phi = STRENGTH / Math.max(...factors);
  const [afterCC, afterCD, afterDC] = factors;
  return { p: [1 - phi * afterCC, 1 - phi * afterCD, phi * afterDC, 0], first: 0 };
}
