/*
 * How much better a turn went than was to be expected. All arrays hold one number a turn and episode, turn by turn:
 * `[turn * episodes + episode]`, as the symbols of a batch do.
 */
import type { Batch } from "../network.ts";

/** Turns and episodes of a batch. */
export type Extent = Pick<Batch, "turns" | "episodes">;

/** How far rewards reach back. */
export interface Credit {
  /** γ in [0, 1]: what a turn later is worth, in turns now. */
  readonly discount: number;
  /** λ in [0, 1]: 0 trusts the value of the next turn, 1 what came after. */
  readonly lambda: number;
}

/**
 * TD(λ) returns, G_t = r_t + γ ((1 − λ) V_{t+1} + λ G_{t+1}), with V and G 0 after the last turn: the episode ends there.
 * Less the values they are the generalised advantages Σ (γλ)^i (r_{t+i} + γ V_{t+i+1} − V_{t+i}).
 *
 * @param values V_t; null where they are 0 throughout
 * @see Schulman2016
 */
export function lambdaReturns(
  { turns, episodes }: Extent,
  rewards: Float32Array,
  values: Float32Array | null,
  { discount, lambda }: Credit,
): Float32Array {
  const returns = new Float32Array(turns * episodes);
  for (let i = returns.length - 1; i >= 0; i--) {
    const next = i + episodes;
    const isLast = next >= returns.length;
    const value = isLast || values === null ? 0 : values[next]!;
    const after = isLast ? 0 : returns[next]!;
    returns[i] = rewards[i]! + discount * ((1 - lambda) * value + lambda * after);
  }
  return returns;
}

/** What is to come of an episode's rewards, from every turn on, undiscounted. */
export const returnsToGo = (extent: Extent, rewards: Float32Array): Float32Array =>
  lambdaReturns(extent, rewards, null, { discount: 1, lambda: 1 });

/** What came less what was expected. */
export const less = (returns: Float32Array, expected: Float32Array): Float32Array =>
  returns.map((value, i) => value - expected[i]!);

/**
 * Brings the advantages of every kind of episode to mean 0 and variance 1, all turns together, so that neither kind
 * drowns the other out. Where all are equal they become 0. Works in place.
 *
 * @param kindOf an integer from 0 for every episode; negative for those that are left alone
 */
export function standardise(
  advantages: Float32Array,
  { turns, episodes }: Extent,
  kindOf: ArrayLike<number>,
): void {
  for (const members of membersOf(kindOf, episodes)) {
    const n = members.length * turns;
    let sum = 0;
    forEachTurn(members, turns, episodes, (i) => (sum += advantages[i]!));
    const mean = sum / n;
    let squares = 0;
    forEachTurn(members, turns, episodes, (i) => (squares += (advantages[i]! - mean) ** 2));
    const scale = 1 / (Math.sqrt(squares / n) + 1e-8);
    forEachTurn(members, turns, episodes, (i) => (advantages[i] = (advantages[i]! - mean) * scale));
  }
}

/**
 * Group-relative advantages: every return less the mean that its group has on the same turn. Not divided by the
 * group's deviation, which would make most of the groups in which least is at stake.
 *
 * @param groupOf an integer from 0 for every episode; the advantage of one that is negative is 0
 * @see Liu2025
 */
export function groupRelative(
  returns: Float32Array,
  { turns, episodes }: Extent,
  groupOf: ArrayLike<number>,
): Float32Array {
  const advantages = new Float32Array(returns.length);
  for (const members of membersOf(groupOf, episodes)) {
    for (let turn = 0; turn < turns; turn++) {
      const row = turn * episodes;
      let sum = 0;
      for (const episode of members) sum += returns[row + episode]!;
      const mean = sum / members.length;
      for (const episode of members) advantages[row + episode] = returns[row + episode]! - mean;
    }
  }
  return advantages;
}

/** Episodes of each kind. */
function membersOf(kindOf: ArrayLike<number>, episodes: number): number[][] {
  const members: number[][] = [];
  for (let episode = 0; episode < episodes; episode++) {
    const kind = kindOf[episode]!;
    if (kind >= 0) (members[kind] ??= []).push(episode);
  }
  return members.filter((some) => some.length > 0);
}

function forEachTurn(
  members: readonly number[],
  turns: number,
  episodes: number,
  visit: (i: number) => void,
): void {
  for (let turn = 0; turn < turns; turn++) for (const episode of members) visit(turn * episodes + episode);
}
