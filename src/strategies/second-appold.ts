import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_OF_PEACE = 4;

/**
 * Scott Appold's entry (K88R) in Axelrod's second tournament, placed 22nd. Estimates the chance that the co-player
 * answers C to a C, and to a D, from the whole match, its first move taken for an answer to a C; answers to a D begin
 * with one C given. As in the code of the Axelrod library, the D that is let pass is the first one seen from the
 * co-player's fourth move on; its description speaks of the first C.
 */
export const secondAppold = strategy({
  id: "second-appold",
  title: "Appold (second tournament)",
  rule: "Cooperates four times and after the first D seen then; else as likely as the co-player cooperated after the move it made two turns ago.",
  axelrodName: "SecondByAppold",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    const asked = Float64Array.of(0, 1); // [own move]: how often it was answered
    const granted = Float64Array.of(0, 1); // [own move]: how often with C
    let turn = 0;
    let ownBefore = C;
    let hasForgiven = false;
    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      const own = ownBefore;
      ownBefore = last >> 1;
      asked[own]!++;
      if (other === C) granted[own]!++;
      if (turn <= TURNS_OF_PEACE) return C;
      if (other === D && !hasForgiven) {
        hasForgiven = true;
        return C;
      }
      return random.chance(granted[own]! / asked[own]!) ? C : D;
    };
  },
});
