import { D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne } from "./memory-one.ts";
import { echo } from "./seen.ts";

/** Turns that it watches, and the longest period that fits into them twice. */
const WATCHED = 20;
const LONGEST = 10;

/** Whether a word of {@link WATCHED} moves, one bit each, repeats with some period: it equals itself, shifted. */
function isPeriodic(word: number): boolean {
  for (let period = 1; period <= LONGEST; period++) {
    const overlap = (1 << (WATCHED - period)) - 1;
    if (((word ^ (word >> period)) & overlap) === 0) return true;
  }
  return false;
}

/**
 * Calculator, of PRISON. A period is searched for among the co-player's first twenty moves, from 1 to 10 turns, as in
 * the Axelrod library.
 */
export const calculator = strategy({
  id: "calculator",
  title: "Calculator",
  rule: "Plays Joss for twenty turns, then defects for ever if the co-player was periodic, or else plays tit for tat.",
  axelrodName: "Calculator",
  memory: Infinity,
  stochastic: true,
  source: "Prison1998",
  begin: (_, __, random) => {
    const joss = byMemoryOne([0.9, 0, 0.9, 0], 1, random);
    let turns = 0;
    let word = 0;
    let periodic = false;
    return (last) => {
      if (turns < WATCHED) {
        if (last !== START) {
          word = (word << 1) | (last & 1);
          turns++;
        }
        if (turns < WATCHED) return joss(last);
        periodic = isPeriodic(word);
      }
      return periodic ? D : echo(last);
    };
  },
});
