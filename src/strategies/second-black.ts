import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { countBits } from "./bits.ts";

/** Chance of C by the co-player's defections n in the last five moves: 1 − (n² − 1) / 25, and 1 at n = 0. */
const TRUST = Float64Array.of(1, 1, 0.88, 0.68, 0.4, 0.04);

/** Paul Black's entry (K83R) in Axelrod's second tournament, placed fifteenth. */
export const secondBlack = strategy({
  id: "second-black",
  title: "Black (second tournament)",
  rule: "Cooperates five times; then with a probability that falls with the co-player's defections in the last five moves.",
  axelrodName: "SecondByBlack",
  memory: 5,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let recent = 0;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      recent = ((recent << 1) | (last & 1)) & 31;
      return now < 5 || random.chance(TRUST[countBits(recent)]!) ? C : D;
    };
  },
});
