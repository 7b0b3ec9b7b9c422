import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const SHORTEST = 3;
const LONGEST = 12;

/*
 * Finding periods in constant time. A word has the period p if each move equals the one p moves before it. So it is
 * enough to keep the last 12 moves in a word of bits, bit p − 1 for the move p moves ago (1 = D), and one bit for each
 * period that no move has broken so far. A new move breaks the periods at which the remembered bit differs from it;
 * periods longer than the word so far cannot be broken yet. A period counts once the word holds it twice.
 */

/** Takes moves one by one; tells whether they repeat from the first on with a period of 3 to 12, twice or more. */
function periodicity(): (move: Action) => boolean {
  let length = 0;
  let recent = 0;
  let unbroken = (1 << LONGEST) - (1 << (SHORTEST - 1));
  return (move) => {
    const differing = move === D ? ~recent : recent;
    const testable = (1 << Math.min(length, LONGEST)) - 1;
    unbroken &= ~(differing & testable);
    recent = (recent << 1) | move; // what goes beyond bit 11 is never tested
    length++;
    const heldTwice = (1 << Math.min(length >> 1, LONGEST)) - 1;
    return (unbroken & heldTwice) !== 0;
  };
}

/** Cycle hunter, by Marc Harper: looks for a period of 3 to 12 each turn. A constant co-player is not its prey. */
export const cycleHunter = strategy({
  id: "cycle-hunter",
  title: "Cycle hunter",
  rule: "Cooperates until the co-player's moves, not all alike, have gone through a period of 3 to 12 twice; then defects for ever.",
  axelrodName: "CycleHunter",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    const isPeriodic = periodicity();
    let isHunting = false;
    let seen = 0; // bit 0 for a C, bit 1 for a D
    return (last) => {
      if (last === START) return C;
      if (isHunting) return D;
      const other = last & 1;
      seen |= 1 << other;
      isHunting = isPeriodic(other) && seen === 3;
      return isHunting ? D : C;
    };
  },
});

const IGNORED = 10;
const TURNS_BETWEEN_CHECKS = 10;

/**
 * Eventual cycle hunter, by Marc Harper: leaves the first ten moves out of account and looks every ten turns, so that
 * it also gives up a hunt. As in the Axelrod library, a co-player that is constant from then on counts as a cycle,
 * unless it has never defected.
 */
export const eventualCycleHunter = strategy({
  id: "eventual-cycle-hunter",
  title: "Eventual cycle hunter",
  rule: "Cooperates, but defects if at the last check, every ten turns, the moves since the tenth had a period of 3 to 12.",
  axelrodName: "EventualCycleHunter",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    const isPeriodic = periodicity();
    let turn = 0;
    let hasDefected = false;
    let repeats = false;
    let isHunting = false;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const other = last & 1;
      if (other === D) hasDefected = true;
      if (now > IGNORED) repeats = isPeriodic(other);
      if (now < IGNORED || !hasDefected) return C;
      if (now % TURNS_BETWEEN_CHECKS === 0) isHunting = repeats;
      return isHunting ? D : C;
    };
  },
});
