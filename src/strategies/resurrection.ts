import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";
import { echo } from "./seen.ts";

/** Plays tit for tat, but after five Cs or five Ds of its own in a row what is given for them. */
function afterFive(ofCooperations: Respond, ofDefections: Respond): Respond {
  let own = C;
  let run = 0;
  return (last) => {
    if (last !== START) {
      run = last >> 1 === own ? run + 1 : 1;
      own = last >> 1;
    }
    if (run < 5) return echo(last);
    return own === C ? ofCooperations(last) : ofDefections(last);
  };
}

/**
 * Resurrection, of Eckhart Arnold's CoopSim. Its own moves count as they were played: without noise it never leaves
 * five defections again, and noise is what resurrects it.
 */
export const resurrection = strategy({
  id: "resurrection",
  title: "Resurrection",
  rule: "Plays tit for tat, but defects after five defections of its own in a row.",
  axelrodName: "Resurrection",
  memory: 5,
  stochastic: false,
  source: "Eckhart2015",
  begin: () => afterFive(echo, () => D),
});

/** Double resurrection, of Eckhart Arnold's CoopSim. */
export const doubleResurrection = strategy({
  id: "double-resurrection",
  title: "Double resurrection",
  rule: "Plays tit for tat, but defects after five cooperations and cooperates after five defections of its own.",
  axelrodName: "DoubleResurrection",
  memory: 5,
  stochastic: false,
  source: "Eckhart2015",
  begin: () =>
    afterFive(
      () => D,
      () => C,
    ),
});
