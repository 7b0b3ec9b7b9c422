import { C, D } from "../core/action.ts";
import { CD } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Martin Shubik's entry in the 1980 tournament, placed fifth. Each defection that meets its cooperation is punished
 * one turn longer than the one before; what the co-player does during a punishment does not count.
 */
export const shubik = strategy({
  id: "shubik",
  title: "Shubik",
  rule: "Cooperates until defected against, then defects once, the next time twice, and so on.",
  axelrodName: "FirstByShubik",
  memory: Infinity,
  stochastic: false,
  source: "Axelrod1980",
  begin: () => {
    let offences = 0;
    let owed = 0;
    return (last) => {
      if (owed > 0) {
        owed--;
        return D;
      }
      if (last !== CD) return C;
      owed = offences++;
      return D;
    };
  },
});
