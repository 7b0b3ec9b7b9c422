import { pairwise, type Pairwise } from "../stats/pairwise.ts";
import { standings, standingsStream, type Standing } from "../stats/standings.ts";
import type { Live } from "./live.ts";
import type { RepliesByPlayer } from "./replies.ts";

/** The statistics that the screens show. They lag behind the matches, since they cost more than a frame. */
export interface Figures {
  readonly standings: readonly Standing[];
  readonly pairwise: Pairwise;
  /** Of players that are asked. */
  readonly replies: RepliesByPlayer;
}

/** Before there is anything to count. */
export const noFigures: Figures = {
  standings: [],
  pairwise: { players: [], matches: [], aborted: [], payoff: [], cooperation: [], goodPartner: [] },
  replies: new Map(),
};

/** Numbers that the bootstrap may draw for one live table: some 20 ms on the machine it was measured on. */
const LIVE_DRAWS = 4_000_000;
const FEWEST_RESAMPLES = 50;
/** Resamples of the final table, as many as every table takes that is not live. */
export const FULL_RESAMPLES = 1_000;

/**
 * Resamples of a live table of so many matches: {@link FULL_RESAMPLES} up to 2,000 matches, fewer beyond, so that a table
 * costs about the same however long the tournament is.
 */
export function liveResamples(matches: number): number {
  const affordable = Math.floor(LIVE_DRAWS / (2 * Math.max(1, matches)));
  return Math.max(FEWEST_RESAMPLES, Math.min(FULL_RESAMPLES, affordable));
}

/**
 * Counts everything anew. The final intervals are those that `coplay standings` gives for the same matches.
 *
 * @param replies what became of the players' calls, as whoever keeps the log has it
 */
export function figuresOf(
  { plan, seed, tallies }: Live,
  resamples: number,
  replies: RepliesByPlayer = new Map(),
): Figures {
  if (plan === null) return noFigures;
  const { players } = plan;
  const matrices = pairwise(tallies, players);
  const random = standingsStream(seed ?? 0);
  return {
    standings: standings(tallies, { players, random, resamples, pairwise: matrices }),
    pairwise: matrices,
    replies,
  };
}
