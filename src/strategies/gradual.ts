import { C, D } from "../core/action.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";
import { sawDefection } from "./seen.ts";

/**
 * Answers a defection with as many as `sentence` says and then with two Cs; until both are over nothing begins the
 * next. `sentence` is told the co-player's defections so far and how often it was asked before.
 */
function escalate(sentence: (defections: number, punishments: number) => number): Respond {
  let defections = 0;
  let punishments = 0;
  let punishing = 0;
  let calming = 0;
  return (last) => {
    const defected = sawDefection(last);
    if (defected) defections++;
    if (defected && punishing === 0 && calming === 0) {
      punishing = sentence(defections, punishments);
      punishments++;
      calming = 2;
    }
    if (punishing > 0) {
      punishing--;
      return D;
    }
    if (calming > 0) calming--;
    return C;
  };
}

/**
 * Gradual, as in its authors' software of 2018: the length of a punishment is the number of all defections so
 * far, including those made while it was punishing or calming down.
 */
export const gradual = strategy({
  id: "gradual",
  title: "Gradual",
  rule: "Answers a defection with as many as the co-player has made so far, then with two cooperations.",
  axelrodName: "Gradual",
  memory: Infinity,
  stochastic: false,
  source: "Cristal2018",
  begin: () => escalate((defections) => defections),
});

/**
 * Gradual as first published: the n-th punishment has n defections, whatever the co-player does meanwhile. It is this
 * form, and not {@link gradual}, that gives the scores which the paper reports (Axelrod library, issue 1294).
 */
export const originalGradual = strategy({
  id: "original-gradual",
  title: "Original gradual",
  rule: "Answers defections with one defection the first time, two the second and so on, each time with two cooperations after.",
  axelrodName: "OriginalGradual",
  memory: Infinity,
  stochastic: false,
  source: "Beaufils1997",
  begin: () => escalate((_, punishments) => punishments + 1),
});

/** Gradual killer, of PRISON: made to keep gradual from beating tit for tat among three players. */
export const gradualKiller = strategy({
  id: "gradual-killer",
  title: "Gradual killer",
  rule: "Plays DDDDDCC, then defects for ever if the co-player defected on turns six and seven, and cooperates otherwise.",
  axelrodName: "GradualKiller",
  memory: Infinity,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let turn = 0;
    let defections = 0; // on turns six and seven
    return (last) => {
      const played = turn++;
      if ((played === 6 || played === 7) && sawDefection(last)) defections++;
      if (played < 7) return played < 5 ? D : C;
      return defections === 2 ? D : C;
    };
  },
});
