import { C, D } from "../core/action.ts";
import type { Lane, PolicySeat } from "../core/player.ts";
import { walkingKernel } from "./gru.ts";
import type { Shape, Weights } from "./network.ts";

/** How a predictive policy is improved as it acts. */
export interface Planning {
  /** K, rollouts of each action at every turn. */
  readonly rollouts: number;
  /** Turns of a rollout, the present one included; they may go beyond the end of the match. */
  readonly lookAhead: number;
  /** π(a) ∝ p(a) · exp(gain · Q(a)). */
  readonly gain: number;
  /** How many rollouts the network's Q head counts for, beside those that are run; by default none. */
  readonly qRollouts?: number;
}

/** The chance of C once a prior, as log-odds of C, is tilted by how much more C was found to be worth than D. */
export const improved = (logOdds: number, gain: number, advantage: number): number =>
  1 / (1 + Math.exp(-(logOdds + gain * advantage)));

/**
 * Seats that deploy the improved policy: at every turn rollouts of the model say what C and D are worth, own later
 * actions being drawn from the model's prior, and the prior is tilted towards the better one. Draws three numbers a turn
 * for the rollouts and one for the action.
 *
 * A Q head comes to the same by another way: it has learned what came of actions where they were played. Rollouts scatter
 * where they are few, and say what follows if the model goes on by its prior; the head does not scatter, and says what
 * followed when it went on planning.
 *
 * @param shape a GRU's, with the outputs own, coPlayerIfC and coPlayerIfD first, and a Q head if one counts
 * @param context `context[lane * shape.context + i]`, where the shape has one
 * @see Weis2026
 */
export function planningSeat(
  shape: Shape,
  weights: Weights,
  { rollouts, lookAhead, gain, qRollouts = 0 }: Planning,
  lanes: readonly Lane[],
  context?: Float32Array,
): PolicySeat {
  const payoff = lanes[0]!.terms.game.payoff.row;
  const options = { rollouts, lookAhead, payoff, discount: 1 };
  const walking = walkingKernel(shape, weights, lanes.length, context, options);
  const head = walking.padded * shape.outputs.indexOf("qIfC");
  const seeds = new Uint32Array(3 * lanes.length);
  let isFirst = true;
  return {
    act(n, last, actions) {
      const out = walking.step(n, isFirst ? null : last);
      isFirst = false;
      for (let lane = 0; lane < n; lane++) {
        const { random } = lanes[lane]!;
        for (let word = 0; word < 3; word++) seeds[3 * lane + word] = random.uint32();
      }
      const returns = walking.plan(n, seeds);
      for (let lane = 0; lane < n; lane++) {
        let advantage = returns[2 * lane]! - returns[2 * lane + 1]!;
        if (qRollouts > 0) {
          const learned = lookAhead * (out[head + lane]! - out[head + walking.padded + lane]!);
          advantage = (rollouts * advantage + qRollouts * learned) / (rollouts + qRollouts);
        }
        const chance = improved(out[lane]!, gain, advantage);
        actions[lane] = lanes[lane]!.random.next() < chance ? C : D;
      }
    },
    close: () => undefined,
  };
}
