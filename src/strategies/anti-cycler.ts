import { C, D } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";

/** Plays a word that never becomes periodic: CDD, then CD, CCD, CCCD, CCCCD and so on. */
export const antiCycler = strategy({
  id: "anti-cycler",
  title: "Anti-cycler",
  rule: "Plays CDD, CD, CCD, CCCD, …: each run of C one longer than the last.",
  axelrodName: "AntiCycler",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let run = -1; // of C, after the next D; the opening C stands outside the count
    let left = 1;
    return () => {
      if (left > 0) {
        left--;
        return C;
      }
      left = ++run;
      return D;
    };
  },
});
