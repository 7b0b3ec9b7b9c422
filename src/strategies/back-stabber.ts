import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { knownTurns } from "../core/terms.ts";
import { strategy } from "../core/strategy.ts";

const FORGIVEN = 3;
const FINAL_DEFECTIONS = 2;

/** Double crosser's trial and the turns, from 0, in which those that passed it are trusted. */
const TRIAL = 7;
const TRUST_ENDS = 180;

/** @param turns known length of the match; with Infinity there is no end to defect at */
function backStab(turns: number, trustsEnd: number): Respond {
  let turn = 0;
  let defections = 0;
  let passed = true;
  let streak = 0;
  return (last) => {
    const now = turn++;
    if (last !== START) {
      if ((last & 1) === D) {
        defections++;
        streak++;
        if (now <= TRIAL) passed = false;
      } else streak = 0;
    }
    if (now >= turns - FINAL_DEFECTIONS && now < turns) return D;
    if (passed && now >= TRIAL && now < trustsEnd) return streak >= 2 ? D : C;
    return defections > FORGIVEN ? D : C;
  };
}

/**
 * Back stabber, by Thomas Campbell. Where the length is not known it does not defect at the end; in a match that goes
 * on past the length it was told, it falls back on its rule.
 */
export const backStabber = strategy({
  id: "back-stabber",
  title: "Back stabber",
  rule: "Cooperates until the co-player's fourth defection, then defects for ever; defects on the last two turns.",
  axelrodName: "BackStabber",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: (_, terms) => backStab(knownTurns(terms), 0),
});

/** Double crosser, by Thomas Campbell: back stabber that is lenient for a while with those that seemed nice. */
export const doubleCrosser = strategy({
  id: "double-crosser",
  title: "Double crosser",
  rule: "Back stabber, but tit for two tats on turns 8 to 180 with a co-player that cooperated on the first seven.",
  axelrodName: "DoubleCrosser",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: (_, terms) => backStab(knownTurns(terms), TRUST_ENDS),
});
