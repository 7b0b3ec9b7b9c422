import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";

/** The Thue–Morse sequence 0 1 1 0 1 0 0 1 …: term n is the parity of the bits of n. Plays the term plus `shift`. */
function thueMorseSequence(shift: 0 | 1): Respond {
  let n = 0;
  return () => {
    let bits = n++;
    let parity: number = shift;
    for (; bits !== 0; bits &= bits - 1) parity ^= 1;
    return parity;
  };
}

/** Plays the Thue–Morse sequence with D for 0 and C for 1: DCCDCDDC…, a word in which nothing occurs thrice in a row. */
export const thueMorse = strategy({
  id: "thue-morse",
  title: "Thue–Morse",
  rule: "Plays the Thue–Morse sequence, D for 0 and C for 1.",
  axelrodName: "ThueMorse",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => thueMorseSequence(1),
});

/** Plays the Thue–Morse sequence with C for 0 and D for 1: CDDCDCCD… */
export const thueMorseInverse = strategy({
  id: "thue-morse-inverse",
  title: "Thue–Morse, inverted",
  rule: "Plays the Thue–Morse sequence, C for 0 and D for 1.",
  axelrodName: "ThueMorseInverse",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => thueMorseSequence(0),
});
