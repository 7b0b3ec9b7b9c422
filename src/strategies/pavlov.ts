import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { integer, opening, unit } from "../core/parameters.ts";
import { strategy } from "../core/strategy.ts";
import { byMemoryOne, isMixed } from "./memory-one.ts";

/** Win-stay lose-shift (Pavlov): repeats its move after R or T, changes it after P or S. */
export const winStayLoseShift = strategy({
  id: "win-stay-lose-shift",
  title: "Win-stay lose-shift (Pavlov)",
  rule: "Cooperates first, and then after CC and DD.",
  axelrodName: "WinStayLoseShift",
  memory: 1,
  stochastic: false,
  source: "Nowak1993",
  begin: (_, __, random) => byMemoryOne([1, 0, 0, 1], 1, random),
});

/** Win-shift lose-stay (reverse Pavlov): changes its move after R or T, repeats it after P or S. */
export const winShiftLoseStay = strategy({
  id: "win-shift-lose-stay",
  title: "Win-shift lose-stay (reverse Pavlov)",
  rule: "Defects first, and then after CC and DD.",
  axelrodName: "WinShiftLoseStay",
  memory: 1,
  stochastic: ({ first }) => isMixed([first]),
  parameters: { first: opening(0) },
  source: "Li2011",
  begin: ({ first }, _, random) => byMemoryOne([0, 1, 1, 0], first, random),
});

/** Win-stay lose-shift that does the other thing with probability epsilon; its first move is C. */
export const stochasticWinStayLoseShift = strategy({
  id: "stochastic-wsls",
  title: "Stochastic win-stay lose-shift",
  rule: "Win-stay lose-shift, but for a small chance of the other move.",
  axelrodName: "StochasticWSLS",
  memory: 1,
  stochastic: ({ epsilon }) => isMixed([epsilon]),
  parameters: { epsilon: unit(0.05) },
  source: "AxelrodLibrary",
  begin: ({ epsilon }, _, random) => byMemoryOne([1 - epsilon, epsilon, epsilon, 1 - epsilon], 1, random),
});

/** How k changes, by last outcome: the four payoffs of the Kraineses' game, turned round where the action was D. */
const LESSONS = [1, -2, -2, 1];

/**
 * David and Vivian Kraines's Pavlov-n, a learner by reward and punishment: cooperates with probability k/n. In their
 * game R, S, T, P = 1, −2, 2, −1, and each unit of payoff makes the action it followed more or less likely by
 * 1/n: k rises by 1 after CC and DD and falls by 2 after CD and DC, between 0 and n. Pavlov-1 is win-stay lose-shift.
 *
 * Theirs are the unit steps in every game here, whatever its payoffs. The paper starts from any k; here k = n, so that
 * the first move is C. It studies many n; the default is a fast learner.
 */
export const nPavlov = strategy({
  id: "n-pavlov",
  title: "Pavlov-n",
  rule: "Cooperates with probability k/n; k goes up by 1 after CC and DD, and down by 2 after CD and DC.",
  memory: ({ n }) => (n === 1 ? 1 : Infinity),
  stochastic: ({ n }) => n > 1,
  parameters: { n: integer(3, 1, 1000) },
  source: "Kraines1989",
  begin: ({ n }, _, random) => {
    let k = n;
    return (last) => {
      if (last !== START) k = Math.min(n, Math.max(0, k + LESSONS[last]!));
      return k === n || (k > 0 && random.below(n) < k) ? C : D;
    };
  },
});
