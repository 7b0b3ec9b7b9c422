import { fromColumnSeat, type Game } from "../../core/game.ts";
import type { Seat } from "../../core/seat.ts";

/*
 * Truncated quantal response: a share f_k of players, Poisson with mean τ, is of level k. Level 0 takes every action
 * alike. Level k believes that everyone is of a lower level, in the proportions of f, and answers by logit with
 * precision γ k: an action is taken in proportion to e^(γ k u), u its expected payoff.
 */

/** Levels above this many are left out; at the greatest τ they are less than 10⁻¹² of all players. */
const HIGHEST = 40;

/**
 * How often each action is taken by players of all levels together.
 *
 * @param tau mean level, from 0 to 10
 * @param gamma precision gained a level, per unit of payoff, from 0
 * @returns one share an action of the seat, 1 in sum
 * @see Rogers2009
 */
export function quantalShares(game: Game, seat: Seat, tau: number, gamma: number): Float64Array {
  const k = game.actions.length;
  const own = seat === "row" ? game.payoff.row : columnPayoff(game);
  const other = seat === "row" ? columnPayoff(game) : game.payoff.row;
  // Of all levels so far, weighted by f: what the next level believes in, but for the sum of the weights.
  const ownMix = new Float64Array(k);
  const otherMix = new Float64Array(k);
  let weight = 0;
  let share = Math.exp(-tau);
  for (let level = 0; level <= HIGHEST; level++) {
    const ownAnswer = answer(own, otherMix, weight, gamma * level);
    const otherAnswer = answer(other, ownMix, weight, gamma * level);
    for (let action = 0; action < k; action++) {
      ownMix[action]! += share * ownAnswer[action]!;
      otherMix[action]! += share * otherAnswer[action]!;
    }
    weight += share;
    share *= tau / (level + 1);
    if (share < 1e-17 && level > tau) break;
  }
  return ownMix.map((mass) => mass / weight);
}

const columnPayoff = (game: Game): Float64Array => fromColumnSeat(game).payoff.row;

/** Logit answer to a mixture of the other seat's actions, whose weights sum to `weight`. */
function answer(
  payoff: Float64Array,
  mixture: Float64Array,
  weight: number,
  precision: number,
): Float64Array {
  const k = mixture.length;
  const answers = new Float64Array(k);
  if (weight === 0 || precision === 0) return answers.fill(1 / k);
  let greatest = -Infinity;
  for (let action = 0; action < k; action++) {
    let expected = 0;
    for (let against = 0; against < k; against++) {
      expected += payoff[action * k + against]! * mixture[against]!;
    }
    answers[action] = (precision * expected) / weight;
    greatest = Math.max(greatest, answers[action]!);
  }
  let sum = 0;
  for (let action = 0; action < k; action++) {
    answers[action] = Math.exp(answers[action]! - greatest);
    sum += answers[action]!;
  }
  return answers.map((value) => value / sum);
}
