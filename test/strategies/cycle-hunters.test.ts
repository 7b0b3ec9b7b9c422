import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { cycleHunter, eventualCycleHunter } from "../../src/strategies/cycle-hunters.ts";
import { respond } from "./play.ts";

/** By definition: whether a word repeats from its first letter on with a period of 3 to 12 that it holds twice. */
function repeats(word: string): boolean {
  for (let period = 3; period <= Math.min(12, word.length / 2); period++) {
    if (Array.from(word).every((letter, i) => i < period || letter === word[i - period])) return true;
  }
  return false;
}

/** Words near the border: a random prefix, then a random period, then at times a slip. */
function* words(): Generator<string> {
  const random = stream("words for the cycle hunters");
  const letters = (n: number): string =>
    Array.from({ length: n }, () => (random.chance(0.5) ? "C" : "D")).join("");
  for (let i = 0; i < 300; i++) {
    const prefix = letters(random.below(3) * 5);
    const cycle = letters(1 + random.below(14)).repeat(60);
    const slip = random.chance(0.3) ? letters(1) : "";
    const at = 20 + random.below(60);
    yield (prefix + cycle.slice(0, at) + slip + cycle.slice(at)).slice(0, 120);
  }
}

describe("cycle hunters find periods as they are defined", () => {
  test("cycle hunter on every turn, for good, and never in a constant word", () => {
    for (const word of words()) {
      let hunts = false;
      let expected = "";
      for (let turn = 0; turn < word.length; turn++) {
        const seen = word.slice(0, turn);
        hunts ||= repeats(seen) && seen.includes("C") && seen.includes("D");
        expected += hunts ? "D" : "C";
      }
      expect(respond(cycleHunter.create(), word), `against ${word}`).toBe(expected);
    }
  });

  test("eventual cycle hunter every ten turns, from the eleventh move on", () => {
    for (const word of words()) {
      let hunts = false;
      let expected = "";
      for (let turn = 0; turn < word.length; turn++) {
        const seen = word.slice(0, turn);
        if (turn % 10 === 0) hunts = repeats(seen.slice(10)) && seen.includes("D");
        expected += hunts ? "D" : "C";
      }
      expect(respond(eventualCycleHunter.create(), word), `against ${word}`).toBe(expected);
    }
  });
});
