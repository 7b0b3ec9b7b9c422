import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const TURNS_BEFORE_TRICKS = 3;
const TURNS_OF_TRUST = 10;

/** Tricky cooperator, by Karol Langner: exploits co-players that have long been kind. */
export const trickyCooperator = strategy({
  id: "tricky-cooperator",
  title: "Tricky cooperator",
  rule: "Cooperates, but from the fourth turn on defects if none of the co-player's last ten moves was D.",
  axelrodName: "TrickyCooperator",
  memory: TURNS_OF_TRUST,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let turn = 0;
    let defectedAt = -Infinity;
    return (last) => {
      const now = turn++;
      if (last !== START && (last & 1) === D) defectedAt = now;
      return now >= TURNS_BEFORE_TRICKS && now - defectedAt >= TURNS_OF_TRUST ? D : C;
    };
  },
});

/** Tricky defector, by Karol Langner: tries to win back a co-player that has given up on it. */
export const trickyDefector = strategy({
  id: "tricky-defector",
  title: "Tricky defector",
  rule: "Defects, but cooperates if the co-player has ever cooperated and its last three moves were D.",
  axelrodName: "TrickyDefector",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let hasCooperated = false;
    let streak = 0;
    return (last) => {
      if (last === START) return D;
      if ((last & 1) === C) {
        hasCooperated = true;
        streak = 0;
      } else streak++;
      return hasCooperated && streak >= 3 ? C : D;
    };
  },
});
