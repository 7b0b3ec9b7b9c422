import { C, D } from "../core/action.ts";
import { DD, CC, START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BEFORE_HUNT = 8;
const CLOSE = 0.2;

/**
 * Math constant hunter, by Karol Langner: takes a co-player for the digits of a constant, or for a random one, if both
 * seats together cooperated about as often in the first half of the match as in its middle half and in its second.
 * That all three are compared, and that its own moves are counted in, is the Axelrod library's doing.
 *
 * The halves move with each turn, so that it keeps one running total a turn, in an array that doubles when it is full.
 */
export const mathConstantHunter = strategy({
  id: "math-constant-hunter",
  title: "Math constant hunter",
  rule: "Cooperates, but from the ninth turn on defects while the rate of cooperation in the match's halves is about the same.",
  axelrodName: "MathConstantHunter",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let totals = new Int32Array(256); // [turn]: cooperations of both seats before it
    let turn = 0;
    let seen = 0; // bit 0 for a C of the co-player's, bit 1 for a D

    const rate = (from: number, to: number): number => (0.5 * (totals[to]! - totals[from]!)) / (to - from);

    return (last) => {
      const now = turn++;
      if (last === START) return C;
      if (now === totals.length) {
        const longer = new Int32Array(2 * now);
        longer.set(totals);
        totals = longer;
      }
      const cooperations = last === CC ? 2 : last === DD ? 0 : 1;
      totals[now] = totals[now - 1]! + cooperations;
      seen |= 1 << (last & 1);
      if (now < TURNS_BEFORE_HUNT || seen !== 3) return C;

      const half = now >> 1;
      const first = rate(0, half);
      const middle = rate(now >> 2, Math.floor((3 * now) / 4));
      const second = rate(half, now);
      return Math.abs(first - middle) < CLOSE && Math.abs(first - second) < CLOSE ? D : C;
    };
  },
});
