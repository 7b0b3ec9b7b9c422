import { C, D } from "../core/action.ts";
import { CC, CD, DC, START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { echo, sawDefection } from "./seen.ts";

/** The three strategies it plays as. */
const TFT = 0;
const TFTT = 1;
const ALLD = 2;

/** What two outcomes, the older one first, make it play as. */
function modeAfter(older: number, newer: number): number {
  if (older === CC && newer === CC) return TFT;
  if ((older === CD && newer === DC) || (older === DC && newer === CD)) return TFTT;
  return ALLD;
}

/**
 * MEM2, by Jiawei Li and Graham Kendall. They count it among the memory-two strategies, but that it has chosen to
 * defect twice it knows only from the whole match: its memory is unbounded.
 */
export const mem2 = strategy({
  id: "mem2",
  title: "MEM2",
  rule: "Every two turns chooses between tit for tat, tit for two tats and defector; defector, chosen twice, stays.",
  axelrodName: "MEM2",
  memory: Infinity,
  stochastic: false,
  source: "Li2014",
  begin: () => {
    let turn = 0;
    let mode = TFT;
    let timesDefector = 0;
    let newer = START;
    return (last) => {
      const older = newer;
      newer = last;
      if (turn >= 2 && turn % 2 === 0 && timesDefector < 2) {
        mode = modeAfter(older, newer);
        if (mode === ALLD) timesDefector++;
      }
      turn++;
      if (mode === ALLD) return D;
      if (mode === TFT) return echo(last);
      return sawDefection(older) && sawDefection(newer) ? D : C;
    };
  },
});
