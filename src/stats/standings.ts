import { stream, type Random } from "../core/random.ts";
import { bootstrapMean } from "./bootstrap.ts";
import { cooperation, firstMoveCooperation, goodPartner, vengefulCooperation } from "./cooperation.ts";
import type { Interval } from "./interval.ts";
import { eigenjesus, eigenmoses } from "./morality.ts";
import { observationsOf } from "./observations.ts";
import { pairwise as pairwiseOf, type Pairwise } from "./pairwise.ts";
import { meanPayoff, medianPayoff } from "./payoff.ts";
import { payoffPerTurn, seatsOf } from "./seats.ts";
import type { MatchTally } from "./tally.ts";
import { medianWins, wins } from "./wins.ts";

/**
 * One line of the table. Figures come from complete matches against others; self-play and aborted matches are in none
 * of them (self-play is on the diagonal that the eigenvectors see). A player without a complete match has null figures.
 */
export interface Standing {
  /** From 1; equal figures share a rank, as in 1, 1, 1, 4, and keep the players' order. */
  readonly rank: number;
  readonly player: string;
  /** Complete matches against others. */
  readonly matches: number;
  /** Aborted matches that the player sat in, self-play among them. */
  readonly aborted: number;
  /** Total payoff over total turns: matches count for as much as they are long. */
  readonly meanPayoffPerTurn: number | null;
  /**
   * Of the mean, by bootstrap over matches: a resample has its own total payoff and its own total of turns. Repetitions
   * of a settled pairing count as one match (see {@link observationsOf}) and so do not narrow it; null for fewer than
   * two matches so counted.
   */
  readonly interval: Interval | null;
  /** Median over repetitions of the mean over co-players of a match's payoff per turn. */
  readonly medianPayoffPerTurn: number | null;
  /** Matches won, over all repetitions. */
  readonly wins: number | null;
  /** Matches won in a repetition, median over repetitions. */
  readonly medianWins: number | null;
  /** Share of turns, of first moves, and of matches, in [0, 1]; null where the game has no cooperative action. */
  readonly cooperation: number | null;
  readonly firstMoveCooperation: number | null;
  readonly goodPartner: number | null;
  /** In [−1, 1]. */
  readonly vengefulCooperation: number | null;
  /** Components of vectors of length 1. */
  readonly eigenjesus: number | null;
  readonly eigenmoses: number | null;
}

/** How a table is made. */
export interface StandingsOptions {
  /** Canonical ids in the order of the tournament file. */
  readonly players: readonly string[];
  /** For the bootstrap. One number is drawn; each player's interval then has a stream of its own. */
  readonly random: Random;
  /** Bootstrap resamples; 1,000 by default, 0 for no intervals. */
  readonly resamples?: number;
  /** What players are ranked by, the greatest first; the mean by default. Axelrod's library ranks by the median. */
  readonly rankBy?: "mean" | "median";
  /** The matrices of the same tallies, where the caller has them already. */
  readonly pairwise?: Pairwise;
}

/** The stream that every table of a run draws its intervals from, so that the command line and the screen agree. */
export const standingsStream = (seed: number): Random => stream(seed, "standings");

/**
 * Ranks the players of a tournament. The result does not depend on the order of the tallies.
 *
 * @throws Error where a tally names a player that is not among `players`
 */
export function standings(tallies: readonly MatchTally[], options: StandingsOptions): Standing[] {
  const { players, random, resamples, rankBy = "mean" } = options;
  const pairwise = options.pairwise ?? pairwiseOf(tallies, players);
  const seatsByPlayer = seatsOf(tallies);
  const jesus = eigenjesus.measure(pairwise);
  const moses = eigenmoses.measure(pairwise);
  const seed = random.uint32();

  const unranked = players.map((player, i) => {
    const seats = seatsByPlayer.get(player) ?? [];
    const observations = observationsOf(seats);
    const turns = observations.map(({ seat, copies }) => seat.turns * copies);
    return {
      player,
      matches: seats.length,
      aborted: pairwise.aborted[i]!.reduce((sum, count) => sum + count, 0),
      meanPayoffPerTurn: meanPayoff.measure(seats),
      interval: bootstrapMean(
        observations.map(({ seat }) => payoffPerTurn(seat)),
        stream(seed, player),
        resamples,
        turns,
      ),
      medianPayoffPerTurn: medianPayoff.measure(seats),
      wins: wins.measure(seats),
      medianWins: medianWins.measure(seats),
      cooperation: cooperation.measure(seats),
      firstMoveCooperation: firstMoveCooperation.measure(seats),
      goodPartner: goodPartner.measure(seats),
      vengefulCooperation: vengefulCooperation.measure(seats),
      eigenjesus: jesus[i]!,
      eigenmoses: moses[i]!,
    };
  });
  const figure = rankBy === "mean" ? "meanPayoffPerTurn" : "medianPayoffPerTurn";
  return ranked(unranked, (standing) => standing[figure]).map(({ rank, item }) => ({ rank, ...item }));
}

/**
 * Sorts by a figure, the greatest first and those without one last. Equal ones keep their order and share a rank: one
 * more than how many stand above them. Figures count as equal where their first 12 digits are: sums that differ only in
 * how they were rounded are ties.
 */
export function ranked<T>(
  items: readonly T[],
  figure: (item: T) => number | null,
): { readonly rank: number; readonly item: T }[] {
  const keyed = items.map((item) => {
    const value = figure(item);
    return { item, key: value === null ? null : Number(value.toPrecision(12)) };
  });
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return b.key - a.key;
  });
  let rank = 1;
  return keyed.map(({ item, key }, i) => {
    if (i > 0 && key !== keyed[i - 1]!.key) rank = i + 1;
    return { rank, item };
  });
}
