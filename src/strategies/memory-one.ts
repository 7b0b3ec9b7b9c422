import { C, D } from "../core/action.ts";
import { opening, probabilities } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import { strategy } from "../core/strategy.ts";

/**
 * Cooperates with a probability that depends on the last outcome alone. Draws nothing where that is 0 or 1.
 *
 * @param p (p_CC, p_CD, p_DC, p_DD), own action first
 * @param first probability of C on the first turn
 */
export function byMemoryOne(p: readonly number[], first: number, random: Random): Respond {
  const table = Float64Array.of(p[0]!, p[1]!, p[2]!, p[3]!, first); // indexed by outcome, START last
  return (last) => {
    const chance = table[last]!;
    if (chance >= 1) return C;
    if (chance <= 0) return D;
    return random.next() < chance ? C : D;
  };
}

/** Whether a vector of probabilities ever leaves anything to chance. */
export const isMixed = (p: readonly number[]): boolean => p.some((chance) => chance > 0 && chance < 1);

/** Any memory-one strategy, by its vector. */
export const memoryOne = strategy({
  id: "memory-one",
  title: "Memory-one",
  rule: "Cooperates with a probability given for each last outcome, p = [p_CC, p_CD, p_DC, p_DD].",
  axelrodName: "MemoryOnePlayer",
  memory: 1,
  stochastic: ({ p, first }) => isMixed([...p, first]),
  parameters: { p: probabilities([1, 0, 0, 1]), first: opening(1) },
  source: "Nowak1990",
  begin: ({ p, first }, _, random) => byMemoryOne(p, first, random),
});

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
