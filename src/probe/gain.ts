/*
 * How much of what could be gained a player gains is measured by what its choices give away, not by what it happens to
 * be paid: against each co-player the exact best response says what a choice costs from that turn to the end
 * (stats/best-response.ts). Summed over a match, that is the shortfall from the best payoff in expectation, at a small
 * part of the variance, and unlike a difference of payoffs turn by turn it is never negative, also where the best
 * response invests first and is repaid later. With f(t) what the player gives away on turn t, on average over
 * co-players, and g(t) what somebody does who always defects,
 *
 *     share of the attainable gain on turn t = 1 − f(t) / g(t)
 *
 * It is 1 for the best response to co-players one knows, 0 for always defecting, and negative for whoever gives away
 * more than that. Over a whole match it is (own payoff − always-defect's) / (best payoff − always-defect's) in
 * expectation. It has no value on turns on which g is below a twentieth of its mean, such as the last one, on which
 * nobody can do better than to defect. There, and for players that are far below 0, the share of stakes serves:
 *
 *     share of the stakes on turn t = 1 − f(t) / s(t)
 *
 * with s(t) what the worse of the two actions gives away in the situations that the player is in: 1 for always choosing
 * the better action, 0 for never, 1/2 for one that tosses a coin.
 */
import { START } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import {
  atStake,
  bestCourse,
  bestResponse,
  courseOf,
  forgoneBy,
  type Course,
} from "../stats/best-response.ts";
import type { MemoryOne } from "../stats/markov.ts";
import { meanEstimate, ratioEstimate, type Estimate } from "./estimate.ts";
import { meanOver, sumOver, type Window } from "../stats/windows.ts";

/** What was given away in one match, and what could have been, turn by turn. */
export interface Prospect {
  /** By the player's choices. */
  readonly forgone: Float64Array;
  /** By the worse choice in each of its situations. */
  readonly atStake: Float64Array;
  /** By always defecting against the same co-player, as is to be expected: all that there is to gain over it. */
  readonly attainable: Float64Array;
}

/** A match beside what was to be expected of others in its place. */
export interface Weighed {
  readonly prospect: Prospect;
  readonly defecting: Course;
  readonly best: Course;
}

/** Weighs a match against what was possible. A move that noise flipped counts as it was meant. */
export function weigh({ match, row, column, trembles }: MatchRecord, coPlayer: MemoryOne): Weighed {
  const known = { coPlayer, game: match.game, noise: match.noise, turns: match.turns };
  const response = bestResponse(known);
  const forgone = new Float64Array(row.length);
  const stakes = new Float64Array(row.length);
  let seen = START;
  for (let turn = 0; turn < row.length; turn++) {
    const meant = row[turn]! ^ (trembles.row[turn] ?? 0);
    forgone[turn] = forgoneBy(response, turn, seen, meant);
    stakes[turn] = atStake(response, turn, seen);
    seen = row[turn]! * 2 + column[turn]!;
  }
  const defecting = courseOf(known, response, () => 0);
  return {
    prospect: { forgone, atStake: stakes, attainable: defecting.forgone },
    defecting,
    best: bestCourse(known, response),
  };
}

/** What a player made of a stretch of its matches. */
export interface Gain {
  /** Share of the attainable gain; null where there is too little of it. */
  readonly share: Estimate | null;
  /** Share of the stakes; null where nothing was at stake. */
  readonly ofStakes: Estimate | null;
}

/** A turn on which there is less than this part of the usual to gain has no share. */
const LEAST = 0.05;

/** The gain in a window of every match. */
export function gainIn(
  prospects: readonly Prospect[],
  window: Window,
  random: Random,
  resamples?: number,
): Gain {
  const over = (pick: (prospect: Prospect) => Float64Array): Float64Array =>
    Float64Array.from(prospects, (prospect) => sumOver(pick(prospect), window));
  const forgone = over((prospect) => prospect.forgone);
  const given = over((prospect) => prospect.attainable);
  const stakes = over((prospect) => prospect.atStake);
  const kept = (of: Float64Array): Float64Array => of.map((figure, i) => figure - forgone[i]!);
  const usual = LEAST * attainablePerTurn(prospects) * (window.to - window.from + 1);
  const sampling = resamples === undefined ? {} : { resamples };
  return {
    share: ratioEstimate(kept(given), given, random, { least: usual, ...sampling }),
    ofStakes: ratioEstimate(kept(stakes), stakes, random, sampling),
  };
}

/** What there is to gain over always defecting, per turn. */
export const attainablePerTurn = (prospects: readonly Prospect[]): number =>
  prospects.reduce((sum, { attainable }) => sum + perTurn(attainable), 0) / prospects.length;

/** By how much the player's payoff per turn exceeds what always defecting gets of the same co-players, luck left out. */
export const overDefecting = (prospects: readonly Prospect[], random: Random): Estimate =>
  meanEstimate(
    prospects.map(({ forgone, attainable }) => perTurn(attainable) - perTurn(forgone)),
    random,
  );

const perTurn = (byTurn: Float64Array): number => meanOver(byTurn, { from: 1, to: byTurn.length }) ?? 0;
