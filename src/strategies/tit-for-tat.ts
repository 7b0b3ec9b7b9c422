import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Tit for tat, Anatol Rapoport's winner of both of Axelrod's tournaments. In games without C and D it copies
 * too, opening with the first action.
 */
export const titForTat = strategy({
  id: "tit-for-tat",
  title: "Tit for tat",
  rule: "Cooperates first, then repeats the co-player's last move.",
  axelrodName: "TitForTat",
  memory: 1,
  stochastic: false,
  actions: "any",
  source: "Axelrod1980",
  begin: (_, { game }) => {
    const k = game.actions.length;
    return (last) => (last === k * k ? C : last % k);
  },
});

/** Suspicious tit for tat: as tit for tat, but it opens with D. */
export const suspiciousTitForTat = strategy({
  id: "suspicious-tit-for-tat",
  title: "Suspicious tit for tat",
  rule: "Defects first, then repeats the co-player's last move.",
  axelrodName: "SuspiciousTitForTat",
  memory: 1,
  stochastic: false,
  source: "Nowak1990",
  begin: () => (last) => (last === START ? D : last & 1),
});

/** Anti tit for tat, "psycho": plays the opposite of the co-player's last move, after opening with C. */
export const antiTitForTat = strategy({
  id: "anti-tit-for-tat",
  title: "Anti tit for tat",
  rule: "Cooperates first, then plays the opposite of the co-player's last move.",
  axelrodName: "AntiTitForTat",
  memory: 1,
  stochastic: false,
  source: "Hilbe2013",
  begin: () => (last) => (last === START ? C : 1 - (last & 1)),
});

/** Tit for two tats: defects only after two defections in a row. */
export const titForTwoTats = strategy({
  id: "tit-for-2-tats",
  title: "Tit for two tats",
  rule: "Defects only when the co-player's last two moves were both D.",
  axelrodName: "TitFor2Tats",
  memory: 2,
  stochastic: false,
  source: "Axelrod1984",
  begin: () => {
    let defectedBefore = false;
    return (last) => {
      const defected = last !== START && (last & 1) === D;
      const action = defected && defectedBefore ? D : C;
      defectedBefore = defected;
      return action;
    };
  },
});
