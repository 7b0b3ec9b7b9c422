/*
 * Against a memory-one co-player whose chances are known, a match of so many turns is a decision problem with five
 * states: what one's own seat saw last. Its best response is found backwards from the last turn (dynamic programming),
 * exactly, and with it what every single choice gives away: `V − Q(action)`, the payoff that is no longer to be had
 * from that turn to the end, even with the best play afterwards. Along any play, the payoff to be expected falls short of
 * the best by the sum of what its choices give away, so that a shortfall can be told turn by turn without counting
 * luck, and an investment (cooperation that is repaid later) counts on the turn on which it is made.
 */
import { C, D, type Action } from "../core/action.ts";
import type { Game } from "../core/game.ts";
import { CC, CD, DC, DD, START, type Outcome } from "../core/outcome.ts";
import type { MemoryOne } from "./markov.ts";

/** A match against a co-player whose chances are known, from the row seat of a game of two actions. */
export interface KnownMatch {
  readonly coPlayer: MemoryOne;
  readonly game: Game;
  /** Chance in [0, 1/2] that a chosen action is flipped, for each move of each seat. */
  readonly noise: number;
  /** A positive integer. */
  readonly turns: number;
}

/** The best that can be done, and what every other choice gives away. */
export interface BestResponse {
  readonly payoffPerTurn: number;
  /**
   * By how much choosing C on a turn promises more than D, as payoff from there to the end with the best play
   * afterwards: `advantage[turn * 5 + seen]`. On the first turn only START is ever seen, and never later.
   */
  readonly advantage: Float64Array;
}

/** What is to be expected of somebody on each turn. Cooperation is counted as realised, after noise. */
export interface Course {
  readonly payoff: { readonly own: Float64Array; readonly coPlayer: Float64Array };
  readonly cooperation: { readonly own: Float64Array; readonly coPlayer: Float64Array };
  /** What the choices on a turn give away, on average. */
  readonly forgone: Float64Array;
}

const STATES = 5;
/** Differences of payoffs below this are rounding: the actions are worth the same. */
const TIE = 1e-9;

/**
 * The best response to a known co-player, first move included.
 *
 * @throws RangeError for a game of other than two actions, a vector of other than four chances, noise outside [0, 1/2],
 *   and turns that are no positive integer
 */
export function bestResponse(known: KnownMatch): BestResponse {
  const { game, noise, turns } = known;
  const coPlayer = chancesOf(known);
  const { row } = game.payoff;
  const advantage = new Float64Array(turns * STATES);
  let later = new Float64Array(STATES);
  let now = new Float64Array(STATES);
  for (let turn = turns - 1; turn >= 0; turn--) {
    for (let seen = 0; seen < STATES; seen++) {
      const q = coPlayer[seen]!;
      const c = q * (row[CC]! + later[CC]!) + (1 - q) * (row[CD]! + later[CD]!);
      const d = q * (row[DC]! + later[DC]!) + (1 - q) * (row[DD]! + later[DD]!);
      const more = (1 - 2 * noise) * (c - d);
      advantage[turn * STATES + seen] = more;
      now[seen] = noise * c + (1 - noise) * d + Math.max(0, more);
    }
    [now, later] = [later, now];
  }
  return { payoffPerTurn: later[START]! / turns, advantage };
}

/** What the best response plays: of two actions that are worth the same, C. */
export const bestAction = ({ advantage }: BestResponse, turn: number, seen: Outcome): Action =>
  advantage[turn * STATES + seen]! > -TIE ? C : D;

/** What an action gives away against the best one, in total payoff, 0 or more. */
export function forgoneBy({ advantage }: BestResponse, turn: number, seen: Outcome, action: Action): number {
  const more = advantage[turn * STATES + seen]!;
  return Math.max(0, action === C ? -more : more);
}

/** What the choice of an action is worth, whichever is the better one: the most that can be given away, 0 or more. */
export const atStake = ({ advantage }: BestResponse, turn: number, seen: Outcome): number =>
  Math.abs(advantage[turn * STATES + seen]!);

/**
 * What is to be expected, turn by turn, of somebody who looks at the last outcome and the turn alone.
 *
 * @param chanceOfC chance in [0, 1] of choosing C, given the turn and what was seen last
 * @throws RangeError as {@link bestResponse}
 */
export function courseOf(
  known: KnownMatch,
  best: BestResponse,
  chanceOfC: (turn: number, seen: Outcome) => number,
): Course {
  const { game, noise, turns } = known;
  const coPlayer = chancesOf(known);
  const byTurn = (): Float64Array => new Float64Array(turns);
  const course = {
    payoff: { own: byTurn(), coPlayer: byTurn() },
    cooperation: { own: byTurn(), coPlayer: byTurn() },
    forgone: byTurn(),
  };
  let now = [0, 0, 0, 0, 1];
  for (let turn = 0; turn < turns; turn++) {
    const next = [0, 0, 0, 0, 0];
    now.forEach((weight, seen) => {
      if (weight === 0) return;
      const meant = chanceOfC(turn, seen);
      const p = flipped(meant, noise);
      const q = coPlayer[seen]!;
      next[CC]! += weight * p * q;
      next[CD]! += weight * p * (1 - q);
      next[DC]! += weight * (1 - p) * q;
      next[DD]! += weight * (1 - p) * (1 - q);
      const forC = forgoneBy(best, turn, seen, C);
      const forD = forgoneBy(best, turn, seen, D);
      course.forgone[turn]! += weight * (meant * forC + (1 - meant) * forD);
    });
    for (const outcome of [CC, CD, DC, DD]) {
      course.payoff.own[turn]! += next[outcome]! * game.payoff.row[outcome]!;
      course.payoff.coPlayer[turn]! += next[outcome]! * game.payoff.column[outcome]!;
    }
    course.cooperation.own[turn] = next[CC]! + next[CD]!;
    course.cooperation.coPlayer[turn] = next[CC]! + next[DC]!;
    now = next;
  }
  return course;
}

/** What is to be expected of the best response itself. */
export const bestCourse = (known: KnownMatch, best: BestResponse): Course =>
  courseOf(known, best, (turn, seen) => (bestAction(best, turn, seen) === C ? 1 : 0));

const flipped = (chance: number, noise: number): number => (1 - noise) * chance + noise * (1 - chance);

/** The co-player's chance of C, noise included, by what the own seat saw: both see the same turn, mirrored. */
function chancesOf({ coPlayer: { p, first }, game, noise, turns }: KnownMatch): Float64Array {
  const k = game.actions.length;
  if (k !== 2) throw new RangeError(`a best response needs a game of 2 actions, got ${k} of ${game.id}`);
  if (p.length !== 4) throw new RangeError(`a vector has 4 chances of C, got ${p.length}: [${p.join(", ")}]`);
  if (!(noise >= 0 && noise <= 0.5)) throw new RangeError(`noise must be in [0, 0.5], got ${noise}`);
  if (!Number.isSafeInteger(turns) || turns < 1) {
    throw new RangeError(`turns must be a positive integer, got ${turns}`);
  }
  return Float64Array.from([p[CC]!, p[DC]!, p[CD]!, p[DD]!, first], (chance) => flipped(chance, noise));
}
