import { C, D, type Action } from "../core/action.ts";
import { strategy } from "../core/strategy.ts";
import { echo, sawDefection } from "./seen.ts";

/** Spiteful tit for tat: tit for tat that two defections in a row turn into grim trigger. */
export const spitefulTitForTat = strategy({
  id: "spiteful-tit-for-tat",
  title: "Spiteful tit for tat",
  rule: "Plays tit for tat until the co-player defects twice in a row, then defects for ever.",
  axelrodName: "SpitefulTitForTat",
  memory: Infinity,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let provoked = false;
    let defectedBefore = false;
    return (last) => {
      const defected = sawDefection(last);
      if (defected && defectedBefore) provoked = true;
      defectedBefore = defected;
      return provoked ? D : echo(last);
    };
  },
});

/**
 * Sneaky tit for tat, by Karol Langner: cooperates twice, then defects for as long as the co-player has never
 * defected. After that it is tit for tat, but answers C to a D that may repay its own D of two turns before.
 */
export const sneakyTitForTat = strategy({
  id: "sneaky-tit-for-tat",
  title: "Sneaky tit for tat",
  rule: "Defects from turn three on until punished, then plays tit for tat that takes its punishment.",
  axelrodName: "SneakyTitForTat",
  memory: Infinity,
  stochastic: false,
  source: "AxelrodLibrary",
  begin: () => {
    let turn = 0;
    let punished = false;
    let own: Action = C;
    return (last) => {
      const ownBefore = own;
      own = last >> 1;
      if (sawDefection(last)) punished = true;
      if (turn++ < 2) return C;
      if (!punished) return D;
      return ownBefore === D ? C : echo(last);
    };
  },
});

/**
 * Slow tit for two tats, second form: changes its move only after the co-player has made the other move twice
 * running. PRISON calls it slow tit for tat.
 */
export const slowTitForTwoTats2 = strategy({
  id: "slow-tit-for-two-tats-2",
  title: "Slow tit for two tats 2",
  rule: "Cooperates twice, then plays what the co-player played twice in a row, or else its own last move again.",
  axelrodName: "SlowTitForTwoTats2",
  memory: 2,
  stochastic: false,
  source: "Prison1998",
  begin: () => {
    let turn = 0;
    let seen: Action = C;
    return (last) => {
      const before = seen;
      seen = echo(last);
      if (turn++ < 2) return C;
      return seen === before ? seen : last >> 1;
    };
  },
});
