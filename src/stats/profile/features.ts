import { STRATEGY_SET } from "../estimators/strategy-set.ts";

/*
 * A seat's side of a match is reduced to one row of numbers, most of them counts, of which nearly every figure is a
 * function of the sums. The row is flat and has a fixed width, so that a hundred thousand matches fit in memory and a
 * resample is a sum of rows. The features that headline figures need come first: differences between players, which
 * take the most resamples, sum over these alone.
 */

/** Where each feature stands in a row; what has several numbers begins there. */
export const AT = {
  /** 1 for a match. */
  matches: 0,
  /** Moves that were decisions, and cooperations among them, in a game that has a cooperative action. */
  decisions: 1,
  cooperations: 2,
  /** 1 where the first move was a decision, and where it was cooperation. */
  openings: 3,
  openingCooperations: 4,
  /** In a dilemma, a game of the actions C and D: entry `outcome * 2 + action`, 8 of them. */
  replies: 5,
  /** The same first move, of dilemmas alone, and whether it was a defection. */
  dilemmaOpenings: 13,
  openingDefections: 14,
  /** 1 in a dilemma, and where the seat did not defect at or before the other's first defection. */
  judged: 15,
  nice: 16,
  /** Grudges and penalties, and grudges that were forgiven. */
  forgivable: 17,
  forgiven: 18,
  /** Defections by the other that were not asked for and could be answered, and those that were with defection. */
  provocations: 19,
  retaliations: 20,
  /** Decisions and cooperations in the last turns, and the same before, where the number of turns was told: 4. */
  endTold: 21,
  /** The same where it was not. */
  endUntold: 25,
  /** Decisions and cooperations by tenth of the match, 20 numbers; of matches of 10 turns or more. */
  tenths: 29,
  /** 1 for a match of two turns or more, and the variance over its turns of the scaled payoff. */
  varied: 49,
  roundVariance: 50,
  /** All moves, and fallbacks among them. */
  turns: 51,
  fallbacks: 52,
  /** From here on a sum says nothing, or is not needed. Total payoff, divided by the game's greatest. */
  scaledPayoff: 53,
  /** Index of the first action; −1 where it was no decision. */
  opening: 54,
  /** Moves that strategies could match, and how many each of the named set does. */
  matchable: 55,
  matching: 56,
} as const;

/** How many features, from the first on, the headline figures need. */
export const HEADLINE_WIDTH = AT.tenths;

/** How many features, from the first on, are worth summing. */
export const SUMMED_WIDTH = AT.scaledPayoff;

/** Numbers in a row. */
export const WIDTH = AT.matching + STRATEGY_SET.length;

/** Parts that a match is cut into to see how a player changes. */
export const TENTHS = 10;
