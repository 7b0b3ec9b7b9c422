import { C, D, type Action } from "../core/action.ts";
import { CC, START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const NORMAL = 0;
const FAIR_WEATHER = 1;
const DEFECTION = 2;

/** Turns count from 1. */
const TRIAL = 37;
const TURNS_BETWEEN_VERDICTS = 15;
const HOPELESS_RUN = 20;
const HITS_TO_TIGHTEN = 8;
const AMENDS = 11;

/**
 * Whether the co-player's moves seem not to depend on the outcomes before them: chi-squared of the table, cells that
 * expect 1 or less left out, is at most 3. Not so where C after mutual cooperation makes up 80 % of the turns, or
 * where defections make up less than 25 % or more than 75 %.
 *
 * @param table counts at [2 · outcome + the co-player's next move], `n` in all
 */
function seemsRandom(table: Int32Array, n: number): boolean {
  const defections = table[1]! + table[3]! + table[5]! + table[7]!;
  if (table[0]! / n >= 0.8 || defections / n < 0.25 || defections / n > 0.75) return false;
  let chiSquared = 0;
  for (let cell = 0; cell < 8; cell++) {
    const row = table[cell]! + table[cell ^ 1]!;
    const expected = (row * (cell % 2 === D ? defections : n - defections)) / n;
    if (expected > 1) chiSquared += (expected - table[cell]!) ** 2 / expected;
  }
  return chiSquared <= 3;
}

/**
 * Paul Harrington's entry (K75R) in Axelrod's second tournament, placed eighth, as the Axelrod library recovered it from
 * the Fortran.
 *
 * Normally it plays tit for tat, with a D on turn 37 and, later, by a chance that begins at 1/4 and grows by 5 points
 * each time. Two cooperations follow each such probe, and there are no more once one was answered with D. Two checks
 * come first. 20 defections in a row are answered with D. And two counters, taken in turns, are raised by a defection of
 * either seat and cleared by a cooperation of the co-player's; one that reaches 5, or 3 once that has happened eight
 * times, is cleared and answered with C.
 *
 * A co-player that defects for the first time on turn 37 is taken for kind, and cooperated with until it defects again.
 * Every 15 turns from turn 30 on it asks whether the co-player is random, and if so defects until that makes amends:
 * the meter rises by 1 with each D and falls by 3 with each C, and at 11 it cooperates three times and is normal again,
 * asking no more.
 *
 * As in the library, the time since a probe is counted in own cooperations, not in turns, so that with streaks in
 * between an answer can be looked for too late.
 */
export const secondHarrington = strategy({
  id: "second-harrington",
  title: "Harrington (second tournament)",
  rule: "Tit for tat that probes with a D now and then, breaks deadlocks, and defects on co-players that seem random.",
  axelrodName: "SecondByHarrington",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    const table = new Int32Array(8);
    const counters = new Int32Array(2);
    let turn = 0;
    let mode = NORMAL;
    let before = CC;
    let cooperations = 0;
    let hasDefected = false; // been in the mode of defection
    let meter = 0;
    let probeChance = 0.25;
    let owed = 0; // cooperations still to make; cooperating unasked runs it below zero
    let sinceProbe = 3;
    let isBurned = false;
    let run = 0;
    let counter = 0;
    let limit = 5;
    let hits = 0;

    const cooperate = (): Action => {
      owed--;
      sinceProbe++;
      return C;
    };
    const reply = (action: Action): Action => {
      if (action === C) return cooperate();
      counters[counter]!++;
      return D;
    };
    const probe = (): Action => {
      owed = 2;
      sinceProbe = 1;
      return D;
    };

    const whileDefecting = (other: Action): Action => {
      meter += other === D ? 1 : -3;
      if (meter < AMENDS) return D;
      mode = NORMAL;
      hasDefected = true;
      owed = 2;
      return C;
    };

    const isDeadlocked = (other: Action): boolean => {
      counter = 1 - counter;
      counters[counter] = other === D ? counters[counter]! + 1 : 0;
      if (counters[counter]! < limit) return false;
      counters[counter] = 0;
      if (++hits >= HITS_TO_TIGHTEN) limit = 3;
      return true;
    };

    const whileNormal = (other: Action): Action => {
      run = other === D ? run + 1 : 0;
      if (run >= HOPELESS_RUN) return reply(D);
      if (isDeadlocked(other) || owed >= 1) return cooperate();
      if (turn < TRIAL) return reply(other);
      if (turn === TRIAL) return probe();
      if (isBurned || !random.chance(probeChance)) return reply(other);
      probeChance += 0.05;
      return probe();
    };

    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      if (other === C) cooperations++;
      const previous = before;
      before = last;
      if (mode === DEFECTION) return whileDefecting(other);

      if (!hasDefected) {
        if (turn > 2) table[2 * previous + other]!++;
        if (turn % TURNS_BETWEEN_VERDICTS === 0 && turn > TURNS_BETWEEN_VERDICTS) {
          if (seemsRandom(table, turn - 2)) {
            mode = DEFECTION;
            return D;
          }
        }
      }
      if (sinceProbe === 2 && other === D) isBurned = true;
      if (turn === TRIAL + 1 && other === D && cooperations === TRIAL - 1) {
        mode = FAIR_WEATHER;
        return C;
      }
      if (mode === FAIR_WEATHER) {
        if (other === C) return cooperate();
        mode = NORMAL;
      }
      return whileNormal(other);
    };
  },
});
